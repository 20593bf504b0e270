import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, holidaysKnown } from '@throughcare/pathway';
import { sayHolidays } from '../../src/serve/say-holidays.ts';

test('E25: whoever starts the service is told a year before the bank holidays that it knows run out, and not sooner', () => {
  const said = (today: Parameters<typeof sayHolidays>[0]) => {
    let words = '';
    sayHolidays(today, { err: text => void (words += text) });
    return words;
  };
  const last = addMonths(holidaysKnown.until, -12);
  assert.equal(said(last), '');
  assert.match(
    said(addDays(last, 1)),
    /knows the bank holidays up to 31 December \d{4};.*Install a newer version/,
  );
  assert.match(said(addDays(holidaysKnown.until, 30)), /knows the bank holidays up to/);
});
