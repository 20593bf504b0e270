import { cholesky, choleskyInverse, choleskySolve } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';

/** A straight-line model fitted by (weighted) least squares. */
export interface LeastSquares {
  readonly design: DesignMatrix;
  /** One a row; undefined when everybody counts as one. */
  readonly weights: Float64Array | undefined;
  /** One a column; 0 for a column that follows from others. */
  readonly coefficients: Float64Array;
  readonly residuals: Float64Array;
  /** (X'WX)^-1, `columns` x `columns`; rows and columns of dependent columns are 0. */
  readonly inverse: Float64Array;
  /** Rows less independent columns. */
  readonly degreesOfFreedom: number;
  readonly dependent: readonly number[];
}

/**
 * Minimises the (weighted) sum of squares by the normal equations, scaled to a unit diagonal; one step of iterative
 * refinement makes up for what they lose. Far-off columns (years, days) should be centred first.
 *
 * @param outcome one finite number a row
 * @throws RangeError for lengths that differ, a value that is not finite, a negative weight, or no more rows than columns
 */
export function leastSquares(
  design: DesignMatrix,
  outcome: ArrayLike<number>,
  weights?: Float64Array,
): LeastSquares {
  const { rows, columns, values } = design;
  if (outcome.length !== rows || (weights !== undefined && weights.length !== rows)) {
    throw new RangeError(
      `outcome has ${outcome.length} values and weights ${weights?.length ?? 'none'}; the design has ${rows} rows, and each needs one.`,
    );
  }
  const gram = new Float64Array(columns * columns);
  let used = 0;
  for (let i = 0; i < rows; i++) {
    const weight = weights?.[i] ?? 1;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`weight is ${weight} in row ${i}; it must be a number from 0 on.`);
    }
    if (!Number.isFinite(outcome[i])) {
      throw new RangeError(`outcome is ${outcome[i]} in row ${i}; it must be a finite number.`);
    }
    if (weight > 0) used++;
    const at = i * columns;
    for (let j = 0; j < columns; j++) {
      const scaled = weight * values[at + j];
      if (scaled === 0) continue;
      for (let k = 0; k <= j; k++) gram[j * columns + k] += scaled * values[at + k];
    }
  }
  const factor = cholesky(gram, columns);
  const degreesOfFreedom = used - (columns - factor.dependent.length);
  if (degreesOfFreedom <= 0) {
    throw new RangeError(
      `${used} rows for ${columns} columns: a fit needs more rows than columns. Use fewer columns or more rows.`,
    );
  }
  const coefficients = new Float64Array(columns);
  const residuals = Float64Array.from(outcome);
  for (let pass = 0; pass < 2; pass++) {
    const step = choleskySolve(factor, weightedCross(design, residuals, weights));
    for (let j = 0; j < columns; j++) coefficients[j] += step[j];
    for (let i = 0; i < rows; i++) {
      let fitted = 0;
      for (let j = 0; j < columns; j++) fitted += coefficients[j] * values[i * columns + j];
      residuals[i] = outcome[i] - fitted;
    }
  }
  return {
    design,
    weights,
    coefficients,
    residuals,
    inverse: choleskyInverse(factor),
    degreesOfFreedom,
    dependent: factor.dependent,
  };
}

function weightedCross(
  { rows, columns, values }: DesignMatrix,
  residuals: Float64Array,
  weights: Float64Array | undefined,
): Float64Array {
  const cross = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    const scaled = (weights?.[i] ?? 1) * residuals[i];
    for (let j = 0; j < columns; j++) cross[j] += scaled * values[i * columns + j];
  }
  return cross;
}
