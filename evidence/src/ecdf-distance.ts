import { argsort } from '@throughcare/numerics';

/** How far the cumulative distributions of a covariate in two arms are apart. */
export interface EcdfDistance {
  /** The Kolmogorov-Smirnov statistic: the largest distance. */
  readonly most: number;
  /** The mean of the distances at every value that somebody of either arm has, weight or none. */
  readonly mean: number;
}

/** Whole numbers of a smaller spread than this are counted rather than sorted. */
const FEW = 1 << 16;

/**
 * Distances between the weighted empirical distribution functions of the two arms (Ho, Imai, King and Stuart 2011),
 * for each of several sets of weights.
 *
 * @param values one for each row, finite
 * @param treated 1 for the first arm, 0 for the second
 * @param weightings one weight for each row in each, or undefined where everybody counts as 1; every arm has some weight
 */
export function ecdfDistances(
  values: Float64Array,
  treated: ArrayLike<number>,
  weightings: readonly (ArrayLike<number> | undefined)[],
): EcdfDistance[] {
  const [least, greatest] = range(values);
  const isCounted = greatest - least < FEW && values.every(Number.isInteger);
  const steps = isCounted
    ? weightings.map(weights => countedSteps(values, [least, greatest], treated, weights))
    : sortedSteps(values, argsort(values), treated, weightings);
  return steps.map(distancesOf);
}

/** The weight of the second arm and of the first at each distinct value, from small to large. */
interface Steps {
  readonly second: Float64Array;
  readonly first: Float64Array;
  readonly values: number;
}

function distancesOf({ second, first, values }: Steps): EcdfDistance {
  let [total0, total1] = [0, 0];
  for (let v = 0; v < values; v++) {
    total0 += second[v];
    total1 += first[v];
  }
  let [below0, below1, most, sum] = [0, 0, 0, 0];
  // At the last value both are 1, whatever the rounding.
  for (let v = 0; v + 1 < values; v++) {
    below0 += second[v];
    below1 += first[v];
    const apart = Math.abs(below1 / total1 - below0 / total0);
    if (apart > most) most = apart;
    sum += apart;
  }
  return { most, mean: sum / values };
}

function sortedSteps(
  values: Float64Array,
  order: Int32Array,
  treated: ArrayLike<number>,
  weightings: readonly (ArrayLike<number> | undefined)[],
): Steps[] {
  // Which distinct value each row in order has, and below 0 (as its complement) for the first arm's.
  const place = new Int32Array(order.length);
  let at = -1;
  let before = Number.NaN;
  for (let k = 0; k < order.length; k++) {
    const row = order[k];
    const value = values[row];
    if (value !== before) {
      at++;
      before = value;
    }
    place[k] = treated[row] === 1 ? ~at : at;
  }
  return weightings.map(weights => {
    const second = new Float64Array(at + 1);
    const first = new Float64Array(at + 1);
    for (let k = 0; k < order.length; k++) {
      const own = place[k];
      const weight = weights ? weights[order[k]] : 1;
      if (own < 0) first[~own] += weight;
      else second[own] += weight;
    }
    return { second, first, values: at + 1 };
  });
}

function countedSteps(
  values: Float64Array,
  [least, greatest]: readonly [number, number],
  treated: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): Steps {
  const size = greatest - least + 1;
  const second = new Float64Array(size);
  const first = new Float64Array(size);
  const somebody = new Uint8Array(size);
  for (let i = 0; i < values.length; i++) {
    const at = values[i] - least;
    somebody[at] = 1;
    const weight = weights ? weights[i] : 1;
    if (treated[i] === 1) first[at] += weight;
    else second[at] += weight;
  }
  let distinct = 0;
  for (let at = 0; at < size; at++) {
    if (somebody[at] === 0) continue;
    second[distinct] = second[at];
    first[distinct++] = first[at];
  }
  return { second, first, values: distinct };
}

function range(values: Float64Array): [number, number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}
