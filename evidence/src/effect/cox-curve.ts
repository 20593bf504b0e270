import { GROUP_NUMBERS } from '@throughcare/numerics';
import type { CoxFit } from './cox.ts';
import { hazardTimesMeans } from './cox-tie.ts';
import { normalReach, probabilityLimits } from './interval-scale.ts';
import type { IntervalKind } from './interval-scale.ts';

/** Survival that a Cox model expects of one person, at each event time of their stratum. */
export interface ExpectedSurvival {
  readonly time: Float64Array;
  readonly cumulativeHazard: Float64Array;
  /** Standard error of the cumulative hazard, which is that of the logarithm of survival (R's `std.err`). */
  readonly hazardStandardError: Float64Array;
  readonly survival: Float64Array;
  /** Of the survival: from the baseline hazard and from the coefficients (Tsiatis 1981; Therneau and Grambsch 2000, 10.2). */
  readonly standardError: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly standardErrorName: 'model' | 'robust';
}

/**
 * The survival expected of somebody with these covariates, as R's survfit of a coxph.
 *
 * @param covariates a value for each column of the fit
 * @param options.stratum order of the stratum, from 0, by its number
 * @param options.robust whether the coefficients' error is the robust one
 */
export function expectedSurvival(
  fit: CoxFit,
  covariates: ArrayLike<number>,
  {
    stratum = 0,
    interval = 'log',
    level = 0.95,
    robust = false,
  }: { stratum?: number; interval?: IntervalKind; level?: number; robust?: boolean } = {},
): ExpectedSurvival {
  const { data, coefficients, model } = fit;
  const { columns, ties, means } = data;
  if (covariates.length !== columns) {
    throw new RangeError(`covariates has ${covariates.length} values; the model has ${columns} columns.`);
  }
  for (let j = 0; j < columns; j++) {
    if (!Number.isFinite(covariates[j])) {
      throw new RangeError(`${fit.names[j]} is ${covariates[j]}; a covariate must be a finite number.`);
    }
  }
  if (!(stratum in ties.strata)) {
    throw new RangeError(`stratum was ${stratum}; the fit has strata 0 to ${ties.strata.length - 1}.`);
  }
  const centred = Float64Array.from(means, (mean, j) => covariates[j] - mean);
  const risk = Math.exp(centred.reduce((total, x, j) => total + x * coefficients[j], 0));
  const covariance = robust ? fit.robustCovariance : fit.covariance;
  const whole = hazardTimesMeans(data, model, stratum);
  const first = stratum === 0 ? 0 : ties.strata[stratum - 1];
  const last = ties.strata[stratum];
  const found = emptyCurve(last - first);
  const z = normalReach(level);
  const pull = new Float64Array(columns);
  let hazard = 0;
  let own = 0;
  for (let tie = last - 1, k = 0; tie >= first; tie--, k++) {
    const jump = model.hazard.numbers[tie * GROUP_NUMBERS];
    hazard += jump;
    own += model.hazard.numbers[tie * GROUP_NUMBERS + 2];
    for (let j = 0; j < columns; j++) pull[j] += jump * centred[j] - whole[(tie - first) * columns + j];
    let ofCoefficients = 0;
    for (let j = 0; j < columns; j++) {
      for (let m = 0; m < columns; m++) ofCoefficients += pull[j] * covariance[j * columns + m] * pull[m];
    }
    const survival = Math.exp(-hazard * risk);
    found.hazardStandardError[k] = risk * Math.sqrt(own + ofCoefficients);
    const error = survival * found.hazardStandardError[k];
    found.time[k] = data.stop[ties.from[tie]];
    found.cumulativeHazard[k] = hazard * risk;
    found.survival[k] = survival;
    found.standardError[k] = error;
    const inside = survival > 0 && survival < 1;
    [found.lower[k], found.upper[k]] = inside
      ? probabilityLimits(survival, error, z, interval)
      : [survival, survival];
  }
  return { ...found, standardErrorName: robust ? 'robust' : 'model' };
}

function emptyCurve(points: number): Omit<ExpectedSurvival, 'standardErrorName'> {
  return {
    time: new Float64Array(points),
    cumulativeHazard: new Float64Array(points),
    hazardStandardError: new Float64Array(points),
    survival: new Float64Array(points),
    standardError: new Float64Array(points),
    lower: new Float64Array(points),
    upper: new Float64Array(points),
  };
}
