import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startWalk } from '../browser.ts';
import { DAY, openHouse } from '../helpline/house.ts';
import { assertGoodState, at, sent, type State } from '../helpline/in-browser.ts';
import { openCase } from './case.ts';

const house = await openHouse();
const walk = await startWalk(house.options);
after(() => walk.stop());
const practitioner = await house.walker('practitioner');
const person = await openCase(practitioner);
const open = `/people/${person}/slip`;

/** A caller comes back with their code, reads what a slip does, and ticks; gives the slip that is shown. */
async function takeSlip(page: Page, tick = true): Promise<string> {
  await comeBack(page);
  if (tick) {
    await page.getByLabel('Charged').check();
    await page.getByLabel('See a GP').check();
  }
  await page.getByRole('button', { name: 'I have read this. Make the slip' }).click();
  return page.locator('.code-shown').innerText();
}

async function comeBack(page: Page): Promise<void> {
  const code = await house.call('CANARY as told');
  await page.goto('/help/code');
  await page.getByLabel('Your code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: /slip/ }).click();
  assert.ok(await page.getByText('The programme keeps what you tick').isVisible());
}

async function given(tick = true): Promise<string> {
  const page = await walk.open({ javaScript: false });
  const slip = await takeSlip(page, tick);
  await page.context().close();
  return slip;
}

const typed = (slip: string) => (page: Page) => page.getByLabel('Slip', { exact: true }).fill(slip);
const openIt = (slip: string) => sent(open, 'Open the slip', typed(slip));

for (const width of [1280, 320]) {
  test(`E6: at ${width} px, without JavaScript: a caller makes a slip, the programme opens it once, and a second time is told why not`, async () => {
    const caller = await walk.open({ width, javaScript: false });
    const slip = await takeSlip(caller);
    await caller.context().close();
    const page = await walk.open({ cookie: practitioner.cookie, width, javaScript: false });
    await page.goto(`/people/${person}/record`);
    await page.getByRole('link', { name: 'They brought a slip from the helpline' }).click();
    await typed(slip)(page);
    await page.getByRole('button', { name: 'Open the slip' }).click();
    assert.equal(new URL(page.url()).pathname, `/people/${person}`);
    const kept = page.getByText(
      'Where they said they stood: charged. What they had decided to do: see a GP.',
    );
    assert.ok(await kept.first().isVisible());
    assert.ok(!(await page.content()).includes('CANARY'), 'what they wrote comes along');
    await openIt(slip)(page);
    assert.ok(await page.getByText('it was opened before').first().isVisible());
    assert.ok(await page.getByText('Nothing was saved.').first().isVisible());
    await page.context().close();
  });
}

test('a slip on which nothing was ticked is kept as that, and one whose four weeks are over opens nothing', async () => {
  const page = await walk.open({ cookie: practitioner.cookie, javaScript: false });
  await openIt(await given(false))(page);
  assert.ok(await page.getByText('They ticked nothing on it.').first().isVisible());
  const old = await given();
  house.clock.now += 29 * DAY;
  await openIt(old)(page);
  assert.ok(await page.getByText('its four weeks are over').first().isVisible());
  await page.context().close();
});

const anybody = { ...practitioner, cookie: '' };
const states: Record<string, State> = {
  'what a slip does': { as: anybody, reach: comeBack },
  'a slip that was made': { as: anybody, reach: takeSlip },
  'opening a slip': { as: practitioner, reach: at(open) },
  'opening a slip, nothing typed': { as: practitioner, reach: sent(open, 'Open the slip') },
  'opening a slip, none such': { as: practitioner, reach: openIt('7KQ4-M9X-T2B') },
  'a slip that was kept': {
    as: practitioner,
    reach: async page => openIt(await given())(page),
  },
};

describe('every state of a slip', () => {
  for (const [name, state] of Object.entries(states)) {
    test(`${name}: axe finds nothing wide, narrow and dark, nothing sticks out at 320 px, and E30: nobody else is asked`, () =>
      assertGoodState(walk, name, state));
  }
});
