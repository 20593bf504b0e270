import { chiSquareUpper } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';
import { classicalCovariance, neweyWestCovariance } from '../regression/least-squares-covariance.ts';
import { leastSquares } from '../regression/least-squares.ts';
import { chanceEffect, pOf } from './chance-effect.ts';
import type { AssumptionCheck, ChanceEffect } from './chance-effect.ts';

/** One row a period, in the order of time, without gaps. */
export interface SeriesData {
  /** Mean outcome of those who entered in each period, such as the share with a detected reoffence. */
  readonly mean: ArrayLike<number>;
  /** How many people entered in each period: periods count by them. */
  readonly people: ArrayLike<number>;
  /** The first period after the change, counted from 0. */
  readonly changeAt: number;
  /** Periods in a year, for a season of two harmonics; left out, no season. */
  readonly perYear?: number;
}

export interface InterruptedSeries {
  /** The step at the change, in units of the outcome. */
  readonly level: ChanceEffect;
  /** The change of trend after it, in units of the outcome a period. */
  readonly trend: ChanceEffect;
  /**
   * The step with the larger of Newey and West's standard error and the usual one. In short series the former is too
   * small (Muller 2014), so a conclusion rests on this.
   */
  readonly cautiousLevel: ChanceEffect;
  /** What the model gives for each period, and what it gives had nothing changed: for a picture. */
  readonly fitted: Float64Array;
  readonly withoutChange: Float64Array;
  readonly checks: readonly AssumptionCheck[];
}

const FEWEST_PERIODS = 8;

/**
 * Interrupted time series by segmented regression (Wagner and others 2002; Bernal, Cummins and Gasparrini 2017): a
 * level, a trend, a step and a change of trend at the change, season by two harmonics a year, periods weighted by
 * people, errors by Newey and West with the lag floor(4 (n/100)^(2/9)).
 *
 * @throws RangeError for series of unequal length, too few periods on a side, or a period with nobody in it
 */
export function interruptedSeries(data: SeriesData): InterruptedSeries {
  const { mean, people, changeAt, perYear } = data;
  const count = mean.length;
  if (people.length !== count) {
    throw new RangeError(`mean has ${count} periods and people ${people.length}; they must be as many.`);
  }
  if (!(changeAt >= FEWEST_PERIODS && count - changeAt >= FEWEST_PERIODS)) {
    throw new RangeError(
      `There are ${Math.max(0, changeAt)} periods before the change and ${Math.max(0, count - changeAt)} since; ` +
        `a trend on each side needs ${FEWEST_PERIODS} or more. Use shorter periods, or wait for more of them.`,
    );
  }
  for (let t = 0; t < count; t++) {
    if (!(people[t] > 0)) {
      throw new RangeError(
        `${people[t]} people entered in period ${t}; every period needs somebody. Use longer periods.`,
      );
    }
  }
  const { effects, fitted, withoutChange, residuals } = fitSeries(mean, people, changeAt, perYear);
  return {
    ...effects,
    fitted,
    withoutChange,
    checks: [leftOver(residuals), placebos(mean, people, changeAt, perYear), nothingElse()],
  };
}

function fitSeries(
  mean: ArrayLike<number>,
  people: ArrayLike<number>,
  changeAt: number,
  perYear: number | undefined,
) {
  const design = seriesDesign(mean.length, changeAt, perYear);
  const weights = Float64Array.from(people);
  const fit = leastSquares(design, mean, weights);
  const lag = Math.floor(4 * (mean.length / 100) ** (2 / 9));
  const covariance = neweyWestCovariance(fit, lag);
  const effectOf = (column: number): ChanceEffect =>
    chanceEffect(
      fit.coefficients[column],
      Math.sqrt(covariance[column * design.columns + column]),
      `segmented regression weighted by people, Newey-West standard error (lag ${lag})`,
      fit.degreesOfFreedom,
    );
  const fitted = Float64Array.from(fit.residuals, (residual, t) => mean[t] - residual);
  const withoutChange = fitted.map(
    (value, t) =>
      value - sumOver([STEP, BEND], j => fit.coefficients[j] * design.values[t * design.columns + j]),
  );
  const residuals = fit.residuals.map((residual, t) => residual * Math.sqrt(weights[t]));
  const level = effectOf(STEP);
  const usual = Math.sqrt(classicalCovariance(fit)[STEP * design.columns + STEP]);
  const cautiousLevel = chanceEffect(
    level.value,
    Math.max(level.standardError, usual),
    `segmented regression weighted by people, the larger of Newey and West's standard error (lag ${lag}) and the usual one`,
    fit.degreesOfFreedom,
  );
  return { effects: { level, trend: effectOf(BEND), cautiousLevel }, fitted, withoutChange, residuals };
}

const STEP = 2;
const BEND = 3;

function seriesDesign(count: number, changeAt: number, perYear: number | undefined): DesignMatrix {
  const season = perYear === undefined ? [] : [1, 2].filter(k => 2 * k < perYear);
  const names = [
    '(intercept)',
    'trend',
    'step at the change',
    'change of trend',
    ...season.flatMap(k => [`season sin ${k}`, `season cos ${k}`]),
  ];
  const columns = names.length;
  const values = new Float64Array(count * columns);
  for (let t = 0; t < count; t++) {
    const since = t - changeAt;
    const row = [1, since, since >= 0 ? 1 : 0, Math.max(0, since)];
    for (const k of season) {
      const angle = (2 * Math.PI * k * t) / (perYear ?? 1);
      row.push(Math.sin(angle), Math.cos(angle));
    }
    values.set(row, t * columns);
  }
  return { rows: count, columns, values, names };
}

/** Ljung and Box (1978): whether neighbouring periods still go together after trend and season. */
export function ljungBox(residuals: ArrayLike<number>, lags: number): { statistic: number; p: number } {
  const n = residuals.length;
  const middle = Array.from(residuals).reduce((total, value) => total + value, 0) / n;
  const at = (apart: number): number => {
    let total = 0;
    for (let t = apart; t < n; t++) total += (residuals[t] - middle) * (residuals[t - apart] - middle);
    return total;
  };
  const variance = at(0);
  let statistic = 0;
  for (let k = 1; k <= lags; k++) statistic += (at(k) / variance) ** 2 / (n - k);
  statistic *= n * (n + 2);
  return { statistic, p: chiSquareUpper(statistic, lags) };
}

function leftOver(residuals: Float64Array): AssumptionCheck {
  const lags = Math.min(12, Math.floor(residuals.length / 5));
  const { statistic, p } = ljungBox(residuals, lags);
  // Residuals of a fitted trend go together a little by themselves, so 0.01 and not 0.05.
  const doubtful = p < 0.01;
  return {
    assumption: 'Trend, season and the change account for how periods go together.',
    verdict: doubtful ? 'in doubt' : 'nothing against it',
    finding: doubtful
      ? `Neighbouring periods still go together (Ljung-Box ${statistic.toFixed(1)} on ${lags}, p ${sayP(p)}). The standard error allows for it; the trend may all the same be drawn wrongly.`
      : `Nothing is left between neighbouring periods (Ljung-Box ${statistic.toFixed(1)} on ${lags}, p ${sayP(p)}).`,
    values: { ljungBox: statistic, lags, p },
  };
}

/** The same model at dates where nothing is known to have changed, within the time before the change alone. */
function placebos(
  mean: ArrayLike<number>,
  people: ArrayLike<number>,
  changeAt: number,
  perYear: number | undefined,
): AssumptionCheck {
  const assumption = 'Without the change the trend would have gone on as it was.';
  const early = Array.from({ length: changeAt }, (_, t) => t);
  const dates = early.filter(t => t >= FEWEST_PERIODS && changeAt - t >= FEWEST_PERIODS);
  if (dates.length === 0) {
    return {
      assumption,
      verdict: 'cannot be checked',
      finding:
        'The time before the change is too short to try the same model at a date when nothing changed.',
      values: { tried: 0 },
    };
  }
  const before = { mean: early.map(t => mean[t]), people: early.map(t => people[t]) };
  // Corrected for as many as are tried, so that a smooth series is seldom accused.
  const stepped = dates.filter(
    t => pOf(fitSeries(before.mean, before.people, t, perYear).effects.cautiousLevel) * dates.length < 0.05,
  ).length;
  const doubtful = stepped > 0;
  return {
    assumption,
    verdict: doubtful ? 'in doubt' : 'nothing against it',
    finding:
      `At ${dates.length} earlier dates when nothing is known to have changed, the same model finds a step at ` +
      `${stepped}${doubtful ? ': the series steps by itself.' : '.'}`,
    values: { tried: dates.length, stepped },
  };
}

function nothingElse(): AssumptionCheck {
  return {
    assumption: 'Nothing else that matters changed at the same time.',
    verdict: 'cannot be checked',
    finding: 'No file shows it. Name what else changed in that month: recording, policing, who is charged.',
    values: {},
  };
}

function sumOver(indices: readonly number[], term: (j: number) => number): number {
  return indices.reduce((total, j) => total + term(j), 0);
}

function sayP(p: number): string {
  return p < 0.001 ? 'below .001' : p.toFixed(3).replace(/^0/, '');
}
