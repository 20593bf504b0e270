import { coxRegression } from '../effect/cox.ts';
import { normalInterval } from '../effect/proportion.ts';
import { estimate } from './estimate.ts';
import type { Estimate, Withheld } from './estimate.ts';

/** The weighted Cox hazard ratio of first against second arm, with a robust interval on the log scale. */
export function weightedHazardRatio(
  data: {
    readonly time: Float64Array;
    readonly event: Uint8Array;
    readonly treated: Uint8Array;
    readonly weights: Float64Array;
  },
  rest: Omit<Estimate, 'measure' | 'value' | 'interval' | 'standardError' | 'method'>,
): Estimate | Withheld {
  const detectedIn = [0, 1].map(arm => data.event.some((event, i) => event === 1 && data.treated[i] === arm));
  if (!detectedIn.every(Boolean)) {
    return { withheld: 'Nobody in one of the groups was detected; a ratio of hazards does not exist.' };
  }
  const { event, time, weights } = data;
  const fit = coxRegression({
    time,
    event,
    weights,
    covariates: Float64Array.from(data.treated),
    columns: 1,
  });
  const standardError = Math.sqrt(fit.robustCovariance[0]);
  const range = normalInterval(fit.coefficients[0], standardError);
  return estimate({
    ...rest,
    measure: 'hazard ratio',
    value: Math.exp(fit.coefficients[0]),
    interval: { ...range, lower: Math.exp(range.lower), upper: Math.exp(range.upper) },
    standardError,
    method:
      'Weighted Cox regression, ties by Efron, robust standard error (of the logarithm) with the weights taken as known',
  });
}
