import { BLOCK } from '@throughcare/numerics';
import type { SparseDesign } from './sparse-design.ts';

/** A logistic model at one set of coefficients. */
export interface LogisticLikelihood {
  readonly deviance: number;
  /** X'(y - p), by column of the design matrix. */
  readonly gradient: Float64Array;
  /** X'WX with W = p(1 - p): the lower triangle, row after row; the rest is 0. */
  readonly information: Float64Array;
}

/**
 * Evaluates the model with log odds X beta and writes the probability of every row into `scores`. Sums over rows are
 * made in blocks of 4,096, the blocks added in order.
 *
 * @param happened 1 or 0 for each row
 * @param beta by column of the design matrix
 */
export function logisticLikelihood(
  design: SparseDesign,
  happened: Uint8Array,
  beta: Float64Array,
  scores: Float64Array,
): LogisticLikelihood {
  const { rows, columns, order } = design;
  const reordered = Float64Array.from(order, j => beta[j]);
  const gradient = new Float64Array(columns);
  const information = new Float64Array(columns * columns);
  const block: Block = {
    weights: new Float64Array(BLOCK),
    residuals: new Float64Array(BLOCK),
    gradient: new Float64Array(columns),
    information: new Float64Array(columns * columns),
  };
  let deviance = 0;
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    deviance += predict(design, happened, reordered, from, to, scores, block);
    addProducts(design, from, to, block);
    for (let j = 0; j < columns; j++) gradient[j] += block.gradient[j];
    for (let k = 0; k < information.length; k++) information[k] += block.information[k];
  }
  return {
    deviance,
    gradient: inOrder(gradient, order),
    information: triangleInOrder(information, order),
  };
}

/** Of one block of rows: p(1 - p) and y - p of each, and the sums. */
interface Block {
  readonly weights: Float64Array;
  readonly residuals: Float64Array;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

/** Factors between 1 and 2 that can be multiplied without harm before their logarithm is taken. */
const FACTORS = 64;

/** Fills `scores` and the block's weights and residuals; gives the block's deviance. */
function predict(
  { columns, indicators, starts, ones, measured }: SparseDesign,
  happened: Uint8Array,
  beta: Float64Array,
  from: number,
  to: number,
  scores: Float64Array,
  { weights, residuals }: Block,
): number {
  const width = columns - indicators;
  // -log p(y) is log(1 + exp(-|eta|)), the logarithms below, plus max(eta, 0) - y eta.
  let logs = 0;
  let linear = 0;
  let product = 1;
  for (let i = from; i < to; i++) {
    let eta = 0;
    const last = starts[i + 1];
    for (let a = starts[i]; a < last; a++) eta += beta[ones[a]];
    for (let k = 0; k < width; k++) eta += beta[indicators + k] * measured[i * width + k];
    const small = Math.exp(-Math.abs(eta));
    const likelier = 1 / (1 + small);
    const score = eta >= 0 ? likelier : small * likelier;
    const y = happened[i];
    scores[i] = score;
    weights[i - from] = small * likelier * likelier;
    residuals[i - from] = y - score;
    linear += Math.max(eta, 0) - y * eta;
    product *= 1 + small;
    if (i % FACTORS === 0) {
      logs += Math.log(product);
      product = 1;
    }
  }
  return 2 * (logs + Math.log(product) + linear);
}

/** Fills the block's gradient and the lower triangle of its information, by the new numbers of columns. */
function addProducts(
  { columns, indicators, starts, ones, measured }: SparseDesign,
  from: number,
  to: number,
  { weights, residuals, gradient, information }: Block,
): void {
  const width = columns - indicators;
  gradient.fill(0);
  information.fill(0);
  for (let i = from; i < to; i++) {
    const weight = weights[i - from];
    const residual = residuals[i - from];
    const first = starts[i];
    const last = starts[i + 1];
    for (let a = first; a < last; a++) {
      const j = ones[a];
      gradient[j] += residual;
      for (let c = first; c <= a; c++) information[j * columns + ones[c]] += weight;
    }
    const row = i * width;
    for (let k = 0; k < width; k++) {
      const x = measured[row + k];
      const weighted = weight * x;
      const at = (indicators + k) * columns;
      gradient[indicators + k] += residual * x;
      for (let c = first; c < last; c++) information[at + ones[c]] += weighted;
      for (let c = 0; c <= k; c++) information[at + indicators + c] += weighted * measured[row + c];
    }
  }
}

/** Back from the new numbers of columns to the design matrix's. */
function inOrder(values: Float64Array, order: Int32Array): Float64Array {
  const back = new Float64Array(order.length);
  for (let k = 0; k < order.length; k++) back[order[k]] = values[k];
  return back;
}

function triangleInOrder(lower: Float64Array, order: Int32Array): Float64Array {
  const size = order.length;
  const back = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let m = 0; m <= k; m++) {
      const row = Math.max(order[k], order[m]);
      back[row * size + Math.min(order[k], order[m])] = lower[k * size + m];
    }
  }
  return back;
}
