import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { breakEven } from '../../src/answers/break-even.ts';
import type { Replication } from '../../src/answers/replicate.ts';
import { samplingOf } from '../../src/answers/sampling.ts';
import { small } from './small-scenario.ts';

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

test('of many assumptions that move nothing, one has a break-even in 1 of 20 repeats and no more', () => {
  const repeats = 400;
  let any = 0;
  for (let seed = 0; seed < repeats; seed++) {
    const random = stream(seed, 8);
    const differences = Array.from({ length: 60 }, () => random.normal());
    const found = Array.from({ length: 26 }, () =>
      breakEven(
        'none',
        differences.map(() => random.uniform()),
        differences,
        26,
      ),
    );
    if (found.some(each => each !== undefined)) any++;
  }
  // 20 of 400 at most are expected; more than 34 come by chance once in a thousand (binomial).
  assert.ok(any <= 34, `${any} of ${repeats}`);
});

/** Runs whose cost differs by a line over the effect of the course, which crosses nought at 0.15, and by noise. */
function samplingWith(noise: number): ReturnType<typeof samplingOf> {
  const random = stream(1, 9);
  const replications = Array.from({ length: 40 }, () => {
    const effect = 0.1 + random.uniform();
    const values = { ...Object.fromEntries(Object.keys(small.parameters).map(name => [name, 1])), effect };
    const costs = [10 * (effect - 0.15) + noise * random.normal(), 0];
    return { values: [values, values], outcomes: costs.map(cost => ({ cost, stopped: null })), again: null };
  }) as unknown as Replication[];
  const used = new Set(Object.keys(small.parameters));
  return samplingOf('cost', [small, small], [used, used], replications);
}

test('a break-even whose interval holds a hazard ratio below 0 is not given, and the reason is', () => {
  const sharp = samplingWith(0.5);
  assert.deepEqual(
    sharp.breakEven.map(({ parameter }) => parameter),
    ['effect'],
  );
  assert.deepEqual(sharp.noBreakEven, []);
  const { breakEven: given, noBreakEven } = samplingWith(5);
  assert.deepEqual(given, []);
  assert.equal(noBreakEven.length, 1);
  assert.match(
    noBreakEven[0].why,
    /^No break-even is given for "Effect of the course": its interval, -[\d.]+ to [\d.]+, holds numbers below 0, which are impossible in hazard ratio/,
  );
});
