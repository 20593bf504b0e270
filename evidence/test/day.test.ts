import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isoDay, parseDay, sayDay, sayMonth, sayWindow } from '../src/day.ts';

test('parseDay counts days from 1 January 1970, across leap years', () => {
  assert.equal(parseDay('1970-01-01'), 0);
  assert.equal(parseDay('2000-03-01'), 11_017);
  assert.equal((parseDay('2024-03-01') ?? 0) - (parseDay('2024-02-28') ?? 0), 2);
});

test('parseDay refuses what is no date', () => {
  for (const text of ['2023-02-29', '2024-13-01', '2024-1-1', '01/02/2024', '', '2024-01-01T00:00:00Z']) {
    assert.equal(parseDay(text), undefined);
  }
});

test('isoDay undoes parseDay on every day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), day => assert.equal(parseDay(isoDay(day)), day)),
  );
});

test('days and windows are said in words', () => {
  assert.equal(sayDay(parseDay('2026-03-04') ?? 0), '4 March 2026');
  assert.equal(sayMonth(parseDay('2026-03-04') ?? 0), 'March 2026');
  assert.equal(sayWindow(365), 'one year');
  assert.equal(sayWindow(400), '400 days');
});
