import { coxRegression } from '../effect/cox.ts';
import { normalInterval } from '../effect/proportion.ts';
import type { PairData } from '../study/pair-data.ts';
import type { Estimate, Withheld } from './estimate.ts';
import type { MakeEstimate } from './further-effects.ts';
import type { PairBasis } from './pair-basis.ts';

/** The weighted Cox hazard ratio of first against second arm, with a robust interval on the log scale. */
export function weightedHazardRatio(
  data: PairData,
  basis: PairBasis,
  means: readonly [number, number],
  make: MakeEstimate,
): Estimate | Withheld {
  const { event, weights, treated } = data;
  if (data.time === undefined) return { withheld: 'The file does not tell when it happened.' };
  const seen = [false, false];
  for (let i = 0; i < event.length; i++) if (event[i] === 1 && weights[i] > 0) seen[treated[i]] = true;
  if (!seen.every(Boolean)) {
    return { withheld: 'Nobody in one of the groups was detected; a ratio of hazards does not exist.' };
  }
  const fit = coxRegression({
    time: data.time,
    event,
    weights,
    covariates: Float64Array.from(treated),
    columns: 1,
  });
  const standardError = Math.sqrt(fit.robustCovariance[0]);
  const range = normalInterval(fit.coefficients[0], standardError, basis.level);
  return make({
    measure: 'hazard ratio',
    value: Math.exp(fit.coefficients[0]),
    lower: Math.exp(range.lower),
    upper: Math.exp(range.upper),
    standardError,
    means,
    method:
      'Weighted Cox regression, ties by Efron, robust standard error (of the logarithm) with the weights taken as known',
    assumes: ['The ratio of hazards is the same on every day of the follow-up.'],
  });
}
