import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { convictedOnly, openCase } from '../case.ts';
import { butForWhen, on, why, openTold } from './told.ts';

const { condition, entryOf, mine, other, putRight, sentence, state, told } = await openTold();

test('an entry of a case begins as it was told, and sent as it stands it changes nothing but that it was corrected', async () => {
  const id = await convictedOnly(mine, 'TC-P1', told);
  const before = butForWhen(await state(id));
  const { events } = (await mine.repository.person(id))!;
  const first = events.findIndex(event => event.type === 'sentenced');
  for (const { type } of events.slice(first)) {
    const { body, fields } = await entryOf(id, type);
    assert.ok(
      'wrong' in fields || body.includes('Something in it is wrong'),
      `${type} is told by its own form`,
    );
    assert.deepEqual(butForWhen(await putRight(id, type, {})), before, type);
  }
  const person = (await mine.repository.person(id))!;
  assert.equal(person.corrections.length, told.length);
  for (const event of person.events.slice(first)) {
    const was = events.find(one => one.version === event.replaces)!;
    assert.deepEqual([event.type, event.facts, event.sealed], [was.type, was.facts, was.sealed]);
  }
});

test('that a case was closed, and opened again, begin as they were told too', async () => {
  const id = await openCase(mine, 'TC-P9', [
    { do: 'close', on, reason: 'completed', watchedBy: other.actor.userId, transfer: null },
    { do: 'reopen', on, practitioner: other.actor.userId, note: 'Back again.' },
  ]);
  const before = butForWhen(await state(id));
  for (const type of ['closed', 'reopened'])
    assert.deepEqual(butForWhen(await putRight(id, type, {})), before, type);
});

test('what can be chosen is what could be chosen then, and a mistake is answered on the same page with all that was typed', async () => {
  const id = await convictedOnly(mine, 'TC-P8', [
    sentence,
    condition,
    { do: 'end_order', on: day('2026-03-03'), order: 'o1', how: 'revoked', early: null },
  ]);
  const { url, body, fields } = await entryOf(id, 'condition_set');
  assert.equal(fields.under, 'order#o1', 'the order that has ended since');
  assert.match(body, /<h1>Put right: /);
  assert.equal(body.split('What was wrong?').length, 2, 'asked once');
  const sent = await mine.send(url, { ...fields, ...why, until: 'soon', words: 'As typed.' });
  assert.equal(sent.statusCode, 422);
  assert.match(sent.body, /href="#until">There is no such day\. Enter the day/);
  assert.match(sent.body, /As typed\./);
  const later = await mine.send(url, { ...fields, ...why, 'on-day': '30', 'on-month': '3' });
  assert.match(later.body, /30 March 2026 is still to come\./);
  assert.deepEqual((await mine.repository.person(id))!.corrections, []);
});
