import { normalQuantile, studentTQuantile } from '@throughcare/numerics';
import { clusterCovariance, robustCovariance } from '../regression/least-squares-covariance.ts';
import { leastSquares } from '../regression/least-squares.ts';
import type { DesignMatrix } from '../design-matrix.ts';
import { chanceEffect } from './chance-effect.ts';
import type { AssumptionCheck, ChanceEffect } from './chance-effect.ts';

/** What chance did to who was treated, what it did to the outcome, and the one divided by the other. */
export interface InstrumentedEffect {
  /** Change in the share treated, by the instrument. */
  readonly firstStage: ChanceEffect;
  /** Change in the outcome, by the instrument: whatever treatment people then had. */
  readonly reducedForm: ChanceEffect;
  /** Outcome change a person treated because of the instrument; its interval takes the first stage as strong. */
  readonly effect: ChanceEffect;
  /**
   * Anderson and Rubin's (1949) set of effects, right however weak the instrument: an interval, everything outside
   * an interval (`outside`), or every effect there is (`everything`).
   */
  readonly andersonRubin:
    | { readonly kind: 'interval'; readonly lower: number; readonly upper: number }
    | { readonly kind: 'outside'; readonly below: number; readonly above: number }
    | { readonly kind: 'everything' };
  /** Square of the first stage over its robust standard error. */
  readonly firstStageF: number;
}

export interface InstrumentedData {
  /** Instrument and controls, intercept first. */
  readonly design: DesignMatrix;
  /** Which column of `design` is the instrument. */
  readonly instrument: number;
  readonly treated: ArrayLike<number>;
  readonly outcome: ArrayLike<number>;
  readonly weights?: Float64Array;
  /** Each row's cluster; left out, rows are independent and the error is HC1. */
  readonly cluster?: ArrayLike<number>;
  /** Of clusters nested in groups whose means were taken out: by what to multiply variances, and Student's degrees. */
  readonly nested?: { readonly factor: number; readonly degreesOfFreedom: number };
  /** Confidence level of Anderson and Rubin's set; 0.95 unless said. */
  readonly level?: number;
}

/**
 * Two-stage least squares with one instrument (Angrist and Pischke 2009, 4.1): the reduced form over the first stage.
 * It is the effect on people whose treatment the instrument changed, if the instrument touches the outcome through the
 * treatment alone and moves nobody the other way.
 *
 * @throws RangeError when the instrument follows from the controls, or moves nobody at all
 */
export function instrumentedEffect(data: InstrumentedData): InstrumentedEffect {
  const { design, instrument, treated, outcome, weights, cluster, nested, level = 0.95 } = data;
  const df = nested?.degreesOfFreedom;
  const robust = cluster === undefined ? 'HC1' : 'cluster-robust (CR1)';
  const fitOf = (values: ArrayLike<number>): { value: number; variance: number } => {
    const fit = leastSquares(design, values, weights);
    if (fit.dependent.includes(instrument)) {
      throw new RangeError(
        `${design.names[instrument]} follows from the other columns, so it moves nobody by chance. Leave out the column it follows from.`,
      );
    }
    const covariance =
      cluster === undefined ? robustCovariance(fit, 'HC1') : clusterCovariance(fit, cluster).covariance;
    return {
      value: fit.coefficients[instrument],
      variance: covariance[instrument * design.columns + instrument] * (nested?.factor ?? 1),
    };
  };
  const first = fitOf(treated);
  const reduced = fitOf(outcome);
  if (Math.abs(first.value) < 1e-12) {
    throw new RangeError(
      `${design.names[instrument]} moves nobody into or out of treatment; there is no effect to be estimated from it.`,
    );
  }
  // var(reduced - b first) is a quadratic in b; three fits give its coefficients.
  const both = fitOf(Float64Array.from(outcome, (y, i) => y - treated[i]));
  const covariance = (reduced.variance + first.variance - both.variance) / 2;
  const varianceAt = (b: number): number =>
    Math.max(0, reduced.variance - 2 * b * covariance + b * b * first.variance);
  const effect = reduced.value / first.value;
  return {
    firstStage: chanceEffect(
      first.value,
      Math.sqrt(first.variance),
      `least squares, ${robust} standard error`,
      df,
    ),
    reducedForm: chanceEffect(
      reduced.value,
      Math.sqrt(reduced.variance),
      `least squares, ${robust} standard error`,
      df,
    ),
    effect: chanceEffect(
      effect,
      Math.sqrt(varianceAt(effect)) / Math.abs(first.value),
      `two-stage least squares, ${robust} standard error`,
      df,
    ),
    andersonRubin: andersonRubin(reduced, first, covariance, quantile((1 + level) / 2, df) ** 2),
    firstStageF: first.value ** 2 / first.variance,
  };
}

function quantile(p: number, degreesOfFreedom: number | undefined): number {
  return degreesOfFreedom === undefined ? normalQuantile(p) : studentTQuantile(p, degreesOfFreedom);
}

/** The effects b for which reduced - b first lies within so many of its standard errors: where a quadratic is at most 0. */
function andersonRubin(
  reduced: { value: number; variance: number },
  first: { value: number; variance: number },
  covariance: number,
  q: number,
): InstrumentedEffect['andersonRubin'] {
  const a = first.value ** 2 - q * first.variance;
  const half = -(reduced.value * first.value - q * covariance);
  const c = reduced.value ** 2 - q * reduced.variance;
  const discriminant = half * half - a * c;
  if (a > 0) {
    const root = Math.sqrt(Math.max(0, discriminant));
    return { kind: 'interval', lower: (-half - root) / a, upper: (-half + root) / a };
  }
  if (a === 0 || discriminant <= 0) return { kind: 'everything' };
  const root = Math.sqrt(discriminant);
  return { kind: 'outside', below: (-half + root) / a, above: (-half - root) / a };
}

const STRONG = 10;

/** Whether an instrument moves people enough for a normal interval (Staiger and Stock 1997). */
export function firstStageCheck(
  assumption: string,
  { firstStageF }: Pick<InstrumentedEffect, 'firstStageF'>,
): AssumptionCheck {
  const weak = firstStageF < STRONG;
  return {
    assumption,
    verdict: weak ? 'in doubt' : 'nothing against it',
    finding: weak
      ? `The first stage has F ${firstStageF.toFixed(1)}, under ${STRONG}: read the Anderson-Rubin set, not the interval.`
      : `The first stage has F ${firstStageF.toFixed(1)} (at least ${STRONG} is asked for; Staiger and Stock 1997).`,
    values: { firstStageF },
  };
}
