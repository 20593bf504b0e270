import { cholesky } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { takeRows } from '../design-matrix.ts';
import { fitPropensity } from '../propensity.ts';
import { drawAround } from './draw-coefficients.ts';
import type { Luck } from './draw-number.ts';
import type { Variable } from './variable.ts';

/** Enough to keep coefficients finite where a level is told without error; far less than one person's worth. */
const RIDGE = 0.1;

/**
 * Fills the gaps of a category by logistic models whose coefficients are drawn: whether it is the first level, and if
 * not, whether it is the second, and so on (a sequential logit; of two levels, the usual Bayesian logistic model). A
 * level that nobody has is never imputed.
 */
export function drawCategory(
  design: DesignMatrix,
  { codes, levels }: Extract<Variable, { kind: 'category' }>,
  gaps: Int32Array,
  luck: Luck,
): Int32Array {
  const filled = codes.slice();
  const present = Array.from({ length: levels }, (_, level) => level).filter(level => codes.includes(level));
  let open = gaps;
  const luckOf = new Map(Array.from(gaps, row => [row, luck.of(row)]));
  present.forEach((level, k) => {
    if (k === present.length - 1) {
      for (const row of open) filled[row] = level;
      return;
    }
    const later = new Set(present.slice(k));
    const known = Int32Array.from({ length: design.rows }, (_, row) => row).filter(row =>
      later.has(codes[row]),
    );
    const is = Uint8Array.from(known, row => (codes[row] === level ? 1 : 0));
    const fit = fitPropensity(takeRows(design, known), is, { ridge: RIDGE });
    const drawn = drawAround(fit.coefficients, cholesky(fit.covariance, design.columns), luck.model);
    open = open.filter(row => {
      let eta = 0;
      for (let j = 0; j < design.columns; j++) eta += drawn[j] * design.values[row * design.columns + j];
      const chosen = luckOf.get(row)?.chance(1 / (1 + Math.exp(-eta))) ?? false;
      if (chosen) filled[row] = level;
      return !chosen;
    });
  });
  return filled;
}
