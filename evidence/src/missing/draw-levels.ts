import type { DesignMatrix } from '../design-matrix.ts';
import { takeRows } from '../design-matrix.ts';
import { centredDesign, uncentredCoefficients } from '../regression/centred-design.ts';
import { logitRows } from '../regression/logit.ts';
import { maximise } from '../regression/maximise.ts';
import type { Luck } from './draw-coefficients.ts';
import type { Working } from './working.ts';

/**
 * A penalty in units of the predictors' spread, enough to keep coefficients finite where a level is told without error;
 * far less than one person's worth.
 */
export const RIDGE = 0.1;

/** The filled codes of a category, and the design's columns that follow from others. */
export interface DrawnCategory {
  readonly codes: Int32Array;
  readonly dependent: readonly number[];
}

/**
 * Fills the gaps of a category of three or more levels from a multinomial logit, fitted as one logit of each level
 * against the commonest (Begg and Gray 1984). Its coefficients are drawn by fitting it to people who count as often as
 * the Bayesian bootstrap says (Rubin 1981), so that what the logits share by their common level is drawn with them.
 */
export function drawLevels(
  design: DesignMatrix,
  { codes, labels, gaps, known }: Extract<Working, { kind: 'category' }>,
  luck: Luck,
): DrawnCategory {
  const { columns, values } = design;
  const weights = new Float64Array(design.rows);
  for (const row of known) weights[row] = luck.of(row).exponential();
  let dependent: readonly number[] = [];
  const coefficients = Array.from({ length: labels.length - 1 }, (_, k) => {
    const two = known.filter(row => codes[row] === 0 || codes[row] === k + 1);
    const fit = weightedLogit(
      takeRows(design, two),
      Uint8Array.from(two, row => Number(codes[row] === k + 1)),
      Float64Array.from(two, row => weights[row]),
    );
    if (k === 0) dependent = fit.dependent;
    return fit.coefficients;
  });
  const filled = codes.slice();
  const share = new Float64Array(labels.length);
  for (const row of gaps) {
    // Odds against the commonest level, whose own is 1; the largest is taken off so that none overflows.
    share[0] = 0;
    let largest = 0;
    coefficients.forEach((own, k) => {
      let eta = 0;
      for (let j = 0; j < columns; j++) eta += own[j] * values[row * columns + j];
      share[k + 1] = eta;
      largest = Math.max(largest, eta);
    });
    let total = 0;
    for (let level = 0; level < share.length; level++)
      total += share[level] = Math.exp(share[level] - largest);
    let left = luck.of(row).uniform() * total;
    let level = 0;
    while (level < share.length - 1 && left >= share[level]) left -= share[level++];
    filled[row] = level;
  }
  return { codes: filled, dependent };
}

function weightedLogit(
  design: DesignMatrix,
  is: Uint8Array,
  weights: Float64Array,
): { readonly coefficients: Float64Array; readonly dependent: readonly number[] } {
  const { rows, columns, values } = design;
  const centred = centredDesign(design);
  const penalty = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let j = 1; j < columns; j++) penalty[j] += (values[row * columns + j] - centred.centre[j]) ** 2;
  }
  for (let j = 1; j < columns; j++) penalty[j] *= RIDGE / (rows - 1);
  const start = new Float64Array(columns);
  const model = logitRows(is, new Float64Array(rows), weights);
  const fit = maximise(centred, model, start, penalty);
  return { coefficients: uncentredCoefficients(fit.coefficients, centred.centre), dependent: fit.dependent };
}
