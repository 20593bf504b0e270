import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { day, type DecidedEvent } from '@throughcare/pathway';
import { addEvents, workOn } from '../../src/append/working-stream.ts';
import { correction } from '../../src/history/correction.ts';

test('an event is only ever recorded in the schema of today, in a correction too', () => {
  const moved: DecidedEvent = {
    type: 'life_changed',
    schema: 1,
    occurredOn: day('2026-03-02'),
    facts: { what: 'work' },
  };
  const recording = { recordedAt: 0, actor: 'ada', command: crypto.randomUUID() };
  const add = (...events: DecidedEvent[]) => {
    const working = workOn('case', crypto.randomUUID(), null)!;
    addEvents(working, events, recording, crypto.randomUUID(), randomBytes(32));
    return working.added.length;
  };
  assert.equal(add(moved, correction(moved, { replaces: 1, why: 'learnt_later' })), 2);
  const newer = { ...moved, schema: 99 };
  assert.throws(() => add(newer), /decided in schema 99.*Nothing was saved/);
  assert.throws(
    () => add(moved, correction(newer, { replaces: 1, why: 'learnt_later' })),
    /decided in schema 99/,
  );
});
