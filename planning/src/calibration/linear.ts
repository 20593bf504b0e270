import { cholesky, choleskySolve } from '@throughcare/numerics';

/** A linear map from inputs to outputs, about the middle of what it was fitted to. */
export interface LinearMap {
  readonly middle: Float64Array;
  /** One row of weights an output. */
  readonly weights: readonly Float64Array[];
  readonly at: Float64Array;
}

/** Sums that every fit to the same rows shares. */
interface Moments {
  readonly middle: Float64Array;
  readonly at: Float64Array;
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
  const middle = meansOf(inputs, weights);
  const at = meansOf(outputs, weights);
  const squares = new Float64Array(size * size);
  const products = Array.from(at, () => new Float64Array(size));
  const away = new Float64Array(size);
  const off = new Float64Array(at.length);
  // Most of a calibration is spent here and in `applyLinear`: plain loops over typed rows take a third of what closures do.
  for (let k = 0; k < inputs.length; k++) {
    for (let i = 0; i < size; i++) away[i] = inputs[k][i] - middle[i];
    for (let o = 0; o < off.length; o++) off[o] = outputs[k][o] - at[o];
    for (let i = 0; i < size; i++) {
      const one = weights[k] * away[i];
      const row = i * size;
      for (let j = 0; j <= i; j++) squares[row + j] += one * away[j];
      for (let o = 0; o < off.length; o++) products[o][i] += one * off[o];
    }
  }
  return { middle, at, squares, products };
}

/** The weighted mean of each column. */
function meansOf(rows: readonly ArrayLike<number>[], weights: readonly number[]): Float64Array {
  const means = new Float64Array(rows[0].length);
  let all = 0;
  for (let k = 0; k < rows.length; k++) {
    all += weights[k];
    for (let i = 0; i < means.length; i++) means[i] += weights[k] * rows[k][i];
  }
  return means.map(sum => sum / all);
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
  const away = new Float64Array(middle.length);
  for (let i = 0; i < away.length; i++) away[i] = row[i] - middle[i];
  return weights.map((own, o) => {
    let sum = at[o];
    for (let i = 0; i < away.length; i++) sum += own[i] * away[i];
    return sum;
  });
}
