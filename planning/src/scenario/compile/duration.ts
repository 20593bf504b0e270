import type { Duration } from '../../engine/duration.ts';
import type { DataText, LengthsText } from '../data-schema.ts';
import type { DurationText } from '../stage-schema.ts';
import { units } from '../unit.ts';
import type { Compiling } from './values.ts';

export function durationOf({ scenario, values }: Compiling, text: DurationText): Duration {
  if ('fixed' in text) return { kind: 'fixed', mean: values[text.fixed] };
  if ('empirical' in text) return empirical(scenario.data![text.empirical]);
  if ('exponential' in text) return { kind: 'exponential', mean: values[text.exponential.mean] };
  if ('weibull' in text) {
    return { kind: 'weibull', mean: values[text.weibull.mean], shape: values[text.weibull.shape] };
  }
  if ('uniform' in text) {
    return { kind: 'uniform', from: values[text.uniform.from], to: values[text.uniform.to] };
  }
  const [kind, of] =
    'gamma' in text ? (['gamma', text.gamma] as const) : (['lognormal', text.lognormal] as const);
  return { kind, mean: values[of.mean], spread: values[of.spread] };
}

function empirical(row: DataText): Duration {
  // The check has refused counts here.
  const { lengths, weights, unit } = row as LengthsText;
  return {
    kind: 'empirical',
    values: lengths.map(length => length * units[unit].size),
    ...(weights ? { weights } : {}),
  };
}
