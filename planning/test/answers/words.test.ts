import { test } from 'node:test';
import assert from 'node:assert/strict';
import { estimate, howOf, runsHeld } from '../../src/answers/estimate.ts';
import { differenceInWords, intervalInWords, signedInWords } from '../../src/answers/words.ts';

test('a difference is told as people would tell it', () => {
  assert.equal(signedInWords('days', 183), '6 months longer');
  assert.equal(signedInWords('days', -20), '3 weeks shorter');
  assert.equal(signedInWords('days', 1000), '2.7 years longer');
  assert.equal(signedInWords('days', 1), '1 day longer');
  assert.equal(signedInWords('£', 1.93e9), '£1.93 billion more');
  assert.equal(signedInWords('£', -4.2e6), '£4.2 million less');
  assert.equal(signedInWords('detected reoffences', -410), '410 fewer');
  assert.equal(signedInWords('detected reoffences', -1234.5), '1,230 fewer', 'as a flow and a table say it');
  assert.equal(signedInWords('detected reoffences', 12.4), '12 more');
  assert.equal(signedInWords('detected reoffences', 0), 'no difference');
  assert.equal(intervalInWords('detected reoffences', -410, 760), 'from 410 fewer to 760 more');
});

test('E13: what cannot be told is "We cannot tell yet", never "no effect"', () => {
  assert.equal(differenceInWords('days', 3, 'cannot tell yet'), 'We cannot tell yet');
  assert.equal(differenceInWords('days', 3, 'higher'), '3 days longer');
});

test('a wait without end is told as longer than any, never as a number', () => {
  assert.equal(signedInWords('days', Infinity), 'longer than any that ended');
  assert.equal(intervalInWords('days', 213, Infinity), 'from 7 months longer to longer than any that ended');
  assert.equal(intervalInWords('days', Infinity, Infinity), 'longer than any that ended');
  assert.equal(signedInWords('days', -Infinity), 'shorter, as nobody got a place with the other');
});

test('the middle is the median, and a further run falls into the interval 95 times in 100', () => {
  // 1 to 79: the 2.5% point of a further run lies at order statistic 2, the 97.5% point at 78.
  const values = Array.from({ length: 79 }, (_, i) => ((i * 17) % 79) + 1);
  const { standardError, ...rest } = estimate('x', values);
  assert.deepEqual(rest, { id: 'x', middle: 40, low: 2, high: 78, mean: 40, runs: 79 });
  // The variance of the first n whole numbers is n (n + 1) / 12.
  assert.ok(Math.abs(standardError! ** 2 - 80 / 12) < 1e-12);
  assert.equal(estimate('x', [3]).standardError, null);
  // Between them by linear interpolation.
  const { low, high } = estimate('x', [...Array(59).keys()]);
  assert.ok(Math.abs(low - 0.5) < 1e-12 && Math.abs(high - 57.5) < 1e-12);
});

test('of fewer than 39 runs the interval is the smallest and the largest, and the words say all of them', () => {
  for (const runs of [2, 16, 38, 39]) {
    const { low, high } = estimate('x', [...Array(runs).keys()]);
    assert.deepEqual([low, high], [0, runs - 1], `${runs}`);
  }
  assert.equal(runsHeld(38), 'all 38 runs');
  assert.equal(runsHeld(39), '95% of runs');
  assert.equal(howOf(16), 'Middle of 16 runs; the interval holds all of them.');
});

test('infinite runs are worse than any: the ends and the middle that lie in them are infinite', () => {
  const { middle, low, high, standardError } = estimate('x', [Infinity, 1, 3]);
  assert.deepEqual([middle, low, high, standardError], [3, 1, Infinity, null]);
  assert.deepEqual(estimate('x', [Infinity, Infinity, 3, 1]).middle, Infinity);
  assert.deepEqual(estimate('x', [-Infinity, Infinity]).middle, Number.NaN);
  assert.deepEqual(estimate('x', [-Infinity, -Infinity, 4, 5]).middle, -Infinity);
  assert.deepEqual(estimate('x', []).middle, Number.NaN);
});
