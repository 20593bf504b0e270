import { BLOCK, choleskySolve, dot } from '@throughcare/numerics';
import type { Propensity } from '../propensity.ts';
import type { SparseDesign } from '../sparse-design.ts';
import { crossProduct, linearPredictor } from '../sparse-products.ts';
import type { BalancingWeights } from '../weight.ts';

/** A weighted comparison of the mean outcome (a risk, if the outcome is 0 or 1) of two arms. */
export interface WeightedDifference {
  /** First arm minus second. */
  readonly difference: number;
  /** Weighted means of the first and the second arm. */
  readonly means: readonly [number, number];
  /** HC0: the weights taken as known. Conservative for ATE. */
  readonly standardErrorHC0: number;
  /** M-estimation: the propensity's own estimation taken into account. */
  readonly standardErrorM: number;
  /** Logarithm of the ratio of the means and its HC0 standard error; NaN where a mean is 0. */
  readonly logRatio: number;
  readonly logRatioStandardError: number;
}

/**
 * The Hajek (self-normalised) difference of weighted means with two sandwich standard errors (Lunceford and
 * Davidian 2004; for overlap weights Li, Thomas and Li 2019). Person i's influence is
 * w1 (y - m1) / mean w1 - w0 (y - m0) / mean w0, to which M-estimation adds x (a - e) through the inverse of the
 * propensity's information.
 */
export function weightedDifference(
  design: SparseDesign,
  treated: ArrayLike<number>,
  outcome: ArrayLike<number>,
  propensity: Propensity,
  { weights, slopes }: BalancingWeights,
): WeightedDifference {
  const { rows } = design;
  const [w0, w1] = sumsByArm(treated, weights);
  const weighted = new Float64Array(rows);
  for (let i = 0; i < rows; i++) weighted[i] = weights[i] * outcome[i];
  const [sum0, sum1] = sumsByArm(treated, weighted);
  const [m0, m1] = [sum0 / w0, sum1 / w1];

  const influence = new Float64Array(rows);
  const squares = new Float64Array(rows);
  const slope = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    // Each row belongs to one arm, so its influence and its slope term have one part only.
    const scaled = treated[i] === 1 ? (outcome[i] - m1) / (w1 / rows) : -(outcome[i] - m0) / (w0 / rows);
    influence[i] = weights[i] * scaled;
    squares[i] = influence[i] ** 2;
    slope[i] = slopes[i] * scaled;
  }
  const [squares0, squares1] = sumsByArm(treated, squares);

  // Slopes are summed over people and the information too, so the two factors of 1/n cancel.
  const correction = choleskySolve(propensity.information, crossProduct(design, slope));
  const corrected = linearPredictor(design, correction);
  for (let i = 0; i < rows; i++) {
    corrected[i] = influence[i] + corrected[i] * (treated[i] - propensity.scores[i]);
  }
  const bothPositive = m1 > 0 && m0 > 0;
  return {
    difference: m1 - m0,
    means: [m1, m0],
    standardErrorHC0: Math.sqrt(squares0 + squares1) / rows,
    standardErrorM: Math.sqrt(dot(corrected, corrected)) / rows,
    logRatio: bothPositive ? Math.log(m1 / m0) : Number.NaN,
    logRatioStandardError: bothPositive
      ? Math.sqrt(squares0 / m0 ** 2 + squares1 / m1 ** 2) / rows
      : Number.NaN,
  };
}

/** The sums of the second arm and of the first, in blocks of 4,096 rows, the blocks added in order. */
function sumsByArm(treated: ArrayLike<number>, values: Float64Array): [number, number] {
  const sums: [number, number] = [0, 0];
  for (let from = 0; from < values.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, values.length);
    let second = 0;
    let first = 0;
    for (let i = from; i < to; i++) {
      if (treated[i] === 1) first += values[i];
      else second += values[i];
    }
    sums[0] += second;
    sums[1] += first;
  }
  return sums;
}
