import { armMoments } from './arm-moments.ts';
import type { ArmMoments } from './arm-moments.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { ecdfDistances } from './ecdf-distance.ts';
import type { Estimand } from './weight.ts';

/** How alike the two arms are in one covariate (or one level of it), before and after weighting or matching. */
export interface BalanceRow {
  readonly covariate: string;
  /** Means (shares, for a level) of first and second arm. */
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
  readonly standardizedMeanDifferenceBefore: number;
  readonly standardizedMeanDifferenceAfter: number;
  /** First arm's variance over the second's; undefined for a level (0 or 1), and where the second arm has no spread. */
  readonly varianceRatioBefore: number | undefined;
  readonly varianceRatioAfter: number | undefined;
  /** Kolmogorov-Smirnov: the largest distance of the two cumulative distributions; for a level that of the shares. */
  readonly ksBefore: number;
  readonly ksAfter: number;
  /** The mean of these distances over all values of the covariate. */
  readonly ecdfMeanBefore: number;
  readonly ecdfMeanAfter: number;
  /** Mean distance within matched pairs, in the same standard deviations; there are pairs only after matching. */
  readonly withinPairs: number | undefined;
}

export interface BalanceOptions {
  /** The variance of a level of share p: of the sample, n p (1 - p) / (n - 1), or as MatchIt p (1 - p). The sample's unless said. */
  readonly levelVariance?: 'sample' | 'p (1 - p)';
  /** Rows of matched pairs, as `Matched` has them. */
  readonly pairs?: readonly [ArrayLike<number>, ArrayLike<number>];
}

/**
 * Balance of every column but the intercept. The divisor of standardised mean differences is the same before and
 * after, so that only the means can improve: for ATT the unweighted standard deviation of the first arm, for ATC of
 * the second, else the root of the mean of both arms' unweighted variances (Austin 2009; Stuart 2010); where that is
 * 0, the pooled standard deviation within arms. A column without spread in either arm differs by 0 if its means agree.
 */
export function balanceTable(
  design: DesignMatrix,
  treated: ArrayLike<number>,
  weights: ArrayLike<number>,
  estimand: Estimand,
  { levelVariance = 'sample', pairs }: BalanceOptions = {},
): BalanceRow[] {
  const ones = new Float64Array(design.rows).fill(1);
  const [before, after] = [armMoments(design, treated, ones), armMoments(design, treated, weights)];
  const counts: [number, number] = [0, 0];
  for (let i = 0; i < design.rows; i++) counts[treated[i] === 1 ? 1 : 0]++;
  const levels = levelColumns(design);
  const column = new Float64Array(design.rows);
  return design.names.slice(1).map((covariate, k) => {
    const j = k + 1;
    const isLevel = levels[j] === 1;
    if (!isLevel || pairs) {
      for (let i = 0; i < design.rows; i++) column[i] = design.values[i * design.columns + j];
    }
    const spread = divisor(before, j, counts, estimand, isLevel && levelVariance !== 'sample');
    const differences = [before, after].map(([second, first]) => first.means[j] - second.means[j]);
    // A level differs in its share and in nothing else.
    const [ecdfBefore, ecdfAfter] = isLevel
      ? differences.map(Math.abs).map(apart => ({ most: apart, mean: apart }))
      : ecdfDistances(column, treated, [undefined, weights]);
    return {
      covariate,
      before: [before[1].means[j], before[0].means[j]],
      after: [after[1].means[j], after[0].means[j]],
      standardizedMeanDifferenceBefore: standardized(differences[0], spread),
      standardizedMeanDifferenceAfter: standardized(differences[1], spread),
      varianceRatioBefore: isLevel ? undefined : varianceRatio(before, j),
      varianceRatioAfter: isLevel ? undefined : varianceRatio(after, j),
      ksBefore: ecdfBefore.most,
      ksAfter: ecdfAfter.most,
      ecdfMeanBefore: ecdfBefore.mean,
      ecdfMeanAfter: ecdfAfter.mean,
      withinPairs: pairs && standardized(meanApart(column, pairs), spread),
    };
  });
}

/** 1 for each column that holds 0 and 1 only. */
function levelColumns({ rows, columns, values }: DesignMatrix): Uint8Array {
  const isLevel = new Uint8Array(columns).fill(1);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) if (values[at] !== 0 && values[at] !== 1) isLevel[j] = 0;
  }
  return isLevel;
}

type ByArm = readonly [ArmMoments, ArmMoments];

function divisor(
  before: ByArm,
  j: number,
  counts: readonly [number, number],
  estimand: Estimand,
  asShare: boolean,
): number {
  const [second, first] = before.map(({ variances }, arm) =>
    asShare ? (variances[j] * (counts[arm] - 1)) / counts[arm] : variances[j],
  );
  const variance = estimand === 'ATT' ? first : estimand === 'ATC' ? second : (first + second) / 2;
  if (variance > 0) return Math.sqrt(variance);
  const within = before.map(({ variances }, arm) => variances[j] * (counts[arm] - 1));
  return Math.sqrt((within[0] + within[1]) / (counts[0] + counts[1] - (asShare ? 0 : 2)));
}

function varianceRatio([second, first]: ByArm, j: number): number | undefined {
  return second.variances[j] > 0 ? first.variances[j] / second.variances[j] : undefined;
}

function meanApart(
  column: Float64Array,
  [one, other]: readonly [ArrayLike<number>, ArrayLike<number>],
): number {
  let total = 0;
  for (let k = 0; k < one.length; k++) total += Math.abs(column[one[k]] - column[other[k]]);
  return one.length === 0 ? 0 : total / one.length;
}

function standardized(difference: number, spread: number): number {
  if (spread > 0) return difference / spread;
  return Math.abs(difference) < 1e-12 ? 0 : Math.sign(difference) * Number.MAX_VALUE;
}

/** The largest absolute standardised mean difference after weighting; 0 for a table without rows. */
export function worstImbalance(table: readonly BalanceRow[]): number {
  return table.reduce((worst, row) => Math.max(worst, Math.abs(row.standardizedMeanDifferenceAfter)), 0);
}
