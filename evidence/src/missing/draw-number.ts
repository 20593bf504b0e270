import { cholesky, sumOf } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { takeRows } from '../design-matrix.ts';
import { leastSquares } from '../regression/least-squares.ts';
import { donorsOf, donorValue } from './donors.ts';
import { drawAround } from './draw-coefficients.ts';
import type { Luck } from './draw-coefficients.ts';
import type { Working } from './working.ts';

export type NumberMethod = 'matching' | 'normal';

/**
 * Fills the gaps of a number from its regression on the predictors, whose coefficients and residual variance are drawn
 * (Rubin 1987, p. 167). `matching` gives one of the five recorded values whose predictions are nearest (Little 1988;
 * van Buuren's type 1), so nothing is imputed that nobody has.
 *
 * @returns the values, and the design's columns that follow from others
 * @throws RangeError when fewer people have the number than there are predictors
 */
export function drawNumber(
  design: DesignMatrix,
  { name, values, gaps, known }: Extract<Working, { kind: 'number' }>,
  method: NumberMethod,
  luck: Luck,
): { readonly values: Float64Array; readonly dependent: readonly number[] } {
  if (known.length <= design.columns) {
    throw new RangeError(
      `${name} is recorded for ${known.length} people, too few to tell it from ${design.columns - 1} predictors. ` +
        'Leave it out, or leave out others.',
    );
  }
  const recorded = Float64Array.from(known, row => values[row]);
  const fit = leastSquares(takeRows(design, known), recorded);
  const squares = sumOf(known.length, i => fit.residuals[i] ** 2);
  const deviation = Math.sqrt(squares / (2 * luck.model.gamma(fit.degreesOfFreedom / 2)));
  const variance = fit.inverse.map(value => value * deviation * deviation);
  const drawn = drawAround(fit.coefficients, cholesky(variance, design.columns), luck.model);
  const filled = values.slice();
  if (method === 'normal') {
    for (const row of gaps) filled[row] = predicted(design, row, drawn) + deviation * luck.of(row).normal();
    return { values: filled, dependent: fit.dependent };
  }
  const donors = donorsOf(
    Float64Array.from(known, row => predicted(design, row, fit.coefficients)),
    recorded,
  );
  for (const row of gaps) filled[row] = donorValue(donors, predicted(design, row, drawn), luck.of(row));
  return { values: filled, dependent: fit.dependent };
}

function predicted({ columns, values }: DesignMatrix, row: number, coefficients: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < columns; j++) sum += values[row * columns + j] * coefficients[j];
  return sum;
}
