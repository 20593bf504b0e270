import { BLOCK } from '@throughcare/numerics';
import type { SparseDesign } from './sparse-design.ts';

/** X b: the linear predictor of every row under the coefficients `b`, one for each column of the design matrix. */
export function linearPredictor(design: SparseDesign, b: Float64Array): Float64Array {
  const { rows, columns, order, indicators, ends, measured } = design;
  const width = columns - indicators;
  const own = Float64Array.from(order, j => b[j]);
  const ofNode = nodePredictors(design, own);
  const product = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let eta = ofNode[ends[i]];
    for (let k = 0; k < width; k++) eta += own[indicators + k] * measured[i * width + k];
    product[i] = eta;
  }
  return product;
}

/** What the indicators on the way to each node add to the linear predictor; `own` by the new numbers of columns. */
export function nodePredictors({ above, adds }: SparseDesign, own: Float64Array): Float64Array {
  const ofNode = new Float64Array(above.length);
  for (let node = 1; node < above.length; node++) ofNode[node] = ofNode[above[node]] + own[adds[node]];
  return ofNode;
}

/** X'v: for each column the sum over rows of its value times the row's `v`; in blocks of 4,096, added in order. */
export function crossProduct(design: SparseDesign, v: Float64Array): Float64Array {
  const { rows, columns, order, indicators, ends, above, adds, measured } = design;
  const width = columns - indicators;
  const product = new Float64Array(columns);
  const block = new Float64Array(columns);
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    block.fill(0);
    for (let i = from; i < to; i++) {
      for (let node = ends[i]; node !== 0; node = above[node]) block[adds[node]] += v[i];
      for (let k = 0; k < width; k++) block[indicators + k] += measured[i * width + k] * v[i];
    }
    for (let j = 0; j < columns; j++) product[order[j]] += block[j];
  }
  return product;
}
