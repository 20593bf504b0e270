import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  adjustedFor,
  asRiskRatio,
  correctForMany,
  correctLinkage,
  eValue,
  overAll,
  tippingPoint,
  unmeasuredGrid,
} from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { missingOutputs } from '../missing/missing-outputs.ts';

test('a common outcome’s hazard and odds ratios give the E-values that are published', () => {
  // VanderWeele and Ding 2017; reference/sensitivity.json: a hazard ratio of .8 of a common outcome gives 1.6089.
  assertNear(asRiskRatio(4, 'odds ratio', false), 2);
  assert.equal(asRiskRatio(4, 'odds ratio', true), 4);
  const h = asRiskRatio(0.8, 'hazard ratio', false);
  assertNear(eValue(h), 1.60889134837784);
  assertNear(h, (1 - 0.5 ** Math.sqrt(0.8)) / (1 - 0.5 ** Math.sqrt(1.25)), 1e-12);
});

test('a trait twice as common in one arm and tripling the outcome takes away just the bias worked out by hand', () => {
  // (1 + .2 2) / (1 + .4 2) = 1.4 / 1.8.
  assertNear(adjustedFor(1.8, { prevalence: [0.4, 0.2], riskRatio: 3 }), 1.4, 1e-12);
  assertNear(adjustedFor(0.7, { prevalence: [0.3, 0.3], riskRatio: 5 }), 0.7, 1e-12);
});

test('no trait weaker than the E-value of an estimate can turn it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1.05, max: 6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (ratio, share) => {
        const strength = eValue(ratio) * 0.999;
        // Present in everybody of one arm, in a share of the other such that it goes with the arm by `strength`.
        const second = Math.min(1, 1 / strength) * (0.5 + share / 2);
        const first = Math.min(1, second * strength);
        assert.ok(adjustedFor(ratio, { prevalence: [first, second], riskRatio: strength }) > 1);
      },
    ),
  );
});

test('a grid says of each trait whether the conclusion would turn', () => {
  const grid = unmeasuredGrid({ ratio: 1.5, lower: 1.2, upper: 1.9 });
  assert.equal(grid.length, 4 * 3 * 4);
  const strong = grid.find(c => c.prevalence[0] === 0.7 && c.prevalence[1] === 0.1 && c.riskRatio === 5);
  const weak = grid.find(c => c.prevalence[0] === 0.3 && c.prevalence[1] === 0.1 && c.riskRatio === 1.5);
  assert.equal(strong?.turns, true);
  assert.equal(weak?.turns, false);
  assert.ok(unmeasuredGrid({ ratio: 1.1, lower: 0.9, upper: 1.3 }).every(cell => !cell.turns));
});

test('a tipping point is where the unknown outcomes turn the verdict, and there is none where they cannot', () => {
  const found = tippingPoint({ n: 400, events: 20, unknown: 30 }, { n: 400, events: 48, unknown: 30 });
  assert.equal(found.observed, 'lower');
  assert.ok(found.nearest !== undefined && found.nearest[0] > found.nearest[1]);
  const known = tippingPoint({ n: 400, events: 20, unknown: 0 }, { n: 400, events: 60, unknown: 0 });
  assert.equal(known.nearest, undefined);
  assert.equal(known.cells.length, 1);
});

test('missed links that fall on some groups more than on others are put right group by group', () => {
  // Shares as they are, found with each group's own errors, come back exactly.
  const truth = [0.02, 0.05, 0.04];
  const missed = [0.02, 0.1, 0.06];
  const groups = truth.map((share, k) => ({
    name: `group ${k}`,
    n: 100_000,
    events: Math.round(100_000 * (share * (1 - missed[k]) + (1 - share) * 0.001)),
    missed: missed[k],
    falsely: 0.001,
  }));
  const corrected = correctLinkage(groups);
  corrected.forEach((one, k) => assert.ok(Math.abs(one.corrected - truth[k]) < 1e-5));
  const all = overAll(groups, corrected);
  assert.ok(Math.abs(all.corrected - (0.02 + 0.05 + 0.04) / 3) < 1e-5);
  assert.ok(all.observed < all.corrected);
  assert.throws(() => correctLinkage([{ name: 'a', n: 10, events: 1, missed: 1 }]), /below 1/);
});

test('corrections for many tests are those of R (p.adjust)', () => {
  const { p, holm, bonferroni, bh } = missingOutputs.adjust;
  correctForMany(p, 'holm').forEach((value, k) => assertNear(value, holm[k], 1e-12));
  correctForMany(p, 'bonferroni').forEach((value, k) => assertNear(value, bonferroni[k], 1e-12));
  correctForMany(p, 'benjamini-hochberg').forEach((value, k) => assertNear(value, bh[k], 1e-12));
});
