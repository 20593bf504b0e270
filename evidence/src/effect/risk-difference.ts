import { choleskySolve, sumOf } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import type { Propensity } from '../propensity.ts';
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
  design: DesignMatrix,
  treated: ArrayLike<number>,
  outcome: ArrayLike<number>,
  propensity: Propensity,
  { weights, slopes }: BalancingWeights,
): WeightedDifference {
  const { rows, columns, values } = design;
  const arm = (i: number, a: number): number => (treated[i] === a ? weights[i] : 0);
  const w1 = sumOf(rows, i => arm(i, 1));
  const w0 = sumOf(rows, i => arm(i, 0));
  const m1 = sumOf(rows, i => arm(i, 1) * outcome[i]) / w1;
  const m0 = sumOf(rows, i => arm(i, 0) * outcome[i]) / w0;
  // Each row belongs to one arm, so its influence and its slope term have one part only.
  const scaled = (i: number): number =>
    treated[i] === 1 ? (outcome[i] - m1) / (w1 / rows) : -(outcome[i] - m0) / (w0 / rows);
  const influence = Float64Array.from({ length: rows }, (_, i) => weights[i] * scaled(i));
  const hc0 = Math.sqrt(sumOf(rows, i => influence[i] ** 2)) / rows;

  const drift = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    drift[j] = sumOf(rows, i => values[i * columns + j] * slopes[i] * scaled(i));
  }
  // `drift` is summed over people and the information too, so the two factors of 1/n cancel.
  const correction = choleskySolve(propensity.information, drift);
  const m = sumOf(rows, i => {
    let shift = 0;
    for (let j = 0; j < columns; j++) shift += values[i * columns + j] * correction[j];
    return (influence[i] + shift * (treated[i] - propensity.scores[i])) ** 2;
  });
  const ratioInfluence = sumOf(rows, i => (influence[i] / (treated[i] === 1 ? m1 : m0)) ** 2);
  const bothPositive = m1 > 0 && m0 > 0;
  return {
    difference: m1 - m0,
    means: [m1, m0],
    standardErrorHC0: hc0,
    standardErrorM: Math.sqrt(m) / rows,
    logRatio: bothPositive ? Math.log(m1 / m0) : Number.NaN,
    logRatioStandardError: bothPositive ? Math.sqrt(ratioInfluence) / rows : Number.NaN,
  };
}
