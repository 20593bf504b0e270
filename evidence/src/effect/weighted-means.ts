import { BLOCK } from '@throughcare/numerics';

/** Two arms with weights and an outcome, a value for each row. */
export interface WeightedArms {
  /** 1 for the first arm, 0 for the second. */
  readonly treated: ArrayLike<number>;
  readonly outcome: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
  /** Time at risk, above 0: the means are then rates, events over time. Without it everybody counts 1. */
  readonly exposure?: ArrayLike<number>;
}

export interface WeightedMeans {
  /** Weighted means (rates) of the first and the second arm. */
  readonly means: readonly [number, number];
  /** Sums of weights (times exposure) of the first and the second arm. */
  readonly totals: readonly [number, number];
  /** (y - m t) / total of each row's own arm: times its weight, how much the row moves the mean. */
  readonly residuals: Float64Array;
}

/**
 * Self-normalised (Hajek) weighted means of both arms, or rates where there is an exposure.
 *
 * @throws RangeError for lengths that differ, values that are not finite, weights below 0, an exposure that is not
 *   above 0, and an arm that weighs nothing
 */
export function weightedMeans({ treated, outcome, weights, exposure }: WeightedArms): WeightedMeans {
  const rows = treated.length;
  requireRows('outcome', outcome, rows);
  requireRows('weights', weights, rows, 0);
  if (exposure) requireRows('exposure', exposure, rows, Number.MIN_VALUE);
  const [w0, w1] = sumsByArm(treated, exposure ? i => weights[i] * exposure[i] : i => weights[i]);
  for (const [arm, total] of [
    ['first', w1],
    ['second', w0],
  ] as const) {
    if (total > 0) continue;
    throw new RangeError(`Nobody in the ${arm} arm has a weight above 0; a comparison needs people in both.`);
  }
  const [y0, y1] = sumsByArm(treated, i => weights[i] * outcome[i]);
  const [m0, m1] = [y0 / w0, y1 / w1];
  const residuals = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const time = exposure ? exposure[i] : 1;
    residuals[i] = treated[i] === 1 ? (outcome[i] - m1 * time) / w1 : (outcome[i] - m0 * time) / w0;
  }
  return { means: [m1, m0], totals: [w1, w0], residuals };
}

const AT_LEAST = new Map([
  [0, 'at least 0'],
  [Number.MIN_VALUE, 'above 0'],
]);

function requireRows(name: string, values: ArrayLike<number>, rows: number, least?: number): void {
  if (values.length !== rows) {
    throw new RangeError(`${name} has ${values.length} values and treated ${rows}; they must be as many.`);
  }
  for (let i = 0; i < rows; i++) {
    if (Number.isFinite(values[i]) && (least === undefined || values[i] >= least)) continue;
    const allowed = least === undefined ? 'finite' : `finite and ${AT_LEAST.get(least)}`;
    throw new RangeError(`${name} is ${values[i]} in row ${i}; it must be ${allowed}.`);
  }
}

/** The sums of the second arm and of the first, in blocks of 4,096 rows, the blocks added in order. */
export function sumsByArm(treated: ArrayLike<number>, term: (i: number) => number): [number, number] {
  const sums: [number, number] = [0, 0];
  for (let from = 0; from < treated.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, treated.length);
    let second = 0;
    let first = 0;
    for (let i = from; i < to; i++) {
      if (treated[i] === 1) first += term(i);
      else second += term(i);
    }
    sums[0] += second;
    sums[1] += first;
  }
  return sums;
}
