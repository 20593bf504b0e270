import { leastShape, leastSpread, longest, mostSpread, shortest } from './limits.ts';
import { refuse } from './refuse/sentence.ts';

/**
 * A length of time, in whatever unit the network uses. `spread` is the coefficient of variation (standard
 * deviation divided by mean). `empirical` draws one of `values` as often as its weight says (all alike if none
 * are given): lengths as they were seen, or a discrete distribution.
 */
export type Duration =
  | { readonly kind: 'fixed'; readonly mean: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'gamma'; readonly mean: number; readonly spread: number }
  | { readonly kind: 'lognormal'; readonly mean: number; readonly spread: number }
  /** `shape` below 1: the longer it has lasted the longer it will; above 1 the other way. */
  | { readonly kind: 'weibull'; readonly mean: number; readonly shape: number }
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'empirical';
      readonly values: readonly number[];
      readonly weights?: readonly number[];
    };

/** The mean of a duration that `durationDraw` accepts. */
export function meanOf(duration: Duration): number {
  switch (duration.kind) {
    case 'uniform':
      return (duration.from + duration.to) / 2;
    case 'empirical': {
      const weights = weightsOf(duration);
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      return duration.values.reduce((sum, value, i) => sum + value * weights[i], 0) / all;
    }
    default:
      refuseDuration(duration);
      return duration.mean;
  }
}

/** The weight of each value of an empirical duration. */
export function weightsOf(duration: Duration & { readonly kind: 'empirical' }): readonly number[] {
  return duration.weights ?? duration.values.map(() => 1);
}

/** Whether a length of exactly 0 can be drawn. */
export function canBeNothing(duration: Duration): boolean {
  if (duration.kind === 'empirical') {
    const weights = weightsOf(duration);
    return duration.values.some((value, i) => value === 0 && weights[i] > 0);
  }
  return duration.kind === 'fixed' && duration.mean === 0;
}

/**
 * @param whose what has it, for the sentence
 * @throws RangeError with what is wrong and the mend, when nothing can be drawn from the duration
 */
export function refuseDuration(duration: Duration, whose?: string): void {
  const fault = faultOf(duration);
  if (fault !== undefined) refuse(whose === undefined ? fault : `${whose}: ${fault}`);
}

function faultOf(duration: Duration): string | undefined {
  switch (duration.kind) {
    case 'fixed':
      return duration.mean === 0 ? undefined : faultOfMean(duration, 'of 0 or more');
    case 'exponential':
      return faultOfMean(duration, 'above 0');
    case 'gamma':
    case 'lognormal': {
      const { kind, spread } = duration;
      if (!(spread >= leastSpread && spread <= mostSpread)) {
        return `spread was ${spread}; a ${kind} duration needs a spread from ${leastSpread} to ${mostSpread}, or use fixed.`;
      }
      return faultOfMean(duration, 'above 0');
    }
    case 'weibull': {
      const { shape } = duration;
      if (!(shape >= leastShape && shape < Infinity)) {
        return `shape was ${shape}; a weibull duration needs a shape of ${leastShape} or more.`;
      }
      return faultOfMean(duration, 'above 0');
    }
    case 'uniform': {
      const { from, to } = duration;
      return from >= 0 && to > from && to >= shortest && to <= longest
        ? undefined
        : `A uniform duration was from ${from} to ${to}; it needs 0 or more, and an end above its beginning.`;
    }
    case 'empirical':
      return faultOfValues(duration);
    default: {
      const { kind } = duration as { readonly kind: unknown };
      return `A duration was ${String(kind)}; write fixed, exponential, gamma, lognormal, weibull, uniform or empirical.`;
    }
  }
}

function faultOfMean(
  { kind, mean }: Duration & { readonly mean: number },
  wanted: string,
): string | undefined {
  return mean >= shortest && mean <= longest
    ? undefined
    : `mean was ${mean}; a ${kind} duration needs a mean ${wanted}, and no more than ${longest}.`;
}

function faultOfValues(duration: Duration & { readonly kind: 'empirical' }): string | undefined {
  const { values, weights } = duration;
  if (values.length === 0) return 'An empirical duration has no values; give it at least one.';
  if (weights !== undefined && weights.length !== values.length) {
    return `An empirical duration has ${values.length} values and ${weights.length} weights; give as many.`;
  }
  const isMeasure = (value: number): boolean => value === 0 || (value >= shortest && value <= longest);
  const value = values.find(each => !isMeasure(each));
  if (value !== undefined) return `A value was ${value}; a length needs 0 or more.`;
  const weight = weights?.find(each => !isMeasure(each));
  if (weight !== undefined) return `A weight was ${weight}; it needs 0 or more.`;
  return weights?.every(each => each === 0) ? 'All weights were 0; one needs to be above.' : undefined;
}
