import { test } from 'node:test';
import assert from 'node:assert/strict';
import { precisionOf, wilson } from '../../src/answers/precision.ts';

test('24 of 745 has the interval that R gives: prop.test(24, 745, correct = FALSE), 2.17 to 4.75 in 100', () => {
  const { low, high } = wilson(24, 745);
  assert.ok(Math.abs(low - 0.021742292) < 1e-8, `${low}`);
  assert.ok(Math.abs(high - 0.047486592) < 1e-8, `${high}`);
});

test('the half-width of a mean difference is that of a paired t interval', () => {
  // Differences 1, 2, 3, 4, 5: mean 3, sd 1.5811; t(0.975, 4) = 2.776445; half-width 1.96324 (R: t.test).
  const { mean, halfWidth, enough, runsNeeded } = precisionOf([11, 12, 13, 14, 15], [10, 10, 10, 10, 10]);
  assert.equal(mean, 3);
  assert.ok(Math.abs(halfWidth - 1.96324) < 1e-5);
  assert.equal(enough, false);
  // Wanted is 0.13, so 5 x (1.96324 / 0.13)² = 1,140.3.
  assert.equal(runsNeeded, 1141);
});

test('runs that never differ are enough at once', () => {
  const { enough, firstHasLess } = precisionOf([4, 4], [5, 5]);
  assert.equal(enough, true);
  assert.equal(firstHasLess.share, 1);
});
