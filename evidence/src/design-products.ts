import { BLOCK } from '@throughcare/numerics';
import type { DesignMatrix } from './design-matrix.ts';

/** X b: the linear predictor of every row under the coefficients `b`, one for each column. */
export function linearPredictor({ rows, columns, values }: DesignMatrix, b: Float64Array): Float64Array {
  const product = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    let eta = 0;
    for (let j = 0; j < columns; j++) eta += values[at++] * b[j];
    product[i] = eta;
  }
  return product;
}

/** X'v: for each column the sum over rows of its value times the row's `v`; in blocks of 4,096, added in order. */
export function crossProduct({ rows, columns, values }: DesignMatrix, v: Float64Array): Float64Array {
  const product = new Float64Array(columns);
  const block = new Float64Array(columns);
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    block.fill(0);
    for (let i = from, at = from * columns; i < to; i++) {
      for (let j = 0; j < columns; j++) block[j] += values[at++] * v[i];
    }
    for (let j = 0; j < columns; j++) product[j] += block[j];
  }
  return product;
}
