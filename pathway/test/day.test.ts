import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, addMonths, day, daysBetween, londonDay, parseDay, sayDay } from '../src/index.ts';

test('a day that the calendar does not have is not a day', () => {
  for (const text of ['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', 'tomorrow', '']) {
    assert.equal(parseDay(text), undefined, text);
  }
  assert.equal(parseDay('2024-02-29'), '2024-02-29');
});

test('adding months keeps the day of the month, or takes the last there is', () => {
  assert.equal(addMonths(day('2025-01-31'), 1), '2025-02-28');
  assert.equal(addMonths(day('2024-02-29'), 12), '2025-02-28');
  assert.equal(addMonths(day('2025-11-30'), 3), '2026-02-28');
  assert.equal(addMonths(day('2025-03-15'), -3), '2024-12-15');
});

test('days are counted back and forth alike', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40000, max: 40000 }), offset => {
      const from = day('2026-03-22');
      assert.equal(daysBetween(from, addDays(from, offset)), offset);
    }),
  );
});

test('an instant falls on the day it has in London, summer time included', () => {
  assert.equal(londonDay(Date.parse('2026-06-30T23:30:00Z')), '2026-07-01');
  assert.equal(londonDay(Date.parse('2026-12-31T23:30:00Z')), '2026-12-31');
});

test('a day is said in words', () => {
  assert.equal(sayDay(day('2026-03-04')), '4 March 2026');
});
