import { argsort } from '@throughcare/numerics';
import { clusterNumbers, clusterSquares } from './cluster-squares.ts';
import { normalReach, probabilityLimits } from './interval-scale.ts';
import type { IntervalKind } from './interval-scale.ts';
import { checkSurvival, groupSizes } from './survival-data.ts';
import type { EntryData, SurvivalData } from './survival-data.ts';

export { checkSurvival } from './survival-data.ts';
export type { IntervalKind } from './interval-scale.ts';
export type { EntryData, SurvivalData } from './survival-data.ts';

/** One point for each distinct time in the data; arrays of one length. Counts are weighted if the data is. */
export interface SurvivalCurve {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  readonly survival: Float64Array;
  /** Standard error of `survival`, by the formula that `standardErrorName` names. */
  readonly standardError: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly standardErrorName: 'Greenwood' | 'infinitesimal jackknife';
}

/**
 * Kaplan and Meier's estimate (1958). Without weights and clusters the variance is Greenwood's; with either it is the
 * infinitesimal jackknife, cluster by cluster (R's `survfit(robust = TRUE)`), because Greenwood's would take a
 * weight for a number of people. Intervals are on the plain, log or log(-log) scale of survival, kept within 0
 * and 1. At a survival of 0 the log scales have no interval: it then runs from 0 to the last upper limit.
 *
 * @throws RangeError for a time that is negative or not finite, an event other than 0 or 1, a negative weight, an
 *   interval that starts when it stops or later
 */
export function kaplanMeier(
  data: EntryData,
  interval: IntervalKind = 'log-log',
  level = 0.95,
): SurvivalCurve {
  checkSurvival(data);
  const byStart = data.start && argsort(data.start);
  return curveOf(data, argsort(data.time), byStart, interval, level);
}

/** The curve of each group, numbered from 0 with none empty: `kaplanMeier` of its people alone, sorted together once. */
export function kaplanMeierBy(
  data: EntryData,
  group: ArrayLike<number>,
  interval: IntervalKind = 'log-log',
  level = 0.95,
): SurvivalCurve[] {
  checkSurvival(data);
  if (group.length !== data.time.length) {
    throw new RangeError(
      `group has ${group.length} values and time ${data.time.length}; they must be as many.`,
    );
  }
  const sizes = groupSizes(group, 1, 'a survival estimate');
  const orders = split(argsort(data.time), group, sizes);
  const byStart = data.start && split(argsort(data.start), group, sizes);
  return orders.map((order, g) => curveOf(data, order, byStart?.[g], interval, level));
}

/** The rows of each group in the order given. */
function split(order: Int32Array, group: ArrayLike<number>, sizes: readonly number[]): Int32Array[] {
  const parts = sizes.map(size => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  for (const i of order) {
    const g = group[i];
    parts[g][filled[g]++] = i;
  }
  return parts;
}

function curveOf(
  data: EntryData,
  order: Int32Array,
  byStart: Int32Array | undefined,
  interval: IntervalKind,
  level: number,
): SurvivalCurve {
  const robust = data.weights !== undefined || data.cluster !== undefined;
  const { ends, ...counts } = countsOf(data, order, byStart);
  const points = counts.time.length;
  const survival = new Float64Array(points);
  const variance = robust
    ? jackknife(data, order, byStart, ends, counts)
    : greenwood(counts.atRisk, counts.events);
  const standardError = new Float64Array(points);
  const lower = new Float64Array(points);
  const upper = new Float64Array(points);
  const z = normalReach(level);
  let last = 1;
  let limits: readonly [number, number] = [1, 1];
  for (let k = 0; k < points; k++) {
    const [n, d] = [counts.atRisk[k], counts.events[k]];
    // At a time without events nothing moves; with delayed entry nobody may be at risk then.
    if (d > 0) last = nobodyLeft(n, d) ? 0 : last * (1 - d / n);
    const error = last === 0 ? 0 : last * Math.sqrt(variance[k]);
    if (d > 0) limits = last === 0 ? [0, limits[1]] : probabilityLimits(last, error, z, interval);
    survival[k] = last;
    standardError[k] = error;
    [lower[k], upper[k]] = limits;
  }
  const standardErrorName = robust ? 'infinitesimal jackknife' : 'Greenwood';
  return { ...counts, survival, standardError, lower, upper, standardErrorName };
}

interface Counts {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
}

/** Counts at each distinct time of the rows of `order`, which go up to position `ends[k]` of it. */
function countsOf(
  { time, event, weights, start }: EntryData,
  order: Int32Array,
  byStart: Int32Array | undefined,
): Counts & { ends: Int32Array } {
  const count = order.length;
  const ends = new Int32Array(count);
  const times = new Float64Array(count);
  let points = 0;
  for (let position = 0; position < count; position++) {
    const here = time[order[position]];
    if (points === 0 || here !== times[points - 1]) times[points++] = here;
    ends[points - 1] = position + 1;
  }
  const atRisk = new Float64Array(points);
  const events = new Float64Array(points);
  const censored = new Float64Array(points);
  let left = 0;
  let late = byStart === undefined ? 0 : byStart.length;
  let waiting = 0;
  for (let k = points - 1; k >= 0; k--) {
    for (let position = k > 0 ? ends[k - 1] : 0; position < ends[k]; position++) {
      const i = order[position];
      const weight = weights === undefined ? 1 : weights[i];
      if (event[i] === 1) events[k] += weight;
      else censored[k] += weight;
    }
    left += events[k] + censored[k];
    // Who starts at a time or after it is not at risk at it yet.
    if (byStart !== undefined && start !== undefined) {
      for (; late > 0 && start[byStart[late - 1]] >= times[k]; late--) {
        waiting += weights === undefined ? 1 : weights[byStart[late - 1]];
      }
    }
    atRisk[k] = left - waiting;
  }
  return { time: times.slice(0, points), atRisk, events, censored, ends: ends.subarray(0, points) };
}

/** Whether all at risk have the event: sums of weights may miss one another by rounding. */
function nobodyLeft(atRisk: number, events: number): boolean {
  return atRisk - events <= 1e-12 * atRisk;
}

/** The variance of survival relative to its square, by Greenwood (1926). */
function greenwood(atRisk: Float64Array, events: Float64Array): Float64Array {
  let total = 0;
  return atRisk.map((n, k) => {
    if (events[k] > 0 && n > events[k]) total += events[k] / (n * (n - events[k]));
    return total;
  });
}

/**
 * The same by the infinitesimal jackknife: a row of weight w adds w (own event over those left - hazard while it was at
 * risk), summed over its cluster and squared.
 */
function jackknife(
  { event, weights, cluster, time, start }: EntryData,
  order: Int32Array,
  byStart: Int32Array | undefined,
  ends: Int32Array,
  { atRisk, events, time: times }: Counts,
): Float64Array {
  const number = clusterNumbers(time.length, cluster);
  const squares = clusterSquares(time.length);
  const weight = (i: number): number => (weights === undefined ? 1 : weights[i]);
  const variance = new Float64Array(times.length);
  let hazard = 0;
  let entered = 0;
  if (byStart === undefined) for (const i of order) squares.enter(number[i], weight(i), 0);
  for (let k = 0; k < times.length; k++) {
    if (byStart !== undefined && start !== undefined) {
      for (; entered < byStart.length && start[byStart[entered]] < times[k]; entered++) {
        squares.enter(number[byStart[entered]], weight(byStart[entered]), hazard);
      }
    }
    const [n, d] = [atRisk[k], events[k]];
    const step = d > 0 && !nobodyLeft(n, d) ? 1 / (n - d) : 0;
    if (d > 0) hazard += (d / n) * step;
    for (let position = k > 0 ? ends[k - 1] : 0; position < ends[k]; position++) {
      const i = order[position];
      squares.leave(number[i], weight(i), event[i] === 1 ? step : 0, hazard);
    }
    variance[k] = squares.sum(hazard);
  }
  return variance;
}

/** How many (weighted) people are still followed at each of `at`: those whose own time is no earlier. */
export function numbersAtRisk(data: SurvivalData, at: readonly number[]): number[] {
  return at.map(moment => {
    let left = 0;
    for (let i = 0; i < data.time.length; i++) {
      if (data.time[i] >= moment) left += data.weights === undefined ? 1 : data.weights[i];
    }
    return left;
  });
}
