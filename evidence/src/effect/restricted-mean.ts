import { normalCdf } from '@throughcare/numerics';
import { clusterNumbers } from './cluster-squares.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import type { EntryData, SurvivalCurve } from './kaplan-meier.ts';
import { normalInterval } from './proportion.ts';
import type { Interval } from './proportion.ts';

/** Mean time without the event, of the first `tau` units of time. */
export interface RestrictedMean {
  readonly tau: number;
  readonly mean: number;
  readonly standardError: number;
  readonly standardErrorName: SurvivalCurve['standardErrorName'];
  readonly interval: Interval;
}

/**
 * Restricted mean survival time: the area under the Kaplan-Meier curve up to `tau` (Irwin 1949; Royston and Parmar
 * 2013). Standard error by Greenwood's formula, as survRM2; with weights or clusters by the infinitesimal jackknife.
 *
 * @throws RangeError for a tau that is not above 0, or beyond the last time when that one is censored
 */
export function restrictedMean(data: EntryData, tau: number, level = 0.95): RestrictedMean {
  const curve = kaplanMeier(data, 'log-log', level);
  const last = curve.time.length - 1;
  if (!(tau > 0 && Number.isFinite(tau))) throw new RangeError(`tau was ${tau}; it must be a time above 0.`);
  if (tau > curve.time[last] && curve.survival[last] > 0) {
    throw new RangeError(
      `tau was ${tau}, and nobody is followed beyond ${curve.time[last]}; give a tau up to that.`,
    );
  }
  const mean = areaUnder(curve, 0, tau);
  const { standardErrorName } = curve;
  const standardError = Math.sqrt(
    standardErrorName === 'Greenwood' ? greenwood(curve, tau) : jackknife(data, curve, tau),
  );
  return {
    tau,
    mean,
    standardError,
    standardErrorName,
    interval: normalInterval(mean, standardError, level),
  };
}

export interface RestrictedMeanDifference {
  readonly difference: number;
  readonly standardError: number;
  readonly interval: Interval;
  readonly p: number;
  /** First over second with its interval, and the standard error of its logarithm; undefined where a mean is 0. */
  readonly ratio:
    { readonly value: number; readonly logStandardError: number; readonly interval: Interval } | undefined;
}

/** First less second, and first over second by the delta method on the log scale; the arms are independent. */
export function restrictedMeanDifference(
  first: RestrictedMean,
  second: RestrictedMean,
  level = 0.95,
): RestrictedMeanDifference {
  if (first.tau !== second.tau) {
    throw new RangeError(`The means run to ${first.tau} and to ${second.tau}; compare them up to one time.`);
  }
  const difference = first.mean - second.mean;
  const standardError = Math.hypot(first.standardError, second.standardError);
  const p = standardError > 0 ? 2 * normalCdf(-Math.abs(difference) / standardError) : 1;
  const interval = normalInterval(difference, standardError, level);
  return { difference, standardError, interval, p, ratio: ratioOf(first, second, level) };
}

function ratioOf(
  first: RestrictedMean,
  second: RestrictedMean,
  level: number,
): RestrictedMeanDifference['ratio'] {
  if (!(first.mean > 0 && second.mean > 0)) return undefined;
  const value = first.mean / second.mean;
  const logStandardError = Math.hypot(first.standardError / first.mean, second.standardError / second.mean);
  const { lower, upper } = normalInterval(Math.log(value), logStandardError, level);
  return { value, logStandardError, interval: { lower: Math.exp(lower), upper: Math.exp(upper), level } };
}

/** The area under a curve between two times. */
function areaUnder({ time, survival }: SurvivalCurve, from: number, to: number): number {
  let area = 0;
  let height = 1;
  let at = from;
  for (let k = 0; k < time.length && time[k] < to; k++) {
    if (time[k] > at) {
      area += height * (time[k] - at);
      at = time[k];
    }
    height = survival[k];
  }
  return area + height * (to - at);
}

/** The area left after each of the curve's times, up to tau. */
function areasAfter({ time, survival }: SurvivalCurve, tau: number): Float64Array {
  const areas = new Float64Array(time.length);
  let area = 0;
  let next = tau;
  for (let k = time.length - 1; k >= 0; k--) {
    if (time[k] >= tau) continue;
    area += survival[k] * (next - time[k]);
    areas[k] = area;
    next = time[k];
  }
  return areas;
}

function greenwood(curve: SurvivalCurve, tau: number): number {
  const areas = areasAfter(curve, tau);
  let variance = 0;
  for (let k = 0; k < areas.length; k++) {
    const [n, d] = [curve.atRisk[k], curve.events[k]];
    // Where nobody is left, no area is left either.
    if (areas[k] > 0 && d > 0) variance += (areas[k] ** 2 * d) / (n * (n - d));
  }
  return variance;
}

/** The sum over clusters of the square of how far the area moves with their weight. */
function jackknife(data: EntryData, curve: SurvivalCurve, tau: number): number {
  const { time, event, weights, start, cluster } = data;
  const areas = areasAfter(curve, tau);
  const points = areas.length;
  // What the hazard up to each time has taken from the area, for somebody at risk all along.
  const taken = new Float64Array(points + 1);
  const step = new Float64Array(points);
  for (let k = 0; k < points; k++) {
    const [n, d] = [curve.atRisk[k], curve.events[k]];
    // Where nobody is left, no area is left either.
    step[k] = d > 0 && areas[k] > 0 ? areas[k] / (n - d) : 0;
    taken[k + 1] = taken[k] + (d > 0 ? (d / n) * step[k] : 0);
  }
  const number = clusterNumbers(time.length, cluster);
  const influence = new Float64Array(time.length);
  for (let i = 0; i < time.length; i++) {
    const last = countUpTo(curve.time, time[i]);
    const first = start === undefined ? 0 : countUpTo(curve.time, start[i]);
    const own = event[i] === 1 ? step[last - 1] : 0;
    influence[number[i]] += (weights === undefined ? 1 : weights[i]) * (own - taken[last] + taken[first]);
  }
  return influence.reduce((total, one) => total + one * one, 0);
}

/** How many of rising times are no later than a moment. */
function countUpTo(times: Float64Array, moment: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
