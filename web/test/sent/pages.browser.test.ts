import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startWalk } from '../browser.ts';
import { openHouse } from '../helpline/house.ts';
import { assertGoodState, at, sent, type State } from '../helpline/in-browser.ts';

const house = await openHouse();
const walk = await startWalk(house.options);
after(() => walk.stop());
const partner = await house.walker('outside_partner');
const safeguarding = await house.walker('safeguarding_lead');
const analyst = await house.walker('analyst');
const auditor = await house.walker('auditor');

await assertGoodState(walk, 'nothing sent yet', { as: partner, reach: at('/sent') });
await assertGoodState(walk, 'no sensitive read yet', { as: safeguarding, reach: at('/sensitive-reads') });
const somebody = { forename: 'Corwo', surname: 'Fenbrook', sex: 'M', source: 'police', stage: 'charged' };
assert.equal((await partner.fill('/sent/new', somebody)).statusCode, 303);
await analyst.repository.extract();

async function raise(page: Page, danger: string) {
  await page.goto(`/sent/concern?danger=${danger}`);
  await page.getByRole('button', { name: danger === 'yes' ? 'Save, done' : 'Raise the concern' }).click();
  assert.ok(await page.getByText('Your concern is in the record').isVisible());
}

const states: Record<string, State> = {
  'what they sent': { as: partner, reach: at('/sent') },
  'a page after the last': { as: partner, reach: at('/sent?before=2020-01-01') },
  'send a referral': { as: partner, reach: at('/sent/new') },
  'send a referral, nothing filled in': { as: partner, reach: sent('/sent/new', 'Send the referral') },
  'danger now': { as: partner, reach: at('/sent/concern') },
  'raise a concern': { as: partner, reach: at('/sent/concern?danger=no') },
  'raised, in danger': { as: partner, reach: page => raise(page, 'yes') },
  'raised, no danger': { as: partner, reach: page => raise(page, 'no') },
  'raised, too long ago': { as: partner, reach: at('/sent/concern/raised') },
  'sensitive reads': { as: safeguarding, reach: at('/sensitive-reads') },
  'unusual reads that wait': { as: auditor, reach: at('/audit/unusual') },
  'what was found of one': {
    as: auditor,
    reach: sent(`/audit/unusual/exported/2026-03-12/${analyst.actor.userId}`, 'Save: looked into'),
  },
};

describe('every state of what a partner, a safeguarding lead and an auditor are shown', () => {
  for (const [name, state] of Object.entries(states)) {
    test(`${name}: axe finds nothing wide, narrow and dark, nothing sticks out at 320 px, and E30: nobody else is asked`, () =>
      assertGoodState(walk, name, state));
  }
});

test('E34: at 320 px, without JavaScript: from the first page to “passed on” by one person, in one step', async () => {
  const page = await walk.open({ cookie: partner.cookie, width: 320, javaScript: false });
  await page.goto('/start');
  await page.getByRole('link', { name: 'Somebody is in danger now' }).click();
  await page.getByLabel('What was said').fill('as told');
  await page.getByLabel('Police (101)').check();
  await page.getByLabel('The reference they gave you').fill('LOG 9');
  await page.getByRole('button', { name: 'Save, done' }).click();
  const reference = await page.locator('b').first().innerText();
  await page.context().close();
  const row = (await safeguarding.repository.concerns()).find(one =>
    one.concern.startsWith(reference.toLowerCase()),
  );
  const concern = await safeguarding.repository.concern(row!.concern);
  assert.equal(concern!.state.passings[0].reference, 'LOG 9');
});
