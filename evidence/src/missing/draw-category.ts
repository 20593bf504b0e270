import { cholesky } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { takeRows } from '../design-matrix.ts';
import { fitPropensity } from '../propensity.ts';
import { drawAround } from './draw-coefficients.ts';
import type { Luck } from './draw-coefficients.ts';
import { drawLevels, RIDGE } from './draw-levels.ts';
import type { DrawnCategory } from './draw-levels.ts';
import type { Working } from './working.ts';

/**
 * Fills the gaps of a category: of two levels by a logistic model whose coefficients are drawn from their posterior
 * (Rubin 1987, p. 169), of more by a multinomial one. Where everybody has one level, so have the others.
 */
export function drawCategory(
  design: DesignMatrix,
  category: Extract<Working, { kind: 'category' }>,
  luck: Luck,
): DrawnCategory {
  const { codes, labels, gaps, known } = category;
  if (labels.length > 2) return drawLevels(design, category, luck);
  const filled = codes.slice();
  if (labels.length === 1) {
    for (const row of gaps) filled[row] = 0;
    return { codes: filled, dependent: [] };
  }
  const { columns, values } = design;
  const fit = fitPropensity(
    takeRows(design, known),
    Uint8Array.from(known, row => codes[row]),
    { ridge: RIDGE },
  );
  const drawn = drawAround(fit.coefficients, cholesky(fit.covariance, columns), luck.model);
  for (const row of gaps) {
    let eta = 0;
    for (let j = 0; j < columns; j++) eta += drawn[j] * values[row * columns + j];
    filled[row] = Number(luck.of(row).chance(1 / (1 + Math.exp(-eta))));
  }
  return { codes: filled, dependent: fit.dependent };
}
