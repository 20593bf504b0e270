import { argsort } from '@throughcare/numerics';
import type { EntryData } from './survival-data.ts';

/** What happens at each distinct time, weighted if the data is. */
export interface EventCounts {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** Rows of each time go up to this position. */
  readonly ends: Int32Array;
}

/** Rows by rising time, and where they have starts, their positions by rising start. */
export interface TimeOrdered extends EntryData {
  readonly time: Float64Array;
  readonly event: Float64Array;
  readonly weights: Float64Array | undefined;
  readonly start: Float64Array | undefined;
  readonly cluster: Float64Array | undefined;
  readonly byStart: Int32Array | undefined;
}

/** The rows that `order` names, in its order, which is by rising time. */
export function takeInOrder(data: EntryData, order: Int32Array): TimeOrdered {
  const take = (values: ArrayLike<number>): Float64Array => {
    const taken = new Float64Array(order.length);
    for (let at = 0; at < order.length; at++) taken[at] = values[order[at]];
    return taken;
  };
  const start = data.start && take(data.start);
  return {
    time: take(data.time),
    event: take(data.event),
    weights: data.weights && take(data.weights),
    start,
    cluster: data.cluster && take(data.cluster),
    byStart: start && argsort(start),
  };
}

/** Counts at each distinct time. */
export function countsOf({ time, event, weights, start, byStart }: TimeOrdered): EventCounts {
  const count = time.length;
  const ends = new Int32Array(count);
  const times = new Float64Array(count);
  let points = 0;
  for (let i = 0; i < count; i++) {
    if (points === 0 || time[i] !== times[points - 1]) times[points++] = time[i];
    ends[points - 1] = i + 1;
  }
  const atRisk = new Float64Array(points);
  const events = new Float64Array(points);
  const censored = new Float64Array(points);
  let left = 0;
  let late = count;
  let waiting = 0;
  for (let k = points - 1; k >= 0; k--) {
    for (let i = k > 0 ? ends[k - 1] : 0; i < ends[k]; i++) {
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
