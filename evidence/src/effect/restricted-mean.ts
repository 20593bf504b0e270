import { argsort, normalCdf } from '@throughcare/numerics';
import { kaplanMeier } from './kaplan-meier.ts';
import type { SurvivalCurve, SurvivalData } from './kaplan-meier.ts';
import { normalInterval } from './proportion.ts';
import type { Interval } from './proportion.ts';

/** Mean time without the event, of the first `tau` units of time. */
export interface RestrictedMean {
  readonly tau: number;
  readonly mean: number;
  readonly standardError: number;
  readonly interval: Interval;
}

/**
 * Restricted mean survival time: the area under the Kaplan-Meier curve up to `tau` (Irwin 1949; Royston and Parmar
 * 2013). Standard error by Greenwood's formula without weights, by the infinitesimal jackknife with them.
 *
 * @throws RangeError for a tau that is not above 0, or beyond the last time when that one is censored
 */
export function restrictedMean(data: SurvivalData, tau: number, level = 0.95): RestrictedMean {
  const curve = kaplanMeier(data);
  const last = curve.time.length - 1;
  if (!(tau > 0 && Number.isFinite(tau))) throw new RangeError(`tau was ${tau}; it must be a time above 0.`);
  if (tau > curve.time[last] && curve.survival[last] > 0) {
    throw new RangeError(
      `tau was ${tau}, and nobody is followed beyond ${curve.time[last]}; give a tau up to that.`,
    );
  }
  const mean = areaUnder(curve, 0, tau);
  const standardError = Math.sqrt(
    data.weights === undefined ? greenwood(curve, tau) : jackknife(data, curve, tau),
  );
  return { tau, mean, standardError, interval: normalInterval(mean, standardError, level) };
}

export interface RestrictedMeanDifference {
  readonly difference: number;
  readonly standardError: number;
  readonly interval: Interval;
  readonly p: number;
}

/** First less second; the arms are independent. */
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
  return { difference, standardError, interval: normalInterval(difference, standardError, level), p };
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

/** The sum over people of the square of how far the area moves with their weight. */
function jackknife({ time, event, weights }: SurvivalData, curve: SurvivalCurve, tau: number): number {
  const areas = areasAfter(curve, tau);
  const order = argsort(time);
  let variance = 0;
  let hazard = 0;
  // What the hazard up to each time has taken from the area, for somebody still at risk.
  let taken = 0;
  let position = 0;
  for (let k = 0; k < areas.length && curve.time[k] < tau; k++) {
    const [n, d] = [curve.atRisk[k], curve.events[k]];
    const step = n > d ? 1 / (n - d) : 0;
    const jump = (d / n) * step;
    hazard += jump;
    taken += jump * areas[k];
    for (; position < order.length && time[order[position]] === curve.time[k]; position++) {
      const i = order[position];
      const own = (event[i] === 1 ? step * areas[k] : 0) - taken;
      variance += ((weights?.[i] ?? 1) * own) ** 2;
    }
  }
  for (; position < order.length; position++) variance += ((weights?.[order[position]] ?? 1) * taken) ** 2;
  return variance;
}
