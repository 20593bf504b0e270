import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textWidth } from '../src/text-width.ts';
import { wrap } from '../src/wrap.ts';

test('nothing is lost in breaking lines, and no line is wider than its room', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 20, max: 300 }), (words, width) => {
      const lines = wrap(words, width);
      assert.equal(lines.join('').replaceAll(/\s/g, ''), words.replaceAll(/\s/g, ''));
      assert.ok(lines.every(line => textWidth(line) <= width));
    }),
  );
});

test('words stay whole where they can', () => {
  assert.deepEqual(wrap('still followed at the end', 95), ['still followed', 'at the end']);
  assert.deepEqual(wrap('', 100), []);
});

// As Chromium 153 measured them: Atkinson Hyperlegible Next, variable, tabular figures, weights 400 and 680, whole px.
const measured: readonly [string, boolean, number, number][] = [
  ['months since release or sentence', false, 14, 217],
  ['12,904', false, 14, 48],
  ['47 fewer (29 fewer to 5 more)', false, 14, 193],
  ['illicit, fill', false, 14, 55],
  ['Community with a programme', true, 16, 227],
  ['Does the threat deter first offences?', true, 14, 236],
  ['WWW MMM', true, 16, 89],
];

test('widths are those of a browser, at most 3% too small and 6% too large', () => {
  for (const [words, bold, size, px] of measured) {
    const estimate = textWidth(words, { size, bold });
    assert.ok(estimate >= px * 0.97 && estimate <= px * 1.06, `${words}: ${estimate} for ${px}`);
  }
});
