import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { balanceTable, designMatrix, matchNearest, personRank } from '../src/index.ts';
import type { BalanceRow } from '../src/index.ts';
import { assertNear } from './fixture.ts';
import {
  balanceDesign,
  ids,
  matchIt,
  nearestSpecifications,
  race,
  scores,
  treated,
} from './match/matchit.ts';
import type { BalanceOutput } from './match/matchit.ts';

/** Compares one side of the table with MatchIt's; the score's own row to what MatchIt's early stop leaves of it. */
function assertBalance(table: readonly BalanceRow[], want: BalanceOutput, side: 'Before' | 'After'): void {
  table.forEach((row, i) => {
    const near = (got: number | undefined, wanted: number | null, what: string): void => {
      if (wanted === null) return assert.equal(got, undefined, what);
      assert.ok(got !== undefined);
      if (row.covariate === 'distance')
        return assert.ok(Math.abs(got - wanted) < 2e-9, `${what} ${got} ${wanted}`);
      assertNear(got, wanted, 1e-8, `${row.covariate} ${what}`);
    };
    const means = side === 'Before' ? row.before : row.after;
    near(means[0], want['Means Treated'][i], 'first mean');
    near(means[1], want['Means Control'][i], 'second mean');
    near(row[`standardizedMeanDifference${side}`], want['Std. Mean Diff.'][i], 'difference');
    near(row[`varianceRatio${side}`], want['Var. Ratio'][i], 'variance ratio');
    near(row[`ks${side}`], want['eCDF Max'][i], 'Kolmogorov-Smirnov');
    near(row[`ecdfMean${side}`], want['eCDF Mean'][i], 'mean eCDF distance');
    // Where means agree to 1.5e-8 MatchIt forgets to divide the pair distance by the standard deviation.
    const agrees = Math.abs(want['Std. Mean Diff.'][i] ?? 0) < 1e-12;
    if (side === 'After' && !agrees) near(row.withinPairs, want['Std. Pair Dist.'][i], 'pair distance');
  });
}

describe('balance before and after matching is that of MatchIt: means, variance ratios, distributions, pairs', () => {
  for (const [name, { exact, ...options }] of Object.entries(nearestSpecifications)) {
    // There the score that balance is told of is the logit.
    if (options.scale === 'logit') continue;
    test(name, () => {
      const people = { treated, scores, rank: personRank(ids), ...(exact ? { stratum: race } : {}) };
      const { weights, pairs } = matchNearest(people, { estimand: 'ATT', ...options });
      const table = balanceTable(balanceDesign(), treated, weights, 'ATT', {
        levelVariance: 'p (1 - p)',
        ...(pairs ? { pairs } : {}),
      });
      assertBalance(table, matchIt.nearest.all, 'Before');
      assertBalance(table, matchIt[name].matched, 'After');
    });
  }
});

test('variance ratio and distances of five people, worked by hand', () => {
  const design = designMatrix({ x: [1, 3, 2, 2, 6] });
  const [row] = balanceTable(design, [1, 1, 0, 0, 0], [1, 1, 1, 0, 1], 'ATC');
  // First arm 1, 3: variance 2. Second arm 2, 2, 6: mean 10/3, variance 16/3; with weights 2, 6: mean 4, variance 8.
  assertNear(row.varianceRatioBefore ?? 0, 3 / 8);
  assertNear(row.varianceRatioAfter ?? 0, 2 / 8);
  assertNear(row.standardizedMeanDifferenceBefore, (2 - 10 / 3) / Math.sqrt(16 / 3));
  assertNear(row.standardizedMeanDifferenceAfter, (2 - 4) / Math.sqrt(16 / 3));
  // Shares at or below 1, 2, 3, 6: 1/2, 1/2, 1, 1 against 0, 2/3, 2/3, 1; with weights 0, 1/2, 1/2, 1.
  assertNear(row.ksBefore, 1 / 2);
  assertNear(row.ecdfMeanBefore, (1 / 2 + 1 / 6 + 1 / 3) / 4);
  assertNear(row.ksAfter, 1 / 2);
  assertNear(row.ecdfMeanAfter, (1 / 2 + 1 / 2) / 4);
});

test('no figure of a table is NaN or infinite, not even without any spread', () => {
  const design = designMatrix({ same: [3, 3, 3, 3], split: [1, 1, 0, 0], apart: [5, 5, 7, 7] });
  for (const estimand of ['ATT', 'ATC', 'ATE', 'ATO'] as const) {
    for (const weights of [
      [1, 1, 1, 1],
      [1, 0, 0, 1],
    ]) {
      for (const row of balanceTable(design, [1, 1, 0, 0], weights, estimand)) {
        for (const value of Object.values(row).flat()) {
          assert.ok(typeof value !== 'number' || Number.isFinite(value), JSON.stringify(row));
        }
      }
    }
  }
});

test('whole numbers, which are counted, and the same in other units, which are sorted, have one distribution', () => {
  const row = fc.record({
    x: fc.integer({ min: -40, max: 40 }),
    arm: fc.constantFrom(0, 1),
    w: fc.constantFrom(0, 1, 2.5),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), rows => {
      const all = [...rows, { x: 2, arm: 1, w: 1 }, { x: 3, arm: 0, w: 1 }];
      const design = designMatrix({ x: all.map(({ x }) => x), y: all.map(({ x }) => x / 3) });
      const [x, y] = balanceTable(
        design,
        all.map(({ arm }) => arm),
        all.map(({ w }) => w),
        'ATE',
      );
      assert.deepEqual([x.ksBefore, x.ksAfter], [y.ksBefore, y.ksAfter]);
      // A column of 0 and 1 has its share's distance as mean too.
      if (all.some(({ x }) => x !== 0 && x !== 1)) assert.equal(x.ecdfMeanAfter, y.ecdfMeanAfter);
    }),
  );
});

test('weights that leave nobody in an arm are refused in a sentence', () => {
  const design = designMatrix({ x: [1, 2, 3] });
  assert.throws(
    () => balanceTable(design, [1, 0, 0], [0, 1, 1], 'ATT'),
    /Nobody of the first arm has any weight/,
  );
  assert.throws(
    () => balanceTable(design, [0, 0, 0], [1, 1, 1], 'ATT'),
    /Nobody of the first arm has any weight/,
  );
});
