import { argsort, normalQuantile } from '@throughcare/numerics';

/** Time to an event: `time` from time zero, `event` 1 if it happened then and 0 if the person was last seen then. */
export interface SurvivalData {
  readonly time: ArrayLike<number>;
  readonly event: ArrayLike<number>;
  /** Balancing weights; left out, everybody counts as one. */
  readonly weights?: ArrayLike<number>;
}

/** With delayed entry: each row is at risk in (start, time]. */
export interface EntryData extends SurvivalData {
  readonly start?: ArrayLike<number> | undefined;
}

export type IntervalKind = 'plain' | 'log' | 'log-log';

/** One point for each distinct time in the data; arrays of one length. Counts are weighted if the data is. */
export interface SurvivalCurve {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  readonly survival: Float64Array;
  /** Standard error of `survival`. */
  readonly standardError: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Kaplan and Meier's estimate (1958). Without weights the variance is Greenwood's; with weights it is the
 * infinitesimal jackknife, person by person (R's `survfit(robust = TRUE)`), because Greenwood's would take a
 * weight for a number of people. Intervals are on the plain, log or log(-log) scale of survival, kept within 0
 * and 1. At a survival of 0 the log scales have no interval: it then runs from 0 to the last upper limit.
 *
 * @throws RangeError for a time that is negative or not finite, an event other than 0 or 1, a negative weight
 */
export function kaplanMeier(
  data: EntryData,
  interval: IntervalKind = 'log-log',
  level = 0.95,
): SurvivalCurve {
  checkSurvival(data);
  const { time, event, weights, start } = data;
  if (start !== undefined && weights !== undefined) {
    throw new RangeError(
      'Delayed entry (start) and weights together have no standard error here; leave one out.',
    );
  }
  const count = time.length;
  const order = argsort(time);
  const weight = (i: number): number => (weights === undefined ? 1 : weights[i]);

  const times: number[] = [];
  const starts: number[] = [];
  order.forEach((i, position) => {
    if (position === 0 || time[i] !== time[order[position - 1]]) {
      times.push(time[i]);
      starts.push(position);
    }
  });
  const points = times.length;
  const result = {
    time: Float64Array.from(times),
    atRisk: new Float64Array(points),
    events: new Float64Array(points),
    censored: new Float64Array(points),
    survival: new Float64Array(points),
    standardError: new Float64Array(points),
    lower: new Float64Array(points),
    upper: new Float64Array(points),
  };
  let left = 0;
  for (let k = points - 1; k >= 0; k--) {
    const end = k + 1 < points ? starts[k + 1] : count;
    for (let position = starts[k]; position < end; position++) {
      const i = order[position];
      result[event[i] === 1 ? 'events' : 'censored'][k] += weight(i);
    }
    left += result.events[k] + result.censored[k];
    result.atRisk[k] = left;
  }
  if (start !== undefined) takeOutLateEntries(result, start);

  // The jackknife needs, for each time, the sum over people of the square of
  // w (own event term - hazard sums up to the earlier of that time and their own). People still at risk share
  // one hazard sum, those gone keep theirs, so two running totals of w^2 are enough.
  const z = normalQuantile((1 + level) / 2);
  let survival = 1;
  let hazard = 0;
  let greenwood = 0;
  let goneSquares = 0;
  let presentSquares = 0;
  for (let i = 0; i < count; i++) presentSquares += weight(i) ** 2;
  let lastUpper = 1;
  for (let k = 0; k < points; k++) {
    const n = result.atRisk[k];
    const d = result.events[k];
    // At a time without events nothing moves; with delayed entry nobody may be at risk then.
    if (d > 0) {
      survival = n === d ? 0 : survival * (1 - d / n);
      greenwood += d / (n * (n - d));
    }
    const step = 1 / (n - d);
    if (d > 0) hazard += (d / n) * step;
    const end = k + 1 < points ? starts[k + 1] : count;
    for (let position = starts[k]; position < end; position++) {
      const i = order[position];
      const own = (event[i] === 1 ? step : 0) - hazard;
      goneSquares += (weight(i) * own) ** 2;
      presentSquares -= weight(i) ** 2;
    }
    const relativeVariance =
      weights === undefined ? greenwood : goneSquares + Math.max(presentSquares, 0) * hazard ** 2;
    const relative = survival === 0 ? 0 : Math.sqrt(relativeVariance);
    const [lower, upper] = survival === 0 ? [0, lastUpper] : limits(survival, relative, z, interval);
    lastUpper = upper;
    result.survival[k] = survival;
    result.standardError[k] = survival * relative;
    result.lower[k] = lower;
    result.upper[k] = upper;
  }
  return result;
}

/** Who starts at a time or after it is not at risk at it yet. */
function takeOutLateEntries({ time, atRisk }: SurvivalCurve, start: ArrayLike<number>): void {
  const entries = argsort(start);
  let late = entries.length - 1;
  let waiting = 0;
  for (let k = time.length - 1; k >= 0; k--) {
    for (; late >= 0 && start[entries[late]] >= time[k]; late--) waiting++;
    atRisk[k] -= waiting;
  }
}

function limits(
  survival: number,
  relative: number,
  z: number,
  interval: IntervalKind,
): readonly [number, number] {
  if (survival === 1) return [1, 1];
  switch (interval) {
    case 'plain':
      return [Math.max(0, survival * (1 - z * relative)), Math.min(1, survival * (1 + z * relative))];
    case 'log':
      return [survival * Math.exp(-z * relative), Math.min(1, survival * Math.exp(z * relative))];
    case 'log-log': {
      const reach = (z * relative) / Math.log(survival);
      return [survival ** Math.exp(-reach), survival ** Math.exp(reach)];
    }
  }
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

/** Refuses survival data that no estimator could read, naming the row. */
export function checkSurvival({ time, event, weights }: SurvivalData): void {
  if (time.length === 0)
    throw new RangeError('There is nobody in the data; a survival estimate needs people.');
  if (event.length !== time.length || (weights !== undefined && weights.length !== time.length)) {
    throw new RangeError('time, event and weights must have one value for each person.');
  }
  for (let i = 0; i < time.length; i++) {
    if (!(time[i] >= 0 && time[i] < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`time is ${time[i]} in row ${i}; it must be a number from 0 on.`);
    }
    if (event[i] !== 0 && event[i] !== 1)
      throw new RangeError(`event is ${event[i]} in row ${i}; it must be 0 or 1.`);
    if (weights !== undefined && !(weights[i] >= 0 && weights[i] < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`weight is ${weights[i]} in row ${i}; it must be a number from 0 on.`);
    }
  }
}
