import { GROUP_NUMBERS } from '@throughcare/numerics';
import type { CoxFit } from './cox.ts';

/** The cumulative baseline hazard of one stratum at each of its event times. */
export interface BaselineHazard {
  /** Order of the stratum, from 0, by its number. */
  readonly stratum: number;
  readonly time: Float64Array;
  readonly cumulativeHazard: Float64Array;
}

/**
 * The cumulative hazard of somebody whose covariates are all 0, by the rule for ties of the fit (Breslow 1972; Efron
 * 1977), a stratum at a time.
 */
export function baselineHazard({ data, model, coefficients }: CoxFit): BaselineHazard[] {
  const { ties, stop, means } = data;
  const { numbers } = model.hazard;
  // The fit's covariates are centred; somebody with 0 differs from the centre by the means.
  const atZero = Math.exp(-coefficients.reduce((total, b, j) => total + b * means[j], 0));
  return Array.from(ties.strata, (last, stratum) => {
    const first = stratum === 0 ? 0 : ties.strata[stratum - 1];
    const time = new Float64Array(last - first);
    const cumulativeHazard = new Float64Array(last - first);
    let total = 0;
    for (let tie = last - 1, k = 0; tie >= first; tie--, k++) {
      total += numbers[tie * GROUP_NUMBERS];
      time[k] = stop[ties.from[tie]];
      cumulativeHazard[k] = total * atZero;
    }
    return { stratum, time, cumulativeHazard };
  });
}

/** Each row's event less what it was expected to have, in the order of the data. */
export function martingaleResiduals({ data, model: { expected } }: CoxFit): Float64Array {
  const residuals = new Float64Array(data.rows);
  for (let at = 0; at < data.rows; at++) {
    residuals[data.order[at]] = data.event[at] - (data.weight[at] > 0 ? expected[at] / data.weight[at] : 0);
  }
  return residuals;
}
