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
 * for each of several sets of weights. A column of 0 and 1 differs by the difference of its shares, as mean and most.
 *
 * @param values one for each row, finite
 * @param treated 1 for the first arm, 0 for the second
 * @param weightings one weight for each row in each; every arm has some weight
 */
export function ecdfDistances(
  values: Float64Array,
  treated: ArrayLike<number>,
  weightings: readonly ArrayLike<number>[],
): EcdfDistance[] {
  const { groupOf, groups } = distinct(values);
  return weightings.map(weights => {
    const steps = [new Float64Array(groups), new Float64Array(groups)];
    for (let i = 0; i < values.length; i++) steps[treated[i] === 1 ? 1 : 0][groupOf[i]] += weights[i];
    const totals = steps.map(step => step.reduce((sum, weight) => sum + weight, 0));
    let [below0, below1, most, sum] = [0, 0, 0, 0];
    for (let g = 0; g < groups; g++) {
      below0 += steps[0][g];
      below1 += steps[1][g];
      // At the last value both are 1, whatever the rounding.
      const apart = g === groups - 1 ? 0 : Math.abs(below1 / totals[1] - below0 / totals[0]);
      most = Math.max(most, apart);
      sum += apart;
    }
    return { most, mean: isShare(values) ? most : sum / groups };
  });
}

function isShare(values: Float64Array): boolean {
  return values.every(value => value === 0 || value === 1);
}

/** The place of each value among the distinct ones from small to large. */
function distinct(values: Float64Array): { groupOf: Int32Array; groups: number } {
  const [least, greatest] = range(values);
  if (greatest - least < FEW && values.every(Number.isInteger)) return counted(values, least, greatest);
  const order = argsort(values);
  const groupOf = new Int32Array(values.length);
  let groups = 0;
  for (let k = 0; k < order.length; k++) {
    if (k === 0 || values[order[k]] !== values[order[k - 1]]) groups++;
    groupOf[order[k]] = groups - 1;
  }
  return { groupOf, groups };
}

function counted(values: Float64Array, least: number, greatest: number) {
  const group = new Int32Array(greatest - least + 1);
  for (const value of values) group[value - least] = 1;
  let groups = 0;
  for (let v = 0; v < group.length; v++) if (group[v] === 1) group[v] = groups++;
  const groupOf = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) groupOf[i] = group[values[i] - least];
  return { groupOf, groups };
}

function range(values: Float64Array): [number, number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}
