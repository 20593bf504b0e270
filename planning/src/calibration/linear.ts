import { cholesky, choleskySolve } from '@throughcare/numerics';

/** A linear map from inputs to outputs, about the middle of what it was fitted to. */
export interface LinearMap {
  readonly middle: readonly number[];
  /** One row of weights an output. */
  readonly weights: readonly Float64Array[];
  readonly at: readonly number[];
}

/** Sums that every fit to the same rows shares. */
interface Moments {
  readonly middle: readonly number[];
  readonly at: readonly number[];
  /** Inputs by inputs; the upper triangle is not filled. */
  readonly squares: Float64Array;
  readonly products: readonly Float64Array[];
}

/** Means, squares and products of weighted rows. */
export function momentsOf(
  inputs: readonly ArrayLike<number>[],
  outputs: readonly ArrayLike<number>[],
  weights: readonly number[],
): Moments {
  const size = inputs[0].length;
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (rows: readonly ArrayLike<number>[], i: number): number =>
    rows.reduce((sum, row, k) => sum + weights[k] * row[i], 0) / all;
  const middle = Array.from({ length: size }, (_, i) => meanOf(inputs, i));
  const at = Array.from({ length: outputs[0].length }, (_, i) => meanOf(outputs, i));
  const squares = new Float64Array(size * size);
  const products = at.map(() => new Float64Array(size));
  const away = new Float64Array(size);
  inputs.forEach((row, k) => {
    for (let i = 0; i < size; i++) away[i] = row[i] - middle[i];
    for (let i = 0; i < size; i++) {
      const one = weights[k] * away[i];
      for (let j = 0; j <= i; j++) squares[i * size + j] += one * away[j];
      for (let o = 0; o < at.length; o++) products[o][i] += one * (outputs[k][o] - at[o]);
    }
  });
  return { middle, at, squares, products };
}

/**
 * Least squares of every output on the inputs, shrunk by `ridge` (a share of each input's own sum of squares): Hoerl
 * and Kennard 1970.
 */
export function fitLinear({ middle, at, squares, products }: Moments, ridge: number): LinearMap {
  const size = middle.length;
  const held = squares.slice();
  for (let i = 0; i < size; i++) held[i * size + i] *= 1 + ridge;
  const factor = cholesky(held, size);
  return { middle, weights: products.map(product => choleskySolve(factor, product)), at };
}

/** What the map gives for one row of inputs. */
export function applyLinear({ middle, weights, at }: LinearMap, row: ArrayLike<number>): number[] {
  return weights.map((own, o) => own.reduce((sum, weight, i) => sum + weight * (row[i] - middle[i]), at[o]));
}
