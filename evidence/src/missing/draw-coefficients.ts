import type { Cholesky, RandomStream } from '@throughcare/numerics';

/** The luck of a model's parameters, and of each person. */
export interface Luck {
  readonly model: RandomStream;
  readonly of: (row: number) => RandomStream;
}

/** Coefficients drawn from the normal distribution around an estimate; `factor` is of its covariance. */
export function drawAround(
  estimate: Float64Array,
  { size, lower, scale }: Cholesky,
  luck: RandomStream,
): Float64Array {
  const drawn = Float64Array.from({ length: size }, () => luck.normal());
  return Float64Array.from(estimate, (value, i) => {
    // The factor is of the covariance scaled to a unit diagonal; a column without variance stays where it is.
    if (scale[i] === 0) return value;
    let sum = 0;
    for (let k = 0; k <= i; k++) sum += lower[i * size + k] * drawn[k];
    return value + sum / scale[i];
  });
}
