import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { breakEven, crossingsOf } from '../../src/answers/break-even.ts';
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

/** Uniform draws and differences about a curve, in one of many worlds. */
function world(seed: number, runs: number, [from, to]: readonly [number, number], of: (x: number) => number) {
  const random = stream(seed, 3);
  const draws = Array.from({ length: runs }, () => from + (to - from) * random.uniform());
  return { draws, differences: draws.map(draw => of(draw) + random.normal()) };
}

test('a slight bend does not mislead the interval: it holds the crossing by hand all the same', () => {
  // 4 (x - 2) + (x - 2)² / 10 is nought at 2; a straight line through it crosses near 1.97, with half the width in doubt.
  const of = (x: number): number => 4 * (x - 2) + (x - 2) ** 2 / 10;
  const worlds = 200;
  let held = 0;
  for (let seed = 0; seed < worlds; seed++) {
    const { draws, differences } = world(seed, 400, [0, 4], of);
    const { low, high } = breakEven('effect', draws, differences, 26)!;
    if (low <= 2 && 2 <= high) held++;
  }
  // 190 expected; fewer than 180 come by chance in 1 of 500.
  assert.ok(held >= 180, `${held} of ${worlds}`);
});

test('where both come out even twice, never, or along no simple curve, no one value is made up', () => {
  for (let seed = 0; seed < 20; seed++) {
    // (x - 1)(x - 3): over 0 to 3.5 a straight line through it crosses at 1.9, where the first has less for certain.
    const twice = world(seed, 200, [0, 3.5], x => (x - 1) * (x - 3));
    assert.equal(breakEven('effect', twice.draws, twice.differences), undefined);
    const { at, degree } = crossingsOf(twice.draws, twice.differences);
    assert.ok(degree === 2 && Math.abs(at[0] - 1) < 0.25 && Math.abs(at[1] - 3) < 0.25, at.join(', '));
    // 1 + (x - 3.2)²: never nought, though a straight line through it is at 3.2.
    const never = world(seed, 200, [0, 4], x => 1 + (x - 3.2) ** 2);
    assert.deepEqual(crossingsOf(never.draws, never.differences).at, []);
    // 10 ln x over 0.2 to 5: steeper at one end than a curve of two bends follows.
    const steep = world(seed, 200, [0.2, 5], x => 10 * Math.log(x));
    assert.equal(crossingsOf(steep.draws, steep.differences).follows, false);
    assert.equal(breakEven('effect', steep.draws, steep.differences), undefined);
  }
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
function samplingWith(
  noise: number,
  of = (effect: number): number => 10 * (effect - 0.15),
): ReturnType<typeof samplingOf> {
  const random = stream(1, 9);
  const replications = Array.from({ length: 40 }, () => {
    const effect = 0.1 + random.uniform();
    const values = { ...Object.fromEntries(Object.keys(small.parameters).map(name => [name, 1])), effect };
    const costs = [of(effect) + noise * random.normal(), 0];
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

test('two break-evens are told as two, with what to do, and none is given', () => {
  const { breakEven: given, noBreakEven } = samplingWith(0.2, effect => 40 * (effect - 0.3) * (effect - 0.9));
  assert.deepEqual(given, []);
  assert.match(
    noBreakEven[0].why,
    /^No break-even is given for "Effect of the course": both come out even at 2 values of it, near 0\.3\d* and 0\.\d+ hazard ratio\. Search for it .*plan even/,
  );
});
