import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newReference } from '../../src/referrals/reference.ts';
import { formFields } from '../post.ts';
import { DAY, openHouse } from '../helpline/house.ts';

const house = await openHouse();
const practitioner = await house.walker('practitioner');
const colleague = await house.walker('practitioner');
const lead = await house.walker('programme_lead');

const filled = {
  forename: 'Corwo',
  surname: 'Marbernford',
  sex: 'M',
  postcodeDistrict: 'qb 3',
  pnc: '',
  'bornOn-day': '17',
  'bornOn-month': '5',
  'bornOn-year': '1980',
  source: 'probation',
  stage: 'sentenced',
  'on-day': '12',
  'on-month': 'March',
  'on-year': '2026',
};
let people = 0;
/** Somebody whose name and birth date nobody else has. */
const somebodyNew = () => ({
  ...filled,
  surname: ['Quillhaven', 'Fenbrook', 'Ostrander', 'Wyldecote', 'Yarrowby', 'Umberlie'][people % 6],
  forename: ['Bexo', 'Dovar', 'Hulme', 'Jask', 'Lirren', 'Pryde'][Math.floor(people / 6)],
  'bornOn-year': String(1950 + people++),
});
const refer = (fields: Record<string, string> = somebodyNew()) => practitioner.fill('/referrals/new', fields);

test('an empty list says so', async () => {
  const { body } = await practitioner.open('/referrals');
  assert.match(body, /No referral is waiting\./);
  assert.match(body, /Every referral has an answer/);
});

test('a referral is saved, answered and opened, and leads to the person’s page', async () => {
  const sent = await refer(filled);
  assert.equal(sent.statusCode, 303);
  const url = String(sent.headers.location);
  const list = (await practitioner.open('/referrals')).body;
  assert.match(list, /<h3>Corwo Marbernford<\/h3><p class="state plain">Answer by 19 March 2026/);
  assert.match(list, /TC-[2-9A-HJKMNP-Z]{6}\. From: probation,/);
  const page = (await practitioner.open(url)).body;
  assert.match(page, /17 May 1980/);
  const accepted = await practitioner.fill(url, { outcome: 'accepted' });
  assert.equal(accepted.headers.location, url);
  const open = (await practitioner.open(url)).body;
  assert.match(open, /Open the case by 26 March 2026/);
  assert.ok(open.includes(`value="${practitioner.actor.userId}" selected`), 'oneself is chosen already');
  assert.ok(
    open.includes(colleague.actor.name) && !open.includes(`>${lead.actor.name}<`),
    'practitioners alone',
  );
  const opened = await practitioner.fill(url, { practitioner: practitioner.actor.userId }, `${url}/open`);
  assert.equal(opened.statusCode, 303);
  const person = String(opened.headers.location);
  assert.equal(person, url.replace('/referrals/', '/people/'));
  assert.match((await practitioner.open(person)).body, /Corwo Marbernford/);
  const kept = (await practitioner.repository.person(person.slice(8)))!;
  assert.deepEqual(kept.identity, {
    surname: 'Marbernford',
    forename: 'Corwo',
    bornOn: '1980-05-17',
    sex: 'M',
    postcodeDistrict: 'QB3',
    pnc: null,
  });
});

test('handed to a colleague, the case is theirs and the list comes next', async () => {
  const url = String((await refer()).headers.location);
  await practitioner.fill(url, { outcome: 'accepted' });
  const opened = await practitioner.fill(url, { practitioner: colleague.actor.userId }, `${url}/open`);
  assert.equal(opened.headers.location, '/referrals');
  assert.equal((await practitioner.open(url)).statusCode, 404);
  assert.equal((await colleague.open(url.replace('/referrals/', '/people/'))).statusCode, 200);
});

test('more information keeps it waiting; not suitable takes it off the list', async () => {
  const fields = somebodyNew();
  const url = String((await refer(fields)).headers.location);
  assert.equal(
    (await practitioner.fill(url, { outcome: 'more_information' })).headers.location,
    '/referrals',
  );
  assert.ok((await practitioner.open('/referrals')).body.includes(fields.surname));
  assert.equal((await lead.fill(url, { outcome: 'not_suitable' })).headers.location, '/referrals');
  assert.ok(!(await lead.open('/referrals')).body.includes(fields.surname));
  assert.match((await lead.open(url)).body, /This referral is closed/);
});

test('every field that is missing is named at its place, and nothing that was typed is lost', async () => {
  const typed = {
    surname: 'O’Hara-Quillhaven',
    postcodeDistrict: 'QB3 1AA',
    'bornOn-day': '31',
    'bornOn-month': '2',
  };
  const answer = await refer({ ...typed, 'bornOn-year': '1980' });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /<title>Error: Add a referral/);
  for (const [field, words] of [
    ['forename', 'Enter the forename.'],
    ['sex', 'Choose the sex as the police record has it.'],
    ['source', 'Choose who sent the referral.'],
    ['stage', 'Choose where things stand.'],
    ['postcodeDistrict', 'Enter the first part of the postcode alone, for example LS1.'],
    ['bornOn-day', 'There is no such date as “31 2 1980”. Enter the date of birth as day, month and year.'],
    ['on-day', 'Enter the day of the referral, for example 4 March 2026.'],
  ]) {
    assert.ok(answer.body.includes(`<a href="#${field}">${words}</a>`), words);
    assert.ok(answer.body.includes(`id="${field}"`), `#${field} is there`);
  }
  for (const value of Object.values(typed)) assert.ok(answer.body.includes(`value="${value}"`), value);
});

test('what need not be known may be left out', async () => {
  const answer = await refer({
    ...somebodyNew(),
    postcodeDistrict: '',
    'bornOn-day': '',
    'bornOn-month': '',
    'bornOn-year': '',
  });
  assert.equal(answer.statusCode, 303);
  assert.match(
    (await practitioner.open(String(answer.headers.location))).body,
    /<dt>Born<\/dt><dd>not known/,
  );
});

test('a day to come, and a birth after the referral, are refused in the words of the rules', async () => {
  const future = await refer({ ...somebodyNew(), 'on-year': '2027' });
  assert.match(future.body, /That date is after today, 12 March 2026\. Nothing was saved\./);
  assert.equal(future.statusCode, 422);
});

test('E27: somebody under 18 is not taken in as an adult; the page leads to a concern', async () => {
  const child = { ...somebodyNew(), 'bornOn-day': '13', 'bornOn-month': '3', 'bornOn-year': '2008' };
  const answer = await refer(child);
  assert.equal(answer.statusCode, 422);
  assert.match(
    answer.body,
    /They were under 18 on the day of the referral\. Casework for children has no rules here yet\. Nothing was saved\./,
  );
  assert.match(answer.body, /<a href="\/concerns\/new\?danger=no">Raise a concern<\/a>/);
  const turned = await refer({ ...child, 'bornOn-day': '12' });
  assert.equal(turned.statusCode, 303, 'on the eighteenth birthday they are an adult');
});

test('people with the same name or birth date are shown once before saving, and never block it', async () => {
  const first = somebodyNew();
  const made = String((await refer(first)).headers.location);
  const before = (await lead.repository.people()).total;
  for (const again of [
    { ...first, 'bornOn-year': '1931' },
    { ...first, forename: 'Another', surname: 'Name' },
  ]) {
    const asked = await refer(again);
    assert.equal(asked.statusCode, 200);
    assert.match(asked.body, /Is it one of these\?/);
    assert.ok(asked.body.includes(made.replace('/referrals/', '/people/')));
    assert.ok(asked.body.includes(`value="${again.surname}"`));
    assert.equal((await lead.repository.people()).total, before, 'nothing is saved by asking');
  }
  const hidden = formFields((await refer(first)).body, '/referrals/new');
  const saved = await practitioner.send('/referrals/new', { ...hidden, ...first, looked: 'yes' });
  assert.equal(saved.statusCode, 303);
  assert.equal((await lead.repository.people()).total, before + 1);
});

test('E20: the question shows nobody whom the asker may not see', async () => {
  const theirs = somebodyNew();
  const url = String((await refer(theirs)).headers.location);
  await practitioner.fill(url, { outcome: 'accepted' });
  await practitioner.fill(url, { practitioner: colleague.actor.userId }, `${url}/open`);
  const asked = await refer(theirs);
  assert.equal(asked.statusCode, 303, 'a colleague’s person is not shown');
});

test('sent twice it is one referral with one reference', async () => {
  const fields = {
    ...formFields((await practitioner.open('/referrals/new')).body, '/referrals/new'),
    ...somebodyNew(),
  };
  const first = await practitioner.send('/referrals/new', { ...fields, looked: 'yes' });
  const second = await practitioner.send('/referrals/new', { ...fields, looked: 'yes' });
  assert.equal(first.statusCode, 303);
  assert.equal(first.headers.location, second.headers.location);
});

test('two answers at once: the second is shown the first, and what now can be done', async () => {
  const url = String((await refer()).headers.location);
  const page = (await lead.open(url)).body;
  await practitioner.fill(url, { outcome: 'accepted' });
  const stale = await lead.send(url, { ...formFields(page, url), outcome: 'not_suitable' });
  assert.equal(stale.statusCode, 409);
  for (const said of ['Somebody else changed this', 'Triage: accepted', 'Triage: not suitable for us']) {
    assert.ok(stale.body.includes(said), said);
  }
  assert.ok(stale.body.includes(`action="${url}/open"`), 'it can be opened now');
});

test('an answer, and a practitioner, have to be chosen', async () => {
  const url = String((await refer()).headers.location);
  assert.match((await practitioner.fill(url, {})).body, /Choose an answer\./);
  await practitioner.fill(url, { outcome: 'accepted' });
  assert.match(
    (await practitioner.fill(url, { practitioner: '' }, `${url}/open`)).body,
    /Choose a practitioner\./,
  );
});

test('after the day has come, a referral is due, with a sign and a word', async () => {
  house.clock.now += 8 * DAY;
  assert.match(
    (await practitioner.open('/referrals')).body,
    /<p class="state due">Answer was due on 19 March 2026/,
  );
});

test('a reference has no signs that are taken for each other, and differs from form to form', () => {
  const made = Array.from({ length: 2000 }, () => newReference(crypto.randomUUID()));
  for (const reference of made) assert.match(reference, /^TC-[2-9A-HJKMNPQRSTVWXYZ]{6}$/);
  assert.equal(new Set(made).size, made.length);
});

test('E20: only caseworkers take referrals in', async () => {
  for (const role of [
    'helpline_worker',
    'safeguarding_lead',
    'administrator',
    'analyst',
    'auditor',
  ] as const) {
    const walker = await house.walker(role);
    for (const url of ['/referrals', '/referrals/new'])
      assert.equal((await walker.open(url)).statusCode, 403, role);
  }
});
