import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { startWalk } from '../browser.ts';
import { DAY, HOUR, openHouse } from '../helpline/house.ts';
import { assertGoodState, at, sent, type State } from '../helpline/in-browser.ts';

const house = await openHouse();
const walk = await startWalk(house.options);
after(() => walk.stop());
const practitioner = await house.walker('practitioner');
const colleague = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
const auditor = await house.walker('auditor');

const SAVE = 'Save the referral';
const somebody = {
  forename: 'Corwo',
  surname: 'Marbernford-Quillhaven',
  sex: 'M',
  source: 'probation',
  stage: 'sentenced',
  'bornOn-day': '17',
  'bornOn-month': '5',
  'bornOn-year': '1980',
  'on-day': '12',
  'on-month': '3',
  'on-year': '2026',
};
const refer = async (more: Record<string, string> = {}) =>
  String(
    (await practitioner.fill('/referrals/new', { ...somebody, looked: 'yes', ...more })).headers.location,
  );

async function typeIn(page: Page, fields: Record<string, string>) {
  for (const [name, value] of Object.entries(fields)) {
    const choice = page.locator(`input[type=radio][name="${name}"][value="${value}"]`);
    if (await choice.count()) await choice.check();
    else await page.locator(`[name="${name}"]`).fill(value);
  }
}

await assertGoodState(walk, 'no referral', { as: practitioner, reach: at('/referrals') });
const waiting = await refer();
const accepted = await refer({ forename: 'Dovar' });
await practitioner.fill(accepted, { outcome: 'accepted' });
const closed = await refer({ forename: 'Hulme' });
await practitioner.fill(closed, { outcome: 'not_suitable' });
house.clock.now += 9 * DAY;

const states: Record<string, State> = {
  'list of referrals': { as: practitioner, reach: at('/referrals') },
  'referral form': { as: practitioner, reach: at('/referrals/new') },
  'referral form, nothing filled in': { as: practitioner, reach: sent('/referrals/new', SAVE) },
  'referral form, under 18': {
    as: practitioner,
    reach: sent('/referrals/new', SAVE, page => typeIn(page, { ...somebody, 'bornOn-year': '2010' })),
  },
  'referral form, is it one of these': {
    as: practitioner,
    reach: async page => {
      await sent('/referrals/new', SAVE, one => typeIn(one, somebody))(page);
      assert.ok(await page.getByText('Is it one of these?').isVisible());
    },
  },
  'referral to be answered': { as: practitioner, reach: at(waiting) },
  'referral, no answer chosen': { as: practitioner, reach: sent(waiting, 'Save the answer') },
  'referral to be opened': { as: lead, reach: at(accepted) },
  'referral, no practitioner chosen': { as: lead, reach: sent(accepted, 'Open the case') },
  'referral, closed': { as: lead, reach: at(closed) },
  'referral, not there': { as: lead, reach: at(`/referrals/${randomUUID()}`) },
  'referrals, forbidden': { as: auditor, reach: at('/referrals') },
  audit: { as: auditor, reach: at('/audit?last=7d') },
  'audit, narrowed to one person': {
    as: auditor,
    reach: at(
      `/audit?last=7d&who=${practitioner.actor.userId}&record=${waiting.slice(-36)}&from=2026-03-01&to=2026-03-31`,
    ),
  },
  'audit, days that cannot be shown': { as: auditor, reach: at('/audit?from=x&record=none') },
  'audit, unusual reads': { as: auditor, reach: at('/audit/unusual') },
  'audit, nobody here': {
    as: auditor,
    reach: async page => {
      house.clock.now += HOUR;
      await page.goto('/audit');
      assert.ok(await page.getByText('Nobody was here').isVisible());
    },
  },
  'audit, whole': { as: auditor, reach: sent('/audit', 'Verify the whole record now') },
  'audit, a row was altered': {
    as: auditor,
    reach: async page => {
      await alterOneRow();
      await sent('/audit', 'Verify the whole record now')(page);
      assert.ok(await page.getByText('The record does not fit').isVisible());
    },
  },
};

async function alterOneRow() {
  const client = new pg.Client({ connectionString: house.database.superuserUrl });
  await client.connect();
  await client.query("set session_replication_role = 'replica'");
  await client.query(
    "update throughcare.event set actor = 'somebody-else' where position = (select min(position) from throughcare.event where kind = 'case')",
  );
  await client.end();
}

test('from the form to the person’s page at 320 px without JavaScript', async () => {
  const page = await walk.open({ cookie: colleague.cookie, width: 320, javaScript: false });
  await page.goto('/referrals');
  await page.getByRole('link', { name: 'Add a referral' }).click();
  await typeIn(page, { ...somebody, surname: 'Fenbrook', 'bornOn-year': '1971' });
  await page.getByRole('button', { name: SAVE }).click();
  await page.getByLabel('Accepted').check();
  await page.getByRole('button', { name: 'Save the answer' }).click();
  await page.getByRole('button', { name: 'Open the case' }).click();
  assert.match(new URL(page.url()).pathname, /^\/people\//);
  assert.match(await page.locator('h1').innerText(), /Corwo Fenbrook/);
  await page.context().close();
});

describe('every state of referrals and of the audit', () => {
  for (const [name, state] of Object.entries(states)) {
    test(`${name}: axe finds nothing wide, narrow and dark, nothing sticks out at 320 px, and E30: nobody else is asked`, () =>
      assertGoodState(walk, name, state));
  }
});
