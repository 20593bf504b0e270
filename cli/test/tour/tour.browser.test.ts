import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  assertOwnOnly,
  openBrowser,
  watchRequests,
} from '@throughcare/web/testing';
import { withClient } from '@throughcare/records/testing';
import { startService } from './service.ts';

// The tour of the README, stop by stop, on the service as `npm start` runs it. Every stop builds on the one before, so
// this is one walk; each stop is looked at by axe, at 1280 and at 320 px.
const service = await startService('--replications', '4');
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await service.stop();
});
const context = await browser.newContext({ baseURL: service.origin, viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
const asked = watchRequests(page);
const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
const link = (name: string | RegExp) => page.getByRole('link', { name }).first();
const said = async () => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');

async function assertFineStop(stop: string) {
  await assertAccessible(page, stop);
  assert.equal(await page.locator('script').count(), 0, `${stop} needs a script`);
  assert.match(
    await page.locator('body').innerText(),
    /Made-up people/,
    `E39: ${stop} does not say made-up people`,
  );
  await page.setViewportSize({ width: 320, height: 800 });
  await assertNoSidewaysScroll(page, stop);
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function signInAs(role: RegExp, then: string) {
  await context.clearCookies();
  await page.goto(`/sign-in?next=${encodeURIComponent(then)}`);
  await button(role).click();
  await page.waitForURL(url => url.pathname === then);
}

/** Waits until the process that works out the evidence has done this page; each look is a reload, as for a person. */
async function waitFor(path: string, words: RegExp) {
  for (let looks = 0; looks < 240; looks++) {
    await page.goto(path);
    if (words.test(await said())) return;
    await page.waitForTimeout(1000);
  }
  assert.fail(`${path} was not worked out: ${await said()}`);
}

test('it says where it is and whom to sign in as', () => {
  assert.match(service.said(), /Throughcare is ready: http:\/\/127\.0\.0\.1:\d+/);
  assert.match(service.said(), /Auditor\s+auditor@demonstration\.example/);
});

test('1. What is claimed, and what can be shown', async () => {
  await page.goto('/');
  assert.match(await said(), /What is claimed, and what can be shown/);
  assert.match(await said(), /harmed again/, 'E18: the harm is said first');
  assert.equal(await page.locator('.claim').count(), 8);
  await assertFineStop('claims');
  await link('I need help').click();
});

let code = '';
test('2. Help, without a name', async () => {
  await assertFineStop('help');
  await link('My own thoughts or behaviour').click();
  await assertFineStop('the statement');
  await button('I have read this').click();
  await page.fill('#words', 'A message of the tour: I would like to talk to somebody.');
  await button('Send').click();
  await assertFineStop('the code');
  code = await page.locator('.code-shown').innerText();
  assert.notEqual(code, '');
  await button('I have written it down').click();
  await page.fill('#code', code.toLowerCase());
  await button('Check it').click();
  assert.match(await said(), /Your code works/);
  await assertFineStop('the code typed back');
});

test('3. The helpline desk', async () => {
  await signInAs(/, helpline worker$/, '/helpline');
  await assertFineStop('the desk');
  const contacts = page.getByRole('link', { name: /Read and answer/ });
  await contacts.last().click();
  assert.match(await said(), /A message of the tour/);
  await assertFineStop('a contact');
  await page.fill('#words', 'Thank you for writing. Shall we talk on Thursday?');
  await button('Send the answer').click();
  if (!/helpline\/.+/.test(new URL(page.url()).pathname)) await page.goBack();
  await link('Record what was agreed').click();
  await page.getByLabel('See a GP').check();
  await assertFineStop('agreed actions');
  await page.getByRole('main').locator('form button').first().click();
});

test('4. A concern: one person, one step, and the board shows the review that is due', async () => {
  await page.goto('/helpline');
  await page
    .locator('a', { hasText: /Open|Read and answer/ })
    .first()
    .waitFor();
  for (const one of await page.getByRole('main').getByRole('link').all()) {
    const href = await one.getAttribute('href');
    if (!href?.startsWith('/helpline/')) continue;
    await page.goto(href);
    if ((await said()).includes('A message of the tour')) break;
    await page.goto('/helpline');
  }
  assert.match(await said(), /A message of the tour/);
  await link('Somebody is in danger now').click();
  await assertFineStop('danger');
  await page.fill('#said', 'neutral words of the tour');
  await page.getByLabel(/duty desk/i).check();
  await page.fill('#reference', 'TOUR-77');
  await button('Save, done').click();
  await signInAs(/, safeguarding lead$/, '/concerns');
  assert.match(await said(), /Review by a second person/);
  await assertFineStop('the board');
  const due = page
    .locator('li', { hasText: 'Review by a second person' })
    .filter({ hasText: '2 November 2026' });
  await due.first().getByRole('link').first().click();
  await page.waitForLoadState();
  assert.ok(!(await said()).includes('A message of the tour'), 'E20: the rest of the contact stays closed');
  await assertFineStop('a concern');
});

test('5. A referral, Today, and one person with two clocks', async () => {
  await signInAs(/, practitioner$/, '/referrals/new');
  await assertFineStop('a referral');
  await page.fill('#forename', 'Tourwin');
  await page.fill('#surname', 'Walkabout');
  await page.getByLabel('Male', { exact: true }).check();
  await page.getByLabel('Probation').check();
  await page.getByLabel('Charged').check();
  await button('Save the referral').click();
  assert.match(await said(), /Tourwin Walkabout/);
  await page.getByLabel('Accepted').check();
  await button('Save the answer').click();
  await page.selectOption('#practitioner', { label: 'Ines Vale' });
  await button('Open the case').click();
  assert.match(await said(), /Tourwin Walkabout/);
  await page.goto('/today');
  assert.match(await said(), /When this list is empty, you are done/);
  await assertFineStop('today');
  await page.goto('/people');
  await page.fill('#search', 'Staliffin');
  await button('Search').click();
  await assertFineStop('people');
  await link('Kelrad Staliffin').click();
  assert.match(await said(), /Order ends 31 December 2026, earliest place 1 February 2027/);
  assert.match(await said(), /Community order ends/);
  assert.match(await said(), /Ten-session course ends/);
  await assertFineStop('one person');
  await link('Record what happened').click();
  await assertFineStop('what happened');
  await link('They moved, or a partner or work changed').click();
  await page.getByLabel('Moved address', { exact: true }).check();
  await page.fill('#on-year', '2027');
  await button('Save').click();
  assert.match(await said(), /That date is after today, .* 2026\. Nothing was saved\./);
  await assertFineStop('an impossible date');
  await page.fill('#on-year', '2026');
  await button('Save').click();
  assert.match(await said(), /Moved address The check on children fell due again/);
});

test('6. The waiting list: two are given places, and the warnings fall', async () => {
  await signInAs(/, programme lead$/, '/waiting-list');
  const warnings = async () => Number(/For (\d+) the order ends/.exec(await said())?.[1] ?? 0);
  const before = await warnings();
  assert.ok(before >= 2, await said());
  await assertFineStop('the waiting list');
  // Those who are warned of, and for whom a group that begins in time has a place left.
  const inTime = page.locator('button[name=place]', { hasText: /free\)\s*$/ });
  const warned = page
    .locator('li.waiting')
    .filter({ has: page.locator('.state.due') })
    .filter({ has: inTime });
  for (let given = 0; given < 2; given++) {
    await warned.first().getByText('Give a place').click();
    await warned.first().locator(inTime).first().click();
  }
  assert.ok((await warnings()) < before, `${await warnings()} warnings after ${before}`);
});

test('7. The same people in two extracts', async () => {
  await waitFor('/linkage', /were found/);
  assert.match(await said(), /recall/);
  await assertFineStop('linkage');
});

test('8. Prison or community: the naive answer, the fair one, and the truth', async () => {
  await waitFor('/studies/our-own-people', /cannot tell yet/i);
  await waitFor('/studies/prison-or-community', /Of 1,000 people/);
  assert.match(await said(), /Conclusion: (lower|higher|cannot tell yet)/);
  assert.match(await said(), /We cannot tell yet/);
  assert.match(await said(), /detected/);
  await assertFineStop('the study');
  await link(/As it looks at first/).click();
  await assertFineStop('the study, naive');
  await link(/The truth/).click();
  await assertFineStop('the study, truth');
});

test('9. Two chief officers', async () => {
  await waitFor('/plans/two-chief-officers', /people waiting|we cannot tell yet/i);
  assert.match(await said(), /What this plan does not weigh/, 'E41');
  await assertFineStop('the plan');
  await link(/See every number/).click();
  assert.match(await said(), /[Nn]o source/);
  await assertFineStop('every number and its source');
});

test('10. Who walked here: every page read, the record whole, and a row altered by hand is named', async () => {
  await signInAs(/, auditor$/, '/audit');
  const trail = await said();
  for (const name of ['Ode Larkspur', 'Wren Callowhay', 'Ines Vale', 'Hale Renwick'])
    assert.ok(trail.includes(name), name);
  await assertFineStop('the audit');
  await button('Verify the whole record now').click();
  assert.match(await said(), /The record is whole/);
  await assertFineStop('the record is whole');
  const whole = await service.throughcare('audit', 'verify');
  assert.equal(whole.status, 0, whole.out + whole.err);
  assert.match(whole.out, /The record is whole/);
  await withClient(service.superuserUrl(), async client => {
    await client.query('alter table throughcare.event disable trigger user');
    await client.query(
      `update throughcare.event set occurred_on = occurred_on - 1 where ctid in (select ctid from throughcare.event limit 1)`,
    );
  });
  const altered = await service.throughcare('audit', 'verify');
  assert.equal(altered.status, 1);
  assert.match(altered.out, /The record is NOT whole/);
  assert.match(altered.out, /event: version \d+ of .* was altered/);
  await page.goto('/audit');
  await button('Verify the whole record now').click();
  assert.match(await said(), /The first row that does not fit/);
  await assertFineStop('a row that does not fit');
});

test('E30: nothing was asked of anybody but this service', () => assertOwnOnly(asked, service.origin));

test('the tour of the README names the stops that the pages name', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', '..', '..', 'README.md'), 'utf8');
  const tour = /<!-- tour[\s\S]*<!-- end of tour -->/.exec(readme)![0];
  for (const title of [
    'What is claimed, and what can be shown',
    'Help, without a name',
    'The helpline desk',
    'A concern',
    'A referral',
    'Today',
    'The waiting list',
    'The same people in two extracts',
    'Prison or community, with and without the programme?',
    'Two chief officers',
    'Who walked here',
  ]) {
    assert.ok(tour.includes(`**${title}**`), title);
  }
});
