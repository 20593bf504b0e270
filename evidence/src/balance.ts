import { BLOCK } from '@throughcare/numerics';
import type { DesignMatrix } from './design-matrix.ts';
import type { Estimand } from './weight.ts';

/** How alike the two arms are in one covariate (or one level of it), before and after weighting. */
export interface BalanceRow {
  readonly covariate: string;
  /** Means (shares, for a level) of first and second arm. */
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
  readonly standardizedMeanDifferenceBefore: number;
  readonly standardizedMeanDifferenceAfter: number;
}

/**
 * Standardised mean differences of every column but the intercept. The divisor is the same before and after, so
 * that only the means can improve: for ATT the unweighted standard deviation of the first arm, else the root of
 * the mean of both arms' unweighted variances (Austin 2009; Stuart 2010). A column without spread in either arm
 * differs by 0 if its means agree.
 */
export function balanceTable(
  design: DesignMatrix,
  treated: ArrayLike<number>,
  weights: ArrayLike<number>,
  estimand: Estimand,
): BalanceRow[] {
  const ones = new Float64Array(design.rows).fill(1);
  const [before, after] = [weightedMeans(design, treated, ones), weightedMeans(design, treated, weights)];
  const variances = columnVariances(design, treated, before);
  return design.names.slice(1).map((covariate, k) => {
    const j = k + 1;
    const [first, second] = [variances[1][j], variances[0][j]];
    const spread = Math.sqrt(estimand === 'ATT' ? first : (first + second) / 2);
    return {
      covariate,
      before: [before[1][j], before[0][j]],
      after: [after[1][j], after[0][j]],
      standardizedMeanDifferenceBefore: standardized(before[1][j] - before[0][j], spread),
      standardizedMeanDifferenceAfter: standardized(after[1][j] - after[0][j], spread),
    };
  });
}

/** Sums and means by arm (index 0 the second arm, 1 the first), a value for each column. */
type ByArm = readonly [Float64Array, Float64Array];

function weightedMeans(design: DesignMatrix, treated: ArrayLike<number>, weights: ArrayLike<number>): ByArm {
  // Column 0 is all ones: its sum is the sum of the weights.
  const sums = sumByArm(design, treated, (i, x) => weights[i] * x);
  return [sums[0].map(total => total / sums[0][0]), sums[1].map(total => total / sums[1][0])];
}

function columnVariances(design: DesignMatrix, treated: ArrayLike<number>, means: ByArm): ByArm {
  const counts = sumByArm(design, treated, (_, x) => x);
  const squares = sumByArm(design, treated, (i, x, j) => (x - means[treated[i] === 1 ? 1 : 0][j]) ** 2);
  return [
    squares[0].map(total => total / (counts[0][0] - 1)),
    squares[1].map(total => total / (counts[1][0] - 1)),
  ];
}

/** Sums over rows in blocks of 4,096, the blocks added in order. */
function sumByArm(
  { rows, columns, values }: DesignMatrix,
  treated: ArrayLike<number>,
  term: (i: number, x: number, j: number) => number,
): ByArm {
  const totals = [new Float64Array(columns), new Float64Array(columns)] as const;
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    const block = [new Float64Array(columns), new Float64Array(columns)] as const;
    for (let i = from; i < to; i++) {
      const own = block[treated[i] === 1 ? 1 : 0];
      for (let j = 0; j < columns; j++) own[j] += term(i, values[i * columns + j], j);
    }
    for (const arm of [0, 1]) for (let j = 0; j < columns; j++) totals[arm][j] += block[arm][j];
  }
  return totals;
}

function standardized(difference: number, spread: number): number {
  if (spread > 0) return difference / spread;
  return Math.abs(difference) < 1e-12 ? 0 : Math.sign(difference) * Number.MAX_VALUE;
}

/** The largest absolute standardised mean difference after weighting; 0 for a table without rows. */
export function worstImbalance(table: readonly BalanceRow[]): number {
  return table.reduce((worst, row) => Math.max(worst, Math.abs(row.standardizedMeanDifferenceAfter)), 0);
}
