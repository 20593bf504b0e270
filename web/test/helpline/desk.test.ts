import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { londonDay } from '@throughcare/pathway';
import { sayAge } from '../../src/helpline/age.ts';
import { DAY, HOUR, MINUTE, openHouse } from './house.ts';

test('an age is said in the unit that somebody would use', () => {
  const said: [number, string][] = [
    [0, 'a minute'],
    [2 * MINUTE, '2 minutes'],
    [59 * MINUTE, '59 minutes'],
    [HOUR, 'an hour'],
    [2 * HOUR, '2 hours'],
    [47 * HOUR, '47 hours'],
    [2 * DAY, '2 days'],
    [40 * DAY, '40 days'],
  ];
  for (const [ms, words] of said) assert.equal(sayAge(ms), words);
});

const house = await openHouse();
const worker = await house.walker('helpline_worker');

test('an empty desk says that everybody has an answer', async () => {
  const { body } = await worker.open('/helpline');
  assert.match(body, /Nobody is waiting for an answer\./);
  assert.match(body, /Everybody has an answer/);
  // E34: whom to ring stands one step from the desk.
  assert.match(body, /Ring 999, or <a href="\/concerns\/duty-desks">the duty desk/);
  assert.equal((await worker.open('/concerns/duty-desks')).statusCode, 200);
});

test('the desk shows who waits, oldest unanswered first, with the age in words and whom it is about', async () => {
  const first = await house.call('ZEPHYRINE', 'another_adults_behaviour', 'family');
  house.clock.now += HOUR;
  await house.call('QUILLWORT', 'survivor');
  house.clock.now += HOUR;
  // Writing again before anybody has answered does not put somebody back to the end.
  const contact = await house.records.asCaller(house.organisation).withCode(first);
  assert.ok(contact !== null && contact !== 'wait');
  await contact.write(randomUUID(), 'MOONSEED');
  house.clock.now += HOUR;
  const { body } = await worker.open('/helpline');
  assert.match(body, /2 people are waiting for an answer, the first for 3 hours\./);
  const rows = [...body.matchAll(/<h3>([^<]*)<\/h3><p class="state plain">([^<]*)</g)].map(
    ([, ...said]) => said,
  );
  assert.deepEqual(rows, [
    ['Somebody in the family', 'Waiting 3 hours'],
    ['Something that happened to them', 'Waiting 2 hours'],
  ]);
  assert.match(body, /2 messages, no answer yet/);
});

test('E3: what a caller wrote is not on the desk', async () => {
  const { body } = await worker.open('/helpline');
  for (const word of ['ZEPHYRINE', 'QUILLWORT', 'MOONSEED']) assert.ok(!body.includes(word), word);
});

test('who was answered moves below, and comes back by writing again', async () => {
  const code = await house.call('A question', 'other');
  const [contact] = (await worker.repository.contacts()).filter(row => row.group === 'other');
  const { userId } = worker.actor;
  const on = londonDay(house.clock.now);
  await worker.repository.decide('contact', contact.contact, 'latest', randomUUID(), {
    do: 'answer',
    on,
    worker: userId,
    words: 'An answer',
  });
  const answered = (await worker.open('/helpline')).body;
  assert.match(answered, /<h2>Answered<\/h2>[\s\S]*<h3>Something else<\/h3>/);
  const caller = await house.records.asCaller(house.organisation).withCode(code);
  assert.ok(caller !== null && caller !== 'wait');
  house.clock.now += MINUTE;
  await caller.write(randomUUID(), 'One more question');
  const back = (await worker.open('/helpline')).body;
  assert.match(back, /<h3>Something else<\/h3><p class="state plain">Waiting/);
  assert.match(back, /2 messages, 1 answer/);
});

test('E20: the desk is open to helpline workers and to nobody else', async () => {
  for (const role of ['practitioner', 'safeguarding_lead', 'administrator', 'auditor', 'analyst'] as const) {
    const other = await house.walker(role);
    assert.equal((await other.open('/helpline')).statusCode, 403, role);
  }
});
