import { BLOCK } from '@throughcare/numerics';
import type { SparseDesign } from './sparse-design.ts';

/** X b: the linear predictor of every row under the coefficients `b`, one for each column of the design matrix. */
export function linearPredictor(design: SparseDesign, b: Float64Array): Float64Array {
  const { rows, columns, order, indicators, starts, ones, measured } = design;
  const width = columns - indicators;
  const own = Float64Array.from(order, j => b[j]);
  const product = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let eta = 0;
    for (let a = starts[i]; a < starts[i + 1]; a++) eta += own[ones[a]];
    for (let k = 0; k < width; k++) eta += own[indicators + k] * measured[i * width + k];
    product[i] = eta;
  }
  return product;
}

/** X'v: for each column the sum over rows of its value times the row's `v`; in blocks of 4,096, added in order. */
export function crossProduct(design: SparseDesign, v: Float64Array): Float64Array {
  const { rows, columns, order, indicators, starts, ones, measured } = design;
  const width = columns - indicators;
  const product = new Float64Array(columns);
  const block = new Float64Array(columns);
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    block.fill(0);
    for (let i = from; i < to; i++) {
      for (let a = starts[i]; a < starts[i + 1]; a++) block[ones[a]] += v[i];
      for (let k = 0; k < width; k++) block[indicators + k] += measured[i * width + k] * v[i];
    }
    for (let j = 0; j < columns; j++) product[order[j]] += block[j];
  }
  return product;
}
