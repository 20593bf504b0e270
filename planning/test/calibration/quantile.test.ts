import { test } from 'node:test';
import assert from 'node:assert/strict';
import { estimate } from '../../src/answers/estimate.ts';
import { againstObserved } from '../../src/calibration/against-observed.ts';
import { rangeOf } from '../../src/scenario/parameter.ts';

test('one quantile in the house: a backtest, a forecast and draws that a calibration left give the same runs the same interval', () => {
  // 1, 4, 9 ... 1600: 40 runs. R-6 by hand: ranks 0.025 x 41 = 1.025, 20.5 and 39.975.
  const runs = Array.from({ length: 40 }, (_, i) => (i + 1) ** 2);
  const by = [1 + 0.025 * 3, 400 + 0.5 * 41, 1521 + 0.975 * 79];
  const close = (found: readonly number[]): void =>
    found.forEach((value, i) =>
      assert.ok(Math.abs(value - by[i]) < 1e-9, `${found.join(' ')}: ${by.join(' ')}`),
    );
  const { low, middle, high } = estimate('', runs);
  close([low, middle, high]);
  const [check] = againstObserved(
    [{ period: '2027', number: 0, stage: 'desk', statistic: 'came', value: 1595 }],
    runs.map(value => [value]),
  );
  close([check.low, check.middle, check.high]);
  assert.equal(check.inside, true);
  const drawn = { label: 'x', unit: 'people', drawn: { together: 'fit', values: runs } };
  const range = rangeOf(drawn);
  close([range.low, range.middle, range.high]);
});
