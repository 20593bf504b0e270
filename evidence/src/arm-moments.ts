import { BLOCK } from '@throughcare/numerics';
import type { DesignMatrix } from './design-matrix.ts';

/** Means and variances of every column of a design in one arm, with weights. */
export interface ArmMoments {
  readonly means: Float64Array;
  /**
   * sum w (x - mean)^2 / sum w, divided by 1 - sum w^2 / (sum w)^2, as R's cov.wt has it: with equal weights the
   * sample variance. 0 where fewer than two people have weight.
   */
  readonly variances: Float64Array;
}

/** The second arm's and the first's moments, summed over rows in blocks of 4,096 added in order. */
export function armMoments(
  design: DesignMatrix,
  treated: ArrayLike<number>,
  weights: ArrayLike<number>,
): [ArmMoments, ArmMoments] {
  const { columns } = design;
  const total = [0, 0];
  const squared = [0, 0];
  for (let i = 0; i < design.rows; i++) {
    const arm = treated[i] === 1 ? 1 : 0;
    total[arm] += weights[i];
    squared[arm] += weights[i] * weights[i];
  }
  for (const arm of [0, 1]) {
    if (total[arm] > 0) continue;
    throw new RangeError(
      `Nobody of the ${arm === 1 ? 'first' : 'second'} arm has any weight; there is nothing to compare.`,
    );
  }
  const means = sumByArm(design, treated, weights);
  for (let j = 0; j < 2 * columns; j++) means[j] /= total[j < columns ? 0 : 1];
  const variances = sumByArm(design, treated, weights, means);
  for (const arm of [0, 1]) {
    const freedom = total[arm] - squared[arm] / total[arm];
    for (let j = arm * columns; j < (arm + 1) * columns; j++) {
      variances[j] = freedom > 1e-12 * total[arm] ? variances[j] / freedom : 0;
    }
  }
  const of = (arm: 0 | 1): ArmMoments => ({
    means: means.subarray(arm * columns, (arm + 1) * columns),
    variances: variances.subarray(arm * columns, (arm + 1) * columns),
  });
  return [of(0), of(1)];
}

/** Weighted sums of the columns, or of their squared distances from `means`: the second arm's, then the first's. */
function sumByArm(
  { rows, columns, values }: DesignMatrix,
  treated: ArrayLike<number>,
  weights: ArrayLike<number>,
  means?: Float64Array,
): Float64Array {
  const totals = new Float64Array(2 * columns);
  const block = new Float64Array(2 * columns);
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    block.fill(0);
    for (let i = from; i < to; i++) {
      const w = weights[i];
      if (w === 0) continue;
      const own = treated[i] === 1 ? columns : 0;
      const row = i * columns;
      if (means) {
        for (let j = 0; j < columns; j++) block[own + j] += w * (values[row + j] - means[own + j]) ** 2;
      } else {
        for (let j = 0; j < columns; j++) block[own + j] += w * values[row + j];
      }
    }
    for (let j = 0; j < 2 * columns; j++) totals[j] += block[j];
  }
  return totals;
}
