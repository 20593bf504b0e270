import type { DesignMatrix } from './design-matrix.ts';
import { weightedDifference } from './effect/risk-difference.ts';
import type { WeightedDifference } from './effect/risk-difference.ts';
import { fitSparsePropensity } from './propensity.ts';
import type { Propensity } from './propensity.ts';
import { sparseDesign, takeSparseRows } from './sparse-design.ts';
import type { SparseDesign } from './sparse-design.ts';
import { balancingWeights, effectiveSampleSize } from './weight.ts';
import type { BalancingWeights, Estimand } from './weight.ts';

/** Two arms with their covariates, before any outcome is known. */
export interface WeightedPair {
  /** Which rows of the cohort are in the comparison. */
  readonly rows: Int32Array;
  /** 1 for the first arm, 0 for the second. */
  readonly treated: Uint8Array;
  /** The covariates of these rows. */
  readonly design: SparseDesign;
  readonly propensity: Propensity;
  readonly balancing: BalancingWeights;
  /** Effective sample sizes of the first and the second arm. */
  readonly effective: readonly [number, number];
}

/** The unadjusted counts of one arm. */
export interface ArmCounts {
  readonly n: number;
  readonly events: number;
}

export interface TwoArmComparison extends WeightedPair, WeightedDifference {
  readonly counts: readonly [ArmCounts, ArmCounts];
  /** Difference of the unweighted means. */
  readonly naiveDifference: number;
}

/**
 * Models who was in `first` rather than `second` and weights the two arms to the estimand. Reads no outcome.
 * Rows of other arms are left out.
 */
export function weighPair(
  design: SparseDesign,
  arm: ArrayLike<number>,
  first: number,
  second: number,
  estimand: Estimand,
): WeightedPair {
  const rows = rowsOfArms(arm, first, second);
  const treated = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) treated[i] = arm[rows[i]] === first ? 1 : 0;
  const pair = takeSparseRows(design, rows);
  const propensity = fitSparsePropensity(pair, treated);
  const balancing = balancingWeights(propensity.scores, treated, estimand);
  const effective = [
    effectiveSampleSize(balancing.weights, treated, 1),
    effectiveSampleSize(balancing.weights, treated, 0),
  ] as const;
  return { rows, treated, design: pair, propensity, balancing, effective };
}

function rowsOfArms(arm: ArrayLike<number>, first: number, second: number): Int32Array {
  const rows = new Int32Array(arm.length);
  let count = 0;
  for (let i = 0; i < arm.length; i++) if (arm[i] === first || arm[i] === second) rows[count++] = i;
  return rows.slice(0, count);
}

/**
 * The numeric core of a study with a 0/1 outcome: propensity, weights, and the weighted risk difference with both
 * standard errors, from typed arrays alone. `arm` and `outcome` have one value for each row of `design`.
 */
export function compareTwoArms(input: {
  readonly design: DesignMatrix;
  readonly arm: ArrayLike<number>;
  readonly first: number;
  readonly second: number;
  readonly outcome: ArrayLike<number>;
  readonly estimand: Estimand;
}): TwoArmComparison {
  return comparePair(
    weighPair(sparseDesign(input.design), input.arm, input.first, input.second, input.estimand),
    input.outcome,
  );
}

/** The outcome's part of `compareTwoArms`: `outcome` is indexed as the whole cohort is. */
export function comparePair(pair: WeightedPair, outcome: ArrayLike<number>): TwoArmComparison {
  const own = new Float64Array(pair.rows.length);
  for (let i = 0; i < own.length; i++) own[i] = outcome[pair.rows[i]];
  const count = (a: number): ArmCounts => {
    let n = 0;
    let events = 0;
    for (let i = 0; i < own.length; i++) {
      if (pair.treated[i] !== a) continue;
      n++;
      events += own[i];
    }
    return { n, events };
  };
  const counts = [count(1), count(0)] as const;
  return {
    ...pair,
    ...weightedDifference(pair.design, pair.treated, own, pair.propensity, pair.balancing),
    counts,
    naiveDifference: counts[0].events / counts[0].n - counts[1].events / counts[1].n,
  };
}
