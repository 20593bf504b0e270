import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { day, parseDay } from '@throughcare/pathway';
import { readDay } from '../../src/arriving/read-day.ts';

const today = day('2026-03-12');

test('a day is read in the form that the map names, and asked about without one', () => {
  assert.deepEqual(readDay('03/04/2024', 'day/month/year', today), { day: '2024-04-03' });
  assert.deepEqual(readDay('03/04/2024', 'month/day/year', today), { day: '2024-03-04' });
  assert.deepEqual(readDay('3.4.2024', 'day/month/year', today), { day: '2024-04-03' });
  assert.deepEqual(readDay('2024-04-03', undefined, today), { day: '2024-04-03' });
  const asked = readDay('03/04/2024', undefined, today);
  assert.match('fault' in asked ? asked.fault : '', /Say which in the map/);
  assert.ok('fault' in readDay('2024-04-03 23:59', undefined, today));
  assert.ok('fault' in readDay('31/04/2024', 'day/month/year', today));
});

test('every day between 1900 and today reads back in each form, and whatever else is typed gets a sentence', () => {
  const days = fc
    .integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2026, 2, 12) / 86_400_000 })
    .map(n => new Date(n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, text => {
      const [year, month, date] = text.split('-');
      assert.deepEqual(readDay(text, 'year-month-day', today), { day: text });
      assert.deepEqual(readDay(`${date}/${month}/${year}`, 'day/month/year', today), { day: text });
      assert.deepEqual(readDay(`${month}/${date}/${year}`, 'month/day/year', today), { day: text });
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const read = readDay(text, 'year-month-day', today);
      assert.ok('day' in read ? parseDay(read.day) === read.day : read.fault.endsWith('.'));
    }),
  );
});

test('E43: what a spreadsheet keeps instead of a day is told apart, and a last day can be still to come', () => {
  for (const serial of ['45750', '45750.25', '45750,25']) {
    const read = readDay(serial, 'day/month/year', today);
    assert.match('fault' in read ? read.fault : '', /spreadsheet's own number.*30\/04\/2024/);
  }
  assert.ok('fault' in readDay('2031-04-03', undefined, today));
  assert.deepEqual(readDay('2031-04-03', undefined, null), { day: '2031-04-03' });
  assert.ok('fault' in readDay('2200-01-01', undefined, null));
  // Read the American way, there is no thirteenth month; it is not turned round.
  assert.ok('fault' in readDay('13/04/2024', 'month/day/year', today));
});
