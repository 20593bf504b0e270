import type { Locator, Page } from 'playwright-core';

/**
 * As somebody without scripts does: looks again by the link until what they wait for is there. Each page is waited for until
 * it shows the one or the other, since one that is still on its way shows neither.
 */
export async function lookAgainUntil(page: Page, wanted: Locator): Promise<void> {
  const look = page.getByRole('link', { name: 'Look again' });
  for (;;) {
    await wanted.or(look).first().waitFor();
    if (await wanted.isVisible()) return;
    await look.click();
  }
}
