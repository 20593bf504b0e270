import type { PairData } from '../study/pair-data.ts';
import { armCurve, armTimes } from './arm-curve.ts';
import type { Headline } from './headline.ts';

/**
 * The weighted share with a detected event by the end of the window in each arm (by Aalen and Johansen where something else can come first), with its
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
  const curve = armCurve(armTimes(data, arm));
  const last = curve.time.findLastIndex(day => day <= window);
  return last === -1
    ? { risk: 0, standardError: 0 }
    : { risk: 1 - curve.undetected[last], standardError: curve.standardError[last] };
}
