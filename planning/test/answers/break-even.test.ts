import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { breakEven } from '../../src/answers/break-even.ts';

test('on a straight line without noise the crossing is exact, and the interval has no width', () => {
  const draws = [0.6, 0.7, 0.9, 1, 1.2];
  const found = breakEven(
    'effect',
    draws,
    draws.map(draw => 40 * (draw - 0.85)),
  )!;
  for (const each of [found.at, found.low, found.high]) assert.ok(Math.abs(each - 0.85) < 1e-12);
});

test('the interval holds the true crossing in 95 of 100 repeats, as Fieller’s does', () => {
  const repeats = 2000;
  let held = 0;
  for (let seed = 0; seed < repeats; seed++) {
    const random = stream(seed, 7);
    const draws = Array.from({ length: 40 }, () => random.uniform());
    const found = breakEven(
      'effect',
      draws,
      draws.map(draw => 10 * (draw - 0.4) + 2 * random.normal()),
    );
    if (found && found.low <= 0.4 && found.high >= 0.4) held++;
  }
  // 1,900 expected; a count as far off as this comes by chance less than once in ten thousand.
  assert.ok(Math.abs(held - 1900) < 40, `${held} of ${repeats}`);
});

test('nothing is said where the slope is not clear, nothing varies, or the crossing lies where nobody drew', () => {
  const draws = [1, 2, 3, 4];
  assert.equal(breakEven('effect', draws, [5, -5, 5, -5]), undefined);
  assert.equal(breakEven('effect', [2, 2, 2, 2], [1, 2, 3, 4]), undefined);
  assert.equal(breakEven('effect', draws, [10, 11, 12, 13.1]), undefined);
});
