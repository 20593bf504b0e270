import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  assertOwnOnly,
  watchRequests,
  type Walk,
} from '../browser.ts';
import type { Walker } from './house.ts';

/** How one gets to a state of a page, and as whom. */
export interface State {
  readonly as: Walker;
  readonly reach: (page: Page) => Promise<unknown>;
}

export const at = (url: string) => (page: Page) => page.goto(url);

/** A page as it is sent with nothing, or with what `fill` puts in. */
export function sent(url: string, button: string, fill: (page: Page) => Promise<unknown> = async () => {}) {
  return async (page: Page) => {
    await page.goto(url);
    await fill(page);
    await page.getByRole('button', { name: button }).click();
  };
}

/** Nothing that axe finds, wide, narrow and dark; nothing sticks out at 320 px; nobody else is asked (E30). */
export async function assertGoodState(walk: Walk, name: string, { as, reach }: State): Promise<void> {
  const page = await walk.open({ cookie: as.cookie });
  const asked = watchRequests(page);
  const stopped: string[] = [];
  page.on('console', said => void (/Content Security Policy/.test(said.text()) && stopped.push(said.text())));
  await reach(page);
  await assertAccessible(page, `${name}, wide`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await assertAccessible(page, `${name}, dark`, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 800 });
  await assertAccessible(page, `${name}, narrow`);
  await assertNoSidewaysScroll(page, name);
  assertOwnOnly(asked, walk.origin);
  assert.deepEqual(stopped, [], 'the content-security-policy stopped something of ours');
  await page.context().close();
}
