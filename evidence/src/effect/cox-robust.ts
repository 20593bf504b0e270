import { cholesky, weightedSquare } from '@throughcare/numerics';
import { sandwiched } from '../regression/sandwiched.ts';
import { clusterNumbers } from './cluster-squares.ts';
import type { CoxLikelihood } from './cox-likelihood.ts';
import type { CoxOrder } from './cox-order.ts';
import { scoreResiduals } from './cox-residuals.ts';
import { quadraticForm } from './partial-likelihood.ts';

/** The sum over clusters of d d' with d the sum of a cluster's score residuals; without clusters over rows. */
export function scoreSquares(
  data: CoxOrder,
  model: CoxLikelihood,
  cluster: ArrayLike<number> | undefined,
): Float64Array {
  const residuals = scoreResiduals(data, model);
  return sumOfSquares(
    cluster === undefined ? residuals : byCluster(residuals, data.columns, data.order, cluster),
    data.columns,
  );
}

/** V (sum of d d') V: the sandwich of Lin and Wei (1989). */
export function sandwich(covariance: Float64Array, squares: Float64Array, columns: number): Float64Array {
  return sandwiched(covariance, squares, columns);
}

/** The score test with the sum of d d' at coefficients of 0 in the information's stead. */
export function robustScore(model: CoxLikelihood, squares: Float64Array, columns: number): number {
  return quadraticForm(cholesky(squares, columns), model.score);
}

/** Rows of residuals summed over the clusters that the rows of the data, `order`, belong to. */
export function byCluster(
  residuals: Float64Array,
  columns: number,
  order: ArrayLike<number>,
  cluster: ArrayLike<number>,
): Float64Array {
  const number = clusterNumbers(cluster.length, cluster);
  const clusters = number.reduce((most, k) => Math.max(most, k), -1) + 1;
  const sums = new Float64Array(clusters * columns);
  for (let at = 0; at < order.length; at++) {
    const to = number[order[at]] * columns;
    for (let j = 0; j < columns; j++) sums[to + j] += residuals[at * columns + j];
  }
  return sums;
}

/** The sum over rows of the products of their values, columns x columns. */
export function sumOfSquares(values: Float64Array, columns: number): Float64Array {
  return weightedSquare({ values, columns }, new Float64Array(values.length / columns).fill(1));
}
