import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDays,
  addMonths,
  day,
  dayNumber,
  holidaysKnown,
  holidaysRunOut,
  isWorkingDay,
  type Day,
} from '../../src/index.ts';

/** The days from Monday to Friday of a year that are no working days. */
function holidaysOf(year: number): Day[] {
  const found: Day[] = [];
  for (let on = day(`${year}-01-01`); on <= `${year}-12-31`; on = addDays(on, 1)) {
    const weekday = (dayNumber(on) + 4) % 7;
    if (weekday !== 0 && weekday !== 6 && !isWorkingDay(on)) found.push(on);
  }
  return found;
}

test('E25: the bank holidays reach a year beyond the day on which they were last held against their source', () => {
  assert.ok(
    addMonths(holidaysKnown.readOn, 12) <= holidaysKnown.until,
    'read the table at GOV.UK again, add the years that are published there, and set both days',
  );
});

test('E25: the last day that the table knows is the end of the last year of which it holds every bank holiday', () => {
  const last = Number(holidaysKnown.until.slice(0, 4));
  assert.equal(holidaysKnown.until, `${last}-12-31`);
  for (let year = 2022; year <= last; year++) assert.ok(holidaysOf(year).length >= 8, `${year}`);
  assert.deepEqual(holidaysOf(last + 1), [], 'a year that is in the table is said to be known');
});

test('E25: it is said while a year is left that the table runs out', () => {
  const year = addMonths(holidaysKnown.until, -12);
  assert.equal(holidaysRunOut(year), false);
  assert.equal(holidaysRunOut(addDays(year, 1)), true);
  assert.equal(holidaysRunOut(addDays(holidaysKnown.until, 400)), true);
});
