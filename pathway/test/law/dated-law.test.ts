import { test } from 'node:test';
import assert from 'node:assert/strict';
import { addWorkingDays, day, isWorkingDay, notificationUntil, presumedSuspended } from '../../src/index.ts';

test('E25: a term of 12 months is presumed suspended for a conviction on 22 March 2026, not on the 21st', () => {
  assert.equal(presumedSuspended(day('2026-03-21'), 12), undefined);
  assert.equal(presumedSuspended(day('2026-03-22'), 12)?.rule.upToMonths, 12);
  assert.equal(presumedSuspended(day('2026-03-22'), 13), undefined);
});

test('E25: a dated rule names its source, its trigger and who reviewed it, or that nobody has', () => {
  const rule = presumedSuspended(day('2026-06-01'), 6)!;
  assert.equal(rule.trigger, 'conviction');
  assert.match(rule.source, /Sentencing Act 2026/);
  assert.equal(rule.reviewedBy, null);
});

test('notification runs by the table of s.82; what was not read there is asked for', () => {
  const from = day('2025-04-08');
  assert.equal(notificationUntil(from, { kind: 'custody', months: 30 }), null);
  assert.equal(notificationUntil(from, { kind: 'custody', months: 29 }), '2035-04-08');
  assert.equal(notificationUntil(from, { kind: 'custody', months: 6 }), '2032-04-08');
  assert.equal(notificationUntil(from, { kind: 'caution' }), '2027-04-08');
  assert.equal(notificationUntil(from, { kind: 'conditional_discharge', months: 12 }), '2026-04-08');
  assert.equal(notificationUntil(from, { kind: 'other' }), undefined);
});

test('one working day passes over weekends and bank holidays', () => {
  assert.equal(addWorkingDays(day('2026-11-20'), 1), '2026-11-23');
  assert.equal(addWorkingDays(day('2026-12-24'), 1), '2026-12-29');
  assert.equal(isWorkingDay(day('2026-12-28')), false);
});
