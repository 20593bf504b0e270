import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { startWalk } from '../browser.ts';
import { openHouse } from '../helpline/house.ts';
import { assertGoodState, at, sent, type State } from '../helpline/in-browser.ts';
import { offerProgrammes } from '../person/case.ts';

const house = await openHouse();
const walk = await startWalk(house.options);
after(() => walk.stop());
const lead = await house.walker('programme_lead');
await assertGoodState(walk, 'no programme to plan a group of', { as: lead, reach: at('/groups/plan') });
await offerProgrammes(house);

const laidOut = '/groups/plan/group?first=2026-04-07&every=1';
const states: Record<string, State> = {
  'no group yet': { as: lead, reach: at('/groups') },
  'programme and rhythm': { as: lead, reach: at('/groups/plan') },
  'programme and rhythm, nothing chosen': { as: lead, reach: sent('/groups/plan', 'Lay out the sessions') },
  'sessions laid out': { as: lead, reach: at(laidOut) },
  'sessions, out of order': {
    as: lead,
    reach: sent(laidOut, 'Save', page => page.getByLabel('Session 2').fill('2026-04-07')),
  },
};

describe('every state of planning a group', () => {
  for (const [name, state] of Object.entries(states)) {
    test(`${name}: axe finds nothing wide, narrow and dark, nothing sticks out at 320 px, and E30: nobody else is asked`, () =>
      assertGoodState(walk, name, state));
  }
});

test('a group is planned at 320 px without JavaScript, and stands in the list', async () => {
  const page = await walk.open({ cookie: lead.cookie, width: 320, javaScript: false });
  await page.goto('/groups');
  await page.getByRole('link', { name: 'Plan a group' }).click();
  await page.getByLabel('Group programme').check();
  await page.getByLabel('Day of the first session').fill('2026-04-07');
  await page.getByLabel('Every two weeks').check();
  await page.getByRole('button', { name: 'Lay out the sessions' }).click();
  await page.getByLabel('What the group is called').fill('Tuesday evenings');
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Save' }).click();
  assert.match(await page.locator('h1').innerText(), /Tuesday evenings/);
  await page.goto('/groups');
  assert.match(
    await page.getByRole('row', { name: /Tuesday evenings/ }).innerText(),
    /7 April 2026.*5 May 2026/s,
  );
  await page.context().close();
});
