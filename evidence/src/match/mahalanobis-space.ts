import { cholesky } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import type { Line } from './line.ts';

/** People in line as points of which the plain distance is the Mahalanobis distance of their covariates. */
export interface Space {
  readonly dimensions: number;
  /** Point after point, in the line's order. */
  readonly points: Float64Array;
}

/**
 * Points z = L^-1 x, LL' the covariance of the covariates pooled within arms (Rubin 1980), so that distances are
 * sqrt((x - y)' S^-1 (x - y)). A column that follows from others counts once; which of a factor's levels was left out
 * of the design changes nothing.
 *
 * @throws RangeError when no covariate varies within either arm
 */
export function mahalanobisSpace(design: DesignMatrix, { rows, focal }: Line): Space {
  const { columns } = design;
  const dimensions = columns - 1;
  const x = new Float64Array(rows.length * dimensions);
  rows.forEach((row, place) => {
    for (let j = 0; j < dimensions; j++) x[place * dimensions + j] = design.values[row * columns + j + 1];
  });
  const means = [new Float64Array(dimensions), new Float64Array(dimensions)];
  const counts = [0, 0];
  for (let place = 0; place < rows.length; place++) {
    counts[focal[place]]++;
    for (let j = 0; j < dimensions; j++) means[focal[place]][j] += x[place * dimensions + j];
  }
  for (const arm of [0, 1]) means[arm].forEach((sum, j) => (means[arm][j] = sum / counts[arm]));
  const pooled = new Float64Array(dimensions * dimensions);
  for (let place = 0; place < rows.length; place++) {
    const mean = means[focal[place]];
    for (let j = 0; j < dimensions; j++) {
      const apart = x[place * dimensions + j] - mean[j];
      for (let k = 0; k <= j; k++)
        pooled[j * dimensions + k] += apart * (x[place * dimensions + k] - mean[k]);
    }
  }
  const freedom = Math.max(1, rows.length - 2);
  const { lower, scale, dependent } = cholesky(
    pooled.map(value => value / freedom),
    dimensions,
  );
  if (dependent.length === dimensions) {
    throw new RangeError(
      'No covariate varies among the people of either arm, so there is no Mahalanobis distance between them. Give covariates that do.',
    );
  }
  for (let place = 0; place < rows.length; place++) {
    const at = place * dimensions;
    for (let i = 0; i < dimensions; i++) {
      let value = x[at + i] * scale[i];
      for (let k = 0; k < i; k++) value -= lower[i * dimensions + k] * x[at + k];
      const pivot = lower[i * dimensions + i];
      x[at + i] = pivot === 0 ? 0 : value / pivot;
    }
  }
  return { dimensions, points: x };
}

/** The distance between two places. */
export function pointDistance({ dimensions, points }: Space, one: number, other: number): number {
  let sum = 0;
  for (let j = 0, a = one * dimensions, b = other * dimensions; j < dimensions; j++, a++, b++) {
    const apart = points[a] - points[b];
    sum += apart * apart;
  }
  return Math.sqrt(sum);
}
