import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, day, sayDay } from '@throughcare/pathway';
import { dayLine } from '../../src/frame/fields.ts';
import { writtenDay } from '../../src/frame/written-day.ts';
import { optionalDay } from '../../src/person/typed-day.ts';

const first = day('1930-01-01');

test('every day is read as it is said on a page, in figures with the day first, and as a spreadsheet has it', () => {
  fc.assert(
    fc.property(fc.nat(60_000), fc.constantFrom('/', '.', '-', ' ', ' / '), (after, mark) => {
      const one = addDays(first, after);
      const [year, month, date] = one.split('-');
      const short = sayDay(one).replace(/ (\p{L}{3})\p{L}*/u, ' $1');
      for (const written of [
        one,
        sayDay(one),
        short,
        short.toUpperCase(),
        ` ${Number(date)}${mark}${Number(month)}${mark}${year} `,
        `${date}${mark}${month}${mark}${year}`,
      ])
        assert.equal(writtenDay(written), one, written);
    }),
  );
});

test('what is no day of the calendar, has no year or could be two days is no day', () => {
  for (const written of [
    '',
    'soon',
    '31 March',
    '30 February 2026',
    '31/4/2026',
    '12/13/2026',
    '2026/05/12',
    '12 May 26',
    '12 Mayday 2026',
    '12 Smarch 2026',
    '12 Ma 2026',
    '1e3 5 2026',
    '12 5 2026 5',
  ])
    assert.equal(writtenDay(written), undefined, written);
});

test('a box says how a day is written, in the words in which it takes one', () => {
  const said = optionalDay('the last day').safeParse('soon').error!.issues[0].message;
  const [, example] = /for example (\d+ \p{L}+ \d{4})/u.exec(said)!;
  assert.equal(writtenDay(example), '2030-05-12');
  assert.equal(dayLine.parse('12 September 2030'), '2030-09-12');
  assert.match(dayLine.safeParse('').error!.issues[0].message, /Enter the day, for example 12 May 2030\./);
});
