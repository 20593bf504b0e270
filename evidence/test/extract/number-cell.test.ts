import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayIn } from '../../src/extract/day-cell.ts';
import { numberIn } from '../../src/extract/number-cell.ts';
import { isoDay, parseDay } from '../../src/day.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const number = (text: string) => numberIn(encode(`xx${text}yy`), 2, 2 + encode(text).length);

test('a number in bytes is the very double that Number() makes of the text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
      for (const text of [String(value), value.toFixed(6), value.toExponential(12)]) {
        assert.ok(Object.is(number(text), Number(text)), text);
      }
    }),
  );
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 19n }),
      fc.integer({ min: 0, max: 19 }),
      (digits, places) => {
        const padded = digits.toString().padStart(places + 1, '0');
        const text = `${padded.slice(0, padded.length - places)}.${padded.slice(padded.length - places)}`;
        assert.equal(number(text), Number(text), text);
      },
    ),
  );
});

test('what is no decimal number is none: hexadecimal, a comma, words, signs alone, nothing', () => {
  for (const text of [
    '',
    '-',
    '+',
    '.',
    '0x10',
    '1,5',
    '1.2.3',
    'Infinity',
    'NaN',
    '1e',
    '12a',
    '--1',
    '1 2',
  ]) {
    assert.ok(Number.isNaN(number(text)), text);
  }
  assert.equal(number('1e400'), Number.POSITIVE_INFINITY);
  assert.equal(number('+.5'), 0.5);
  assert.ok(Object.is(number('-0'), -0));
});

test('a date in bytes is the day that its text is, and no other text is a date', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_000_000 }), day => {
      const text = isoDay(day);
      fc.pre(text.length === 10);
      assert.equal(dayIn(encode(text), 0, 10), day);
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/), text => {
      const expected = text.startsWith('0000') ? undefined : parseDay(text);
      assert.equal(dayIn(encode(text), 0, 10), expected, text);
    }),
  );
  for (const text of ['2024-2-29', '2023-02-29', '2024/02/29', '', '2024-02-29 ']) {
    assert.equal(dayIn(encode(text), 0, text.length), undefined, text);
  }
});
