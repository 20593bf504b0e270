import { argsort } from '@throughcare/numerics';
import { checkCompeting } from './competing-data.ts';
import type { CompetingData } from './competing-data.ts';
import { martingaleErrors } from './incidence-errors.ts';
import { normalReach, probabilityLimits } from './interval-scale.ts';
import type { IntervalKind } from './interval-scale.ts';
import { tieNearTimes } from './near-times.ts';
import { strataOf } from './strata-of.ts';
import { checkLengths, groupSizes } from './survival-data.ts';

export { checkCompeting } from './competing-data.ts';
export type { CompetingData } from './competing-data.ts';

/** One point for each distinct time in the data. */
export interface CumulativeIncidence {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly censored: Float64Array;
  /** The share without any event. */
  readonly free: Shares;
  /** By rising number of the cause. */
  readonly causes: readonly CauseShares[];
  readonly standardErrorName: 'infinitesimal jackknife';
}

/** The share of people in one state at each time. */
export interface Shares {
  readonly share: Float64Array;
  readonly standardError: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export interface CauseShares extends Shares {
  readonly cause: number;
  readonly events: Float64Array;
  /** The other usual error, Aalen's of martingales, as R's cmprsk::cuminc gives it; undefined with weights. */
  readonly martingaleStandardError: Float64Array | undefined;
}

/**
 * The cumulative incidence of each cause by Aalen and Johansen (1978), with the infinitesimal jackknife standard error
 * that R's survfit gives for several states; intervals on the plain, log (usual) or log(-log) scale.
 *
 * The influence of somebody who has gone on the share with the event, once they are gone, is a + c F(t), and everybody
 * still at risk has the same: three running sums are enough for all people.
 */
export function cumulativeIncidence(
  data: CompetingData,
  interval: IntervalKind = 'log',
  level = 0.95,
): CumulativeIncidence {
  checkCompeting(data);
  const order = argsort(data.time);
  return incidenceOf(
    { ...data, time: tieNearTimes(data.time, order, undefined).time },
    order,
    interval,
    level,
  );
}

/** The incidences in each group, numbered from 0 with none empty: `cumulativeIncidence` of its people alone. */
export function cumulativeIncidenceBy(
  data: CompetingData,
  group: ArrayLike<number>,
  interval: IntervalKind = 'log',
  level = 0.95,
): CumulativeIncidence[] {
  checkCompeting(data);
  checkLengths(data.time.length, { group });
  groupSizes(group, 1, 'an incidence');
  const byTime = argsort(data.time);
  const tied = { ...data, time: tieNearTimes(data.time, byTime, undefined).time };
  return strataOf(byTime, group).map(order => incidenceOf(tied, order, interval, level));
}

function incidenceOf(
  data: CompetingData,
  order: Int32Array,
  interval: IntervalKind,
  level: number,
): CumulativeIncidence {
  const { time, cause, weights } = data;
  // Every group has every cause of the data, if only with a share of 0.
  const causes = causesOf(cause);
  const starts = distinctStarts(order, time);
  const points = starts.length;
  const weight = (i: number): number => (weights === undefined ? 1 : weights[i]);
  const array = (): Float64Array => new Float64Array(points);
  const result = {
    time: array(),
    atRisk: array(),
    censored: array(),
    free: { share: array(), standardError: array(), lower: array(), upper: array() },
  };
  const byCause = causes.map(number => ({
    cause: number,
    events: array(),
    share: array(),
    standardError: array(),
    lower: array(),
    upper: array(),
  }));
  const index = new Map(causes.map((number, c) => [number, c]));
  let left = 0;
  for (let k = points - 1; k >= 0; k--) {
    const end = k + 1 < points ? starts[k + 1] : order.length;
    for (let position = starts[k]; position < end; position++) {
      const i = order[position];
      left += weight(i);
      const c = index.get(cause[i]);
      if (c === undefined) result.censored[k] += weight(i);
      else byCause[c].events[k] += weight(i);
    }
    result.time[k] = time[order[starts[k]]];
    result.atRisk[k] = left;
  }

  const z = normalReach(level);
  const influence = causes.map(() => ({ aa: 0, ac: 0, cc: 0, present: 0 }));
  let free = 1;
  // Of everybody still at risk, and of those gone, on the share free of any event: c times that share.
  let presentFree = 0;
  let presentSquares = 0;
  for (let i = 0; i < order.length; i++) presentSquares += weight(i) ** 2;
  let goneFree = 0;
  const share = causes.map(() => 0);
  for (let k = 0; k < points; k++) {
    const n = result.atRisk[k];
    const hazards = byCause.map(one => one.events[k] / n);
    const hazard = hazards.reduce((total, h) => total + h, 0);
    const before = { free, presentFree, present: influence.map(one => one.present) };
    // Adding a little weight to somebody at risk takes from each hazard (its own share less whether they had it) / n.
    free = hazard >= 1 - 1e-12 ? 0 : before.free * (1 - hazard);
    presentFree = before.presentFree * (1 - hazard) + (before.free * hazard) / n;
    influence.forEach((one, c) => {
      share[c] += before.free * hazards[c];
      one.present = before.present[c] + before.presentFree * hazards[c] - (before.free * hazards[c]) / n;
    });
    const end = k + 1 < points ? starts[k + 1] : order.length;
    for (let position = starts[k]; position < end; position++) {
      const i = order[position];
      const w2 = weight(i) ** 2;
      const own = index.get(cause[i]);
      const ownFree = presentFree - (own === undefined ? 0 : before.free / n);
      // Kept as multiples of the share that is left, with which they shrink.
      const c = free > 0 ? ownFree / free : 0;
      goneFree += w2 * c * c;
      presentSquares -= w2;
      influence.forEach((one, j) => {
        const here = one.present + (own === j ? before.free / n : 0);
        const a = here - c * share[j];
        one.aa += w2 * a * a;
        one.ac += w2 * a * c;
        one.cc += w2 * c * c;
      });
    }
    const present = Math.max(presentSquares, 0);
    result.free.share[k] = free;
    const freeError = free === 0 ? 0 : Math.sqrt(goneFree * free * free + present * presentFree ** 2);
    result.free.standardError[k] = freeError;
    [result.free.lower[k], result.free.upper[k]] = limits(free, freeError, z, interval);
    byCause.forEach((one, j) => {
      const { aa, ac, cc, present: still } = influence[j];
      const variance = aa + 2 * share[j] * ac + share[j] ** 2 * cc + present * still ** 2;
      const error = Math.sqrt(Math.max(variance, 0));
      one.share[k] = share[j];
      one.standardError[k] = error;
      [one.lower[k], one.upper[k]] = limits(share[j], error, z, interval);
    });
  }
  const whole = weights === undefined;
  return {
    ...result,
    causes: byCause.map((one, j) => ({
      ...one,
      martingaleStandardError: whole ? martingaleErrors(result.atRisk, byCause, j) : undefined,
    })),
    standardErrorName: 'infinitesimal jackknife',
  };
}

function causesOf(cause: ArrayLike<number>): number[] {
  const seen = new Set<number>();
  for (let i = 0; i < cause.length; i++) if (cause[i] > 0) seen.add(cause[i]);
  return [...seen].sort((a, b) => a - b);
}

function limits(share: number, error: number, z: number, interval: IntervalKind): readonly [number, number] {
  if (share <= 0 || share >= 1 || error === 0) return [share, share];
  return probabilityLimits(share, error, z, interval);
}

function distinctStarts(order: Int32Array, time: ArrayLike<number>): number[] {
  const starts: number[] = [];
  order.forEach((i, position) => {
    if (position === 0 || time[i] !== time[order[position - 1]]) starts.push(position);
  });
  return starts;
}
