import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currentSchema, day, upcast, type Upcasts } from '../src/index.ts';

const upcasts: Upcasts = {
  moved: [
    ({ facts, sealed }) => ({ facts: { ...facts, known: 'yes' }, sealed }),
    ({ facts, sealed }) => ({ facts: { to: facts.place, known: facts.known }, sealed }),
  ],
};
const moved = { type: 'moved', occurredOn: day('2026-03-21'), sealed: { words: 'as told' } };

test('an event of every schema is lifted to the shape of today, its sealed words and its day untouched', () => {
  const today = { ...moved, schema: 3, facts: { to: 'Fernside', known: 'yes' } };
  assert.deepEqual(upcast(upcasts, { ...moved, schema: 1, facts: { place: 'Fernside' } }), today);
  assert.deepEqual(
    upcast(upcasts, { ...moved, schema: 2, facts: { place: 'Fernside', known: 'yes' } }),
    today,
  );
  assert.deepEqual(upcast(upcasts, today), today);
});

test('a type that never changed has schema 1 and is given back as it is', () => {
  const event = { ...moved, type: 'stayed', schema: 1, facts: {} };
  assert.equal(currentSchema(upcasts, 'stayed'), 1);
  assert.equal(upcast(upcasts, event), event);
});

test('an event that a newer version recorded is refused in words, and not guessed at', () => {
  assert.throws(
    () => upcast(upcasts, { ...moved, schema: 4, facts: {} }),
    /“moved” has schema 4, and this version of Throughcare knows 1 to 3\. Nothing was changed/,
  );
});
