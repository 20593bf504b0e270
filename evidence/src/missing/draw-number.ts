import { argsort, cholesky } from '@throughcare/numerics';
import type { RandomStream } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { takeRows } from '../design-matrix.ts';
import { leastSquares } from '../regression/least-squares.ts';
import { drawAround } from './draw-coefficients.ts';

export type NumberMethod = 'matching' | 'normal';

/** The luck of a model's parameters, and of each person. */
export interface Luck {
  readonly model: RandomStream;
  readonly of: (row: number) => RandomStream;
}

/** How many people with the nearest predictions a value is taken from. */
const DONORS = 5;

/**
 * Fills the gaps of a number from its regression on the predictors, whose coefficients and residual variance are drawn
 * (Rubin 1987, p. 167). `matching` gives one of the five recorded values whose predictions are nearest (Little 1988;
 * van Buuren's type 1), so nothing is imputed that nobody has.
 */
export function drawNumber(
  design: DesignMatrix,
  values: Float64Array,
  gaps: Int32Array,
  method: NumberMethod,
  luck: Luck,
): Float64Array {
  const known = Int32Array.from({ length: design.rows }, (_, row) => row).filter(
    row => !Number.isNaN(values[row]),
  );
  const fit = leastSquares(
    takeRows(design, known),
    Float64Array.from(known, row => values[row]),
  );
  const squares = fit.residuals.reduce((total, residual) => total + residual * residual, 0);
  const deviation = Math.sqrt(squares / (2 * luck.model.gamma(fit.degreesOfFreedom / 2)));
  const factor = cholesky(
    fit.inverse.map(value => value * deviation * deviation),
    design.columns,
  );
  const drawn = drawAround(fit.coefficients, factor, luck.model);
  const filled = values.slice();
  if (method === 'normal') {
    for (const row of gaps) filled[row] = predicted(design, row, drawn) + deviation * luck.of(row).normal();
    return filled;
  }
  const ofKnown = Float64Array.from(known, row => predicted(design, row, fit.coefficients));
  // Equal predictions stand in the order of their values, not of their rows.
  const byValue = argsort(Float64Array.from(known, row => values[row]));
  const order = argsort(Float64Array.from(byValue, k => ofKnown[k])).map(at => byValue[at]);
  const sorted = Float64Array.from(order, k => ofKnown[k]);
  for (const row of gaps) {
    const first = nearestRun(sorted, predicted(design, row, drawn));
    const count = Math.min(DONORS, sorted.length);
    filled[row] = values[known[order[first + luck.of(row).below(count)]]];
  }
  return filled;
}

function predicted({ columns, values }: DesignMatrix, row: number, coefficients: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) sum += values[row * columns + j] * coefficients[j];
  return sum;
}

/** Where the run of the five nearest of sorted numbers begins. */
function nearestRun(sorted: Float64Array, target: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < target) low = middle + 1;
    else high = middle;
  }
  let from = low;
  let to = low;
  while (to - from < Math.min(DONORS, sorted.length)) {
    const left = from > 0 ? target - sorted[from - 1] : Number.POSITIVE_INFINITY;
    const right = to < sorted.length ? sorted[to] - target : Number.POSITIVE_INFINITY;
    if (left <= right) from--;
    else to++;
  }
  return from;
}
