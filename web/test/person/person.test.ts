import { test } from 'node:test';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { asPlanned, day } from '@throughcare/pathway';
import { openHouse } from '../helpline/house.ts';
import { formFields } from '../post.ts';
import { convictedOnly, offerProgrammes, openCase, planGroup, referredOnly, waits } from './case.ts';

const house = await openHouse();
await offerProgrammes(house);
const practitioner = await house.walker('practitioner', 'programme_lead');
const today = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };

test('the page shows an order and a programme by choice as two clocks that end on different days', async () => {
  const group = await planGroup(practitioner, ['2026-03-01', '2026-03-18']);
  const enrolment = randomUUID();
  const id = await openCase(practitioner, 'TC-1', [
    {
      do: 'enrol',
      on: day('2026-01-14'),
      enrolment,
      programme: 'course',
      basis: 'voluntary_after_sentence',
      assessed: true,
    },
    { do: 'give_place', on: day('2026-01-20'), enrolment, group, startsOn: day('2026-03-01') },
    { do: 'record_attendance', on: day('2026-03-01'), enrolment, session: 1, code: 'ATTC', how: asPlanned },
  ]);
  const { body, statusCode } = await practitioner.open(`/people/${id}`);
  assert.equal(statusCode, 200);
  assert.match(body, /Corwo Marbernford/);
  assert.match(body, /Community order ends/);
  assert.match(body, /Course by choice ends/);
  assert.match(body, /<time datetime="2026-05-12">12 May 2026<\/time>/);
  assert.match(body, /<time datetime="2026-03-18">18 March 2026<\/time>/);
  assert.match(body, /class="bar past main"[\s\S]*class="bar past choice"/);
});

test('an order that ends before the earliest place is called out with both days', async () => {
  await planGroup(practitioner, ['2026-06-03', '2026-06-10']);
  const id = await openCase(practitioner, 'TC-2', [waits(randomUUID())]);
  const { body } = await practitioner.open(`/people/${id}`);
  assert.match(body, /Order ends 12 May 2026, earliest place 3 June 2026/);
});

test('a sentence is recorded and hangs on the time line', async () => {
  const id = await convictedOnly(practitioner, 'TC-3');
  const answer = await practitioner.fill(`/people/${id}/sentence`, {
    disposal: 'suspended_sentence_order',
    months: '18',
    requirements: ['programme'],
    programmeMost: '30',
    'on-day': '2',
    'on-month': 'March',
    'on-year': '2026',
  });
  assert.equal(answer.statusCode, 303, answer.body);
  const { body } = await practitioner.open(`/people/${id}`);
  assert.match(body, /Suspended sentence order, 18 months\. With: programme, 30 sessions\./);
  assert.match(body, /<time datetime="2027-09-01">/);
});

test('an impossible date is answered kindly, by its field, and nothing that was typed is lost', async () => {
  const id = await convictedOnly(practitioner, 'TC-4');
  for (const [year, words] of [
    ['2025', /That date is before the conviction on 8 April 2025\. Nothing was saved\./],
    ['2027', /That date is after today, 12 March 2026/],
  ] as const) {
    const answer = await practitioner.fill(`/people/${id}/sentence`, {
      disposal: 'fine',
      months: '',
      'on-day': '1',
      'on-month': '4',
      'on-year': year,
    });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, words);
    assert.match(answer.body, /value="fine" checked/);
    assert.match(answer.body, new RegExp(`name="on-year"[^>]*value="${year}"`));
  }
  const noSuchDay = await practitioner.fill(`/people/${id}/sentence`, {
    disposal: 'fine',
    'on-day': '30',
    'on-month': '2',
    'on-year': '2026',
  });
  assert.match(noSuchDay.body, /There is no such date as “30 2 2026”/);
});

test('a second tab gone stale is shown both changes, keeps what was typed, and can then be sent', async () => {
  const id = await openCase(practitioner, 'TC-5');
  const url = `/people/${id}/children`;
  const check = { contact: 'supervised', role: 'none', socialCare: 'plan', ...today };
  const bands = { 'band-0': '0', 'band-1': '1', 'band-2': '0', 'band-3': '0' };
  const tab = await practitioner.open(url);
  await practitioner.fill(`/people/${id}/change`, { what: 'address', ...today });
  const late = await practitioner.send(url, { ...formFields(tab.body, url), ...bands, ...check });
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Somebody else changed this while you were writing/);
  assert.match(late.body, /Moved address/);
  assert.match(late.body, /You, not saved yet/);
  assert.match(late.body, /name="band-1"[^>]*value="1"/);
  const again = await practitioner.send(url, { ...formFields(late.body, url), ...bands, ...check });
  assert.equal(again.statusCode, 303);
  assert.match((await practitioner.open(`/people/${id}`)).body, /At home: 1 aged 5 to 10/);
});

test('a form sent twice does it once', async () => {
  const id = await convictedOnly(practitioner, 'TC-6');
  const url = `/people/${id}/note`;
  const fields = {
    ...formFields((await practitioner.open(url)).body, url),
    words: 'Spoke about work.',
    ...today,
  };
  for (let sent = 0; sent < 2; sent++) assert.equal((await practitioner.send(url, fields)).statusCode, 303);
  const { body } = await practitioner.open(`/people/${id}`);
  assert.equal(body.split('Spoke about work.').length - 1, 1);
  const sentence = `/people/${id}/sentence`;
  const fine = {
    ...formFields((await practitioner.open(sentence)).body, sentence),
    disposal: 'fine',
    ...today,
  };
  for (let sent = 0; sent < 2; sent++)
    assert.equal((await practitioner.send(sentence, fine)).statusCode, 303);
  assert.equal((await practitioner.repository.person(id))!.state.orders.length, 1);
});

test('E33: the check on children holds numbers and codes, and has no field for a name or a word', async () => {
  const id = await openCase(practitioner, 'TC-7');
  const { body } = await practitioner.open(`/people/${id}/children`);
  const fields = [...body.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)].map(match => match[1]);
  const allowed = /^(_token|_command|_seen|band-[0-3]|contact|role|socialCare|asked|by|on-(day|month|year))$/;
  assert.deepEqual(
    fields.filter(name => !allowed.test(name)),
    [],
  );
  assert.ok(!body.includes('<textarea'));
});

test('E37: an address in a note is never a link', async () => {
  const id = await openCase(practitioner, 'TC-8');
  const words = 'See http://example.invalid/x and <b>www.example.invalid</b>';
  await practitioner.fill(`/people/${id}/note`, { words, ...today });
  const { body } = await practitioner.open(`/people/${id}`);
  assert.ok(body.includes('See http://example.invalid/x and &lt;b&gt;'));
  assert.ok(!body.includes('href="http://example.invalid'));
});

test('E40: a basis that does not fit is refused in words, and the basis stands on the page', async () => {
  const id = await openCase(practitioner, 'TC-9');
  const refused = await practitioner.fill(`/people/${id}/enrol`, {
    programme: 'group',
    basis: 'voluntary_before_charge',
    assessed: 'yes',
    ...today,
  });
  assert.match(refused.body, /They have been charged, so this basis cannot be right/);
  const asOrdered = { programme: 'group', basis: 'requirement', assessed: 'yes', ...today };
  await practitioner.fill(`/people/${id}/enrol`, asOrdered);
  assert.match((await practitioner.open(`/people/${id}`)).body, /Requirement of an order/);
});

test('E20: a case of another organisation, and one that is not there, are both not found', async () => {
  const { statusCode } = await practitioner.open(`/people/${randomUUID()}`);
  assert.equal(statusCode, 404);
  const other = await openHouse();
  const stranger = await other.walker('practitioner');
  const id = await openCase(practitioner, 'TC-10');
  assert.equal((await stranger.open(`/people/${id}`)).statusCode, 404);
});

test('E25: the sentence form names the dated rule that meets the conviction, with its source, and no other', async () => {
  const before = await openCase(practitioner, 'TC-11');
  assert.ok(!(await practitioner.open(`/people/${before}/sentence`)).body.includes('presumed suspended'));
  house.clock.now += 30 * 24 * 3_600_000;
  const after = await referredOnly(practitioner);
  await practitioner.fill(`/people/${after}/legal-step`, {
    step: 'convicted',
    'on-day': '22',
    'on-month': '3',
    'on-year': '2026',
  });
  const { body } = await practitioner.open(`/people/${after}/sentence`);
  assert.match(body, /12 months or less is presumed suspended/);
  assert.match(body, /Sentencing Act 2026[\s\S]*No lawyer has reviewed this entry[\s\S]*Not legal advice/);
});
