import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { adjustedFor, eValue, turningRatio, unmeasuredFrontier, unmeasuredGrid } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';

test('a trait twice as common in one arm and tripling the outcome takes away just the bias worked out by hand', () => {
  // (1 + .2 2) / (1 + .4 2) = 1.4 / 1.8.
  assertNear(adjustedFor(1.8, { prevalence: [0.4, 0.2], riskRatio: 3 }), 1.4, 1e-12);
  assertNear(adjustedFor(0.7, { prevalence: [0.3, 0.3], riskRatio: 5 }), 0.7, 1e-12);
});

test('a made-up population of two strata shows just that bias', () => {
  // 1,000 in each arm, 600 and 200 with the trait; risks .04 and .1 in the second arm, half of that in the first.
  const first = 600 * 0.05 + 400 * 0.02;
  const second = 200 * 0.1 + 800 * 0.04;
  assertNear(adjustedFor(first / second, { prevalence: [0.6, 0.2], riskRatio: 2.5 }), 0.5, 1e-12);
});

test('no trait weaker than the E-value of an estimate can turn it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1.05, max: 6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (ratio, share) => {
        const strength = eValue(ratio) * 0.999;
        // In the first arm `strength` times as common as in the second, at most in everybody.
        const second = Math.min(1, 1 / strength) * (0.5 + share / 2);
        const first = Math.min(1, second * strength);
        assert.ok(adjustedFor(ratio, { prevalence: [first, second], riskRatio: strength }) > 1);
      },
    ),
  );
});

test('the turning ratio is where the adjusted ratio is 1, and none is given where no trait could do it', () => {
  const hundredths = fc.integer({ min: 0, max: 100 }).map(share => share / 100);
  fc.assert(
    fc.property(
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      hundredths,
      hundredths,
      (ratio, first, second) => {
        const prevalence = [first, second] as const;
        const found = turningRatio(ratio, prevalence);
        if (found === undefined) {
          for (const riskRatio of [1e-6, 0.1, 0.5, 2, 10, 1e6]) {
            assert.equal(adjustedFor(ratio, { prevalence, riskRatio }) >= 1, ratio >= 1);
          }
        } else if (found > 1e-6 && found < 1e6) {
          assertNear(adjustedFor(ratio, { prevalence, riskRatio: found }), 1, 1e-6);
        }
      },
    ),
    { numRuns: 500 },
  );
  // A trait in 7 of 10 of one arm and 3 of 10 of the other makes at most .7 / .3 = 2.33.
  assert.equal(turningRatio(2.4, [0.7, 0.3]), undefined);
  // 1 + (2 - 1) / (.7 - 2 x .3) = 11.
  assertNear(turningRatio(2, [0.7, 0.3]) ?? 0, 11);
});

test('a grid says of each trait whether the conclusion would turn, and its frontier from which ratio on', () => {
  const observed = { ratio: 1.5, lower: 1.2, upper: 1.9 };
  const grid = unmeasuredGrid(observed);
  assert.equal(grid.length, 4 * 3 * 4);
  const strong = grid.find(c => c.prevalence[0] === 0.7 && c.prevalence[1] === 0.1 && c.riskRatio === 5);
  const weak = grid.find(c => c.prevalence[0] === 0.3 && c.prevalence[1] === 0.1 && c.riskRatio === 1.5);
  assert.equal(strong?.turns, true);
  assert.equal(weak?.turns, false);
  for (const other of [observed, { ratio: 0.6, lower: 0.5, upper: 0.8 }]) {
    const frontier = unmeasuredFrontier(other);
    for (const cell of unmeasuredGrid(other)) {
      const point = frontier.find(
        ({ prevalence }) => prevalence[0] === cell.prevalence[0] && prevalence[1] === cell.prevalence[1],
      );
      assert.equal(cell.turns, point?.interval !== undefined && cell.riskRatio >= point.interval);
    }
  }
  const open = { ratio: 1.1, lower: 0.9, upper: 1.3 };
  assert.ok(unmeasuredGrid(open).every(cell => !cell.turns));
  assert.deepEqual(unmeasuredFrontier(open), []);
});

test('traits and estimates that cannot be are refused in words', () => {
  assert.throws(() => adjustedFor(0, { prevalence: [0.1, 0.2], riskRatio: 2 }), /observedRatio was 0/);
  assert.throws(() => adjustedFor(1, { prevalence: [0.1, 1.2], riskRatio: 2 }), /prevalence was 0.1 and 1.2/);
  assert.throws(() => unmeasuredGrid({ ratio: 2, lower: 3, upper: 4 }), /outside its interval/);
  assert.throws(() => unmeasuredGrid({ ratio: 2, lower: 0, upper: 4 }), /lower was 0/);
});
