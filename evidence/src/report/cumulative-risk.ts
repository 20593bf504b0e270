import { kaplanMeier } from '../effect/kaplan-meier.ts';
import type { PairData } from '../study/pair-data.ts';
import type { Headline } from './headline.ts';

/**
 * The weighted share with a detected event by the end of the window in each arm, by Kaplan and Meier, with its
 * standard error by the infinitesimal jackknife (the weights taken as known).
 */
export function cumulativeRisk(data: PairData, window: number): Headline {
  const [first, second] = [armRisk(data, 1, window), armRisk(data, 0, window)];
  const positive = first.risk > 0 && second.risk > 0;
  return {
    measure: 'risk difference',
    value: first.risk - second.risk,
    standardError: Math.hypot(first.standardError, second.standardError),
    means: [first.risk, second.risk],
    standardErrorName: 'infinitesimal jackknife',
    logRatio: positive ? Math.log(first.risk / second.risk) : undefined,
    logRatioStandardError: positive
      ? Math.hypot(first.standardError / first.risk, second.standardError / second.risk)
      : undefined,
    standardErrorM: undefined,
  };
}

function armRisk(data: PairData, arm: 0 | 1, window: number): { risk: number; standardError: number } {
  const { time, event, weights } = armTimes(data, arm);
  const curve = kaplanMeier({ time, event, weights });
  const last = curve.time.findLastIndex(day => day <= window);
  return last === -1
    ? { risk: 0, standardError: 0 }
    : { risk: 1 - curve.survival[last], standardError: curve.standardError[last] };
}

/** Times, events and weights of the people of one arm who are in the comparison. */
export function armTimes(
  { treated, weights, time, event }: PairData,
  arm: 0 | 1,
): { time: Float64Array; event: Uint8Array; weights: Float64Array } {
  if (time === undefined) throw new Error('this outcome has no times');
  let count = 0;
  for (let i = 0; i < treated.length; i++) if (treated[i] === arm && weights[i] > 0) count++;
  const own = {
    time: new Float64Array(count),
    event: new Uint8Array(count),
    weights: new Float64Array(count),
  };
  for (let i = 0, at = 0; i < treated.length; i++) {
    if (treated[i] !== arm || weights[i] === 0) continue;
    own.time[at] = time[i];
    own.event[at] = event[i];
    own.weights[at++] = weights[i];
  }
  return own;
}
