import type { Risk } from '../../engine/risk.ts';
import { daysBetween } from '../day.ts';
import type { HazardText } from '../risk-schema.ts';
import { conditionsOf } from './condition.ts';
import type { Compiling, Values } from './values.ts';

/** The hazard that gives the shares within their times, and whose clock it goes by. */
export function hazardOf(
  compiling: Compiling,
  text: HazardText,
): Pick<Risk, 'hazard' | 'clock'> & Partial<Pick<Risk, 'ratios'>> {
  const { scenario, values } = compiling;
  const { later, steps, ratios } = text;
  const first = rateOf(text, values);
  const hazard = [{ from: 0, rate: first }];
  let from = values[text.within];
  for (const row of later ?? []) {
    hazard.push({ from, rate: rateOf(row, values) });
    from += values[row.within];
  }
  for (const step of steps ?? []) {
    const at = daysBetween(scenario.begins, step.from);
    const rate = first * values[step.times];
    // What changed before the plan begins is so from its first day.
    if (at <= 0) hazard[0] = { from: 0, rate };
    else hazard.push({ from: at, rate });
  }
  return {
    hazard,
    clock: later?.length ? 'at risk' : 'date',
    ...(ratios?.length
      ? {
          ratios: ratios.map(({ when, ratio }) => ({
            when: conditionsOf(compiling, when),
            ratio: values[ratio],
          })),
        }
      : {}),
  };
}

/** The constant hazard that gives the share within the time: 1 - exp(-rate x within) = share. */
function rateOf(risk: { readonly share: string; readonly within: string }, values: Values): number {
  return -Math.log1p(-values[risk.share]) / values[risk.within];
}
