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
      return duration.mean;
  }
}

/** The weight of each value of an empirical duration. */
export function weightsOf(duration: Duration & { readonly kind: 'empirical' }): readonly number[] {
  return duration.weights ?? duration.values.map(() => 1);
}

/** @throws RangeError with what is wrong and the mend, when nothing can be drawn from the duration */
export function refuseDuration(duration: Duration): void {
  const { kind } = duration;
  const say = (sentence: string): never => {
    throw new RangeError(sentence);
  };
  if (kind === 'uniform') {
    const { from, to } = duration;
    if (!(from >= 0 && to > from && to < Infinity)) {
      say(
        `A uniform duration was from ${from} to ${to}; it needs 0 or more, and an end above its beginning.`,
      );
    }
    return;
  }
  if (kind === 'empirical') {
    const { values, weights } = duration;
    if (values.length === 0) say('An empirical duration has no values; give it at least one.');
    if (weights !== undefined && weights.length !== values.length) {
      say(`An empirical duration has ${values.length} values and ${weights.length} weights; give as many.`);
    }
    for (const value of values) {
      if (!(value >= 0 && value < Infinity)) say(`A value was ${value}; a length needs 0 or more.`);
    }
    for (const weight of weights ?? []) {
      if (!(weight >= 0 && weight < Infinity)) say(`A weight was ${weight}; it needs 0 or more.`);
    }
    if (weights?.every(weight => weight === 0)) say('All weights were 0; one needs to be above.');
    return;
  }
  const { mean } = duration;
  if (!Number.isFinite(mean) || mean < 0 || (mean === 0 && kind !== 'fixed')) {
    say(
      `mean was ${mean}; a ${kind} duration needs a mean ${kind === 'fixed' ? 'of 0 or more' : 'above 0'}.`,
    );
  }
  if (kind === 'weibull') {
    if (!(duration.shape > 0 && duration.shape < Infinity)) {
      say(`shape was ${duration.shape}; a weibull duration needs a shape above 0.`);
    }
  } else if (kind === 'gamma' || kind === 'lognormal') {
    if (!(duration.spread > 0 && duration.spread < Infinity)) {
      say(`spread was ${duration.spread}; a ${kind} duration needs a spread above 0, or use fixed.`);
    }
  }
}
