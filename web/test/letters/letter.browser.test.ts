import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { asPlanned, day, type CaseCommand } from '@throughcare/pathway';
import { assertAccessible, assertNoSidewaysScroll, startWalk } from '../browser.ts';
import { openHouse } from '../helpline/house.ts';
import { cookiesOf, formFields, post } from '../post.ts';
import { offerProgrammes, openCase, planGroup } from '../person/case.ts';
import { outside } from '../../src/person/letters/letter-text.ts';

// Today is 12 March 2026.
const house = await openHouse();
const logged: unknown[] = [];
const walk = await startWalk({ ...house.options, log: line => logged.push(line) });
after(() => walk.stop());
const practitioner = await house.walker('practitioner');
const lead = await house.walker('programme_lead');
await offerProgrammes(house);
const group = await planGroup(lead, ['2026-02-02', '2026-02-09', '2026-02-16']);

const came = (session: number, code: 'ATTC' | 'UAAB', date: string): CaseCommand => ({
  do: 'record_attendance',
  on: day(date),
  enrolment: 'e1',
  session,
  code,
  how: asPlanned,
});
const withSessions = (reference: string) =>
  openCase(practitioner, reference, [
    {
      do: 'enrol',
      on: day('2026-01-05'),
      enrolment: 'e1',
      programme: 'group',
      basis: 'requirement',
      assessed: true,
    },
    { do: 'give_place', on: day('2026-01-06'), enrolment: 'e1', group, startsOn: day('2026-02-02') },
    came(1, 'ATTC', '2026-02-02'),
    came(2, 'UAAB', '2026-02-09'),
    came(3, 'ATTC', '2026-02-16'),
  ]);

const letterToCourt = (kind: 'attendance' | 'progress') => ({
  enrolment: 'e1',
  kind,
  to: 'court',
  'until-day': '12',
  'until-month': '3',
  'until-year': '2026',
});
/** The address of the first letter that the person's list leads to. */
async function firstLetter(id: string): Promise<string> {
  const list = (await practitioner.open(`/people/${id}/letters`)).body;
  return /\/people\/[0-9a-f-]+\/letters\/[0-9a-f-]+/.exec(list)![0];
}

test('E38: an officer issues a letter, a court checks its code without signing in, and is told when it was withdrawn', async () => {
  const id = await withSessions('TC-W1');
  const page = await walk.open({ cookie: practitioner.cookie, javaScript: false });
  await page.goto(`/people/${id}/record`);
  await page.getByRole('link', { name: /letter of attendance/ }).click();
  await page.getByRole('link', { name: 'Issue a letter' }).click();
  await page.getByLabel('Group programme').check();
  await page.getByLabel(/Progress: how often/).check();
  await page.getByLabel('A court').check();
  await page.getByRole('button', { name: 'Issue it in my name' }).click();
  await page.getByRole('link', { name: /Letter of progress, 12 March 2026, to a court/ }).click();
  const sheet = page.locator('article.letter');
  const words = await sheet.innerText();
  for (const said of [
    'Corwo Marbernford',
    'Group programme',
    'February 2026',
    'On programme',
    'What this letter does not show',
    practitioner.actor.name,
    `${new URL(walk.origin).host}/letter`,
  ]) {
    assert.ok(words.includes(said), `the letter does not say “${said}”`);
  }
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(words)?.[0] ?? '';

  const court = await walk.open({ javaScript: false });
  const check = async (attended: string) => {
    await court.goto('/letter');
    await court.getByLabel('Code').fill(code);
    await court.getByLabel('Day').fill('12');
    await court.getByLabel('Month').fill('3');
    await court.getByLabel('Year').fill('2026');
    await court.getByLabel('Sessions attended').fill(attended);
    await court.getByLabel('Initials').fill('cm');
    await court.getByRole('button', { name: 'Check' }).click();
    assert.ok(!court.url().includes(code), 'no address holds a code');
    const told = await court.locator('main').innerText();
    for (const secret of ['Marbernford', 'TC-W1', 'Group programme', practitioner.actor.name, code]) {
      assert.ok(!told.includes(secret), `the page tells “${secret}”`);
    }
    return court.getByRole('status').getByRole('heading').innerText();
  };
  assert.equal(await check('2'), 'Genuine');
  assert.equal(await check('3'), 'Not known');
  await page.goto(`/people/${id}/letter-withdraw`);
  await page.getByLabel(/Letter of progress/).check();
  await page.getByLabel('It should not have been issued').check();
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  assert.match(await page.locator('main').innerText(), /Withdrawn on 12 March 2026/);
  assert.equal(await check('2'), 'Withdrawn');
  const said = JSON.stringify(logged);
  assert.ok(said.includes('/letter'), 'the log was looked at');
  for (const secret of [code, 'cm', 'Marbernford'])
    assert.ok(!said.includes(`"${secret}"`) && !said.includes(code));
});

test('E36: on paper stands the letter alone: no place or day of a group, no name of this software, and a neutral outside', async () => {
  const id = await withSessions('TC-W2');
  await practitioner.fill(`/people/${id}/letter`, letterToCourt('attendance'));
  const href = await firstLetter(id);
  const page = await walk.open({ cookie: practitioner.cookie });
  await page.goto(href);
  await page.emulateMedia({ media: 'print' });
  const paper = await page.locator('body').innerText();
  for (const hidden of [
    'Spring group',
    '2 February',
    '9 February',
    '16 February',
    'Throughcare',
    'Sign out',
    'Envelope',
  ]) {
    assert.ok(!paper.includes(hidden), `on the paper stands “${hidden}”`);
  }
  assert.match(paper, /Demonstration. Made-up people/);
  assert.equal((await page.title()).split(' – ')[0], 'Letter');
  for (const said of [outside.subject, ...outside.envelope]) {
    assert.doesNotMatch(said, /group|programme|court|probation|Throughcare|Fernside/i);
  }
});

test('E38: an officer is shown what a letter says and what the record now shows', async () => {
  const id = await withSessions('TC-W3');
  await practitioner.fill(`/people/${id}/letter`, letterToCourt('attendance'));
  const person = (await practitioner.repository.person(id))!;
  const mark = person.events.findLast(event => event.type === 'attended')!;
  const outcome = await practitioner.repository.correct(
    'case',
    id,
    person.version,
    randomUUID(),
    mark.version,
    null,
    'entered_wrongly',
    true,
  );
  assert.ok(outcome.ok);
  const list = (await practitioner.open(`/people/${id}/letters`)).body;
  assert.match(list, /this letter says something else/);
  const href = /\/people\/[0-9a-f-]+\/letters\/[0-9a-f-]+/.exec(list)![0];
  const letter = (await practitioner.open(href)).body;
  assert.match(letter, /issued on what was believed on/);
  assert.match(letter, /the record now shows/);
  assert.match((await practitioner.open('/today')).body, /Withdraw a letter about/);
});

test('a letter by choice to a court is refused in words, and nothing is issued', async () => {
  const id = await openCase(practitioner, 'TC-W4', [
    {
      do: 'enrol',
      on: day('2026-01-05'),
      enrolment: 'e1',
      programme: 'course',
      basis: 'voluntary_after_sentence',
      assessed: true,
    },
  ]);
  const asked = { ...letterToCourt('attendance'), personAsked: 'yes' };
  const answer = await practitioner.fill(`/people/${id}/letter`, asked);
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /they may show it to whom they like/);
  assert.equal((await practitioner.repository.person(id))!.state.letters.length, 0);
});

test('after too many wrong codes nobody is answered for a while, right code or wrong, and no code is looked up', async () => {
  const fields = { 'on-day': '12', 'on-month': '3', 'on-year': '2026', attended: '1', initials: 'XX' };
  const visitor = await house.app.inject({ url: '/letter' });
  const cookie = cookiesOf(visitor);
  const hidden = formFields(visitor.body, '/letter');
  const statuses: number[] = [];
  for (let n = 0; n < 12; n++) {
    const sent = await post(
      house.app,
      '/letter',
      { ...hidden, ...fields, code: `ZZZZ-0000-00${10 + n}` },
      cookie,
    );
    statuses.push(sent.statusCode);
  }
  assert.deepEqual(
    statuses.slice(0, 10),
    Array.from({ length: 10 }, () => 200),
  );
  assert.deepEqual(statuses.slice(10), [429, 429]);
});

test('every page on letters is accessible and fits 320 px', async () => {
  const id = await withSessions('TC-W5');
  await practitioner.fill(`/people/${id}/letter`, letterToCourt('progress'));
  const href = await firstLetter(id);
  for (const width of [1280, 320]) {
    for (const url of [
      `/people/${id}/letters`,
      `/people/${id}/letter`,
      `/people/${id}/letter-withdraw`,
      href,
      '/letter',
    ]) {
      const page = await walk.open({ width, cookie: practitioner.cookie });
      await page.goto(url);
      await assertAccessible(page, `${url} at ${width} px`);
      await assertNoSidewaysScroll(page, `${url} at ${width} px`);
      await page.context().close();
    }
  }
});
