import { argsort } from '@throughcare/numerics';
import { countsOf, takeInOrder } from './event-counts.ts';
import type { TimeOrdered } from './event-counts.ts';
import { curveJackknife } from './curve-jackknife.ts';
import { normalReach, probabilityLimits } from './interval-scale.ts';
import type { IntervalKind } from './interval-scale.ts';
import { tieNearTimes } from './near-times.ts';
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
  const order = argsort(data.time);
  const tied = { ...data, ...tieNearTimes(data.time, order, data.start) };
  return curveOf(takeInOrder(tied, order), interval, level);
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
  const byTime = argsort(data.time);
  const tied = { ...data, ...tieNearTimes(data.time, byTime, data.start) };
  return split(byTime, group, sizes).map(order => curveOf(takeInOrder(tied, order), interval, level));
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

function curveOf(data: TimeOrdered, interval: IntervalKind, level: number): SurvivalCurve {
  const robust = data.weights !== undefined || data.cluster !== undefined;
  const found = countsOf(data);
  const { ends: _, ...counts } = found;
  const points = counts.time.length;
  const survival = new Float64Array(points);
  const variance = robust
    ? curveJackknife(data, found, (n, d) => (nobodyLeft(n, d) ? 0 : 1 / (n - d)))
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
