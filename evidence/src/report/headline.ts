import { comparePair } from '../compare.ts';
import type { StandardErrorName } from '../effect/figure.ts';
import { figuresOf } from '../effect/figure.ts';
import { weightedDifference } from '../effect/risk-difference.ts';
import type { WeightedDifference } from '../effect/risk-difference.ts';
import { matchedDifference } from '../match/matched-difference.ts';
import type { OutcomeKind } from '../protocol/schema.ts';
import type { PairData } from '../study/pair-data.ts';
import { cumulativeRisk } from './cumulative-risk.ts';
import type { Measure } from './estimate.ts';

export const DAYS_A_YEAR = 365.25;

/** The figure on which a conclusion rests, before it is written down as an estimate. */
export interface Headline {
  readonly measure: Measure;
  /** First arm minus second. */
  readonly value: number;
  readonly standardError: number;
  /** Weighted risks, or offences a person and year at risk, of the first and the second arm. */
  readonly means: readonly [number, number];
  readonly standardErrorName: string;
  /** Logarithm of the ratio of the two, for the E-value. */
  readonly logRatio: number | undefined;
  readonly logRatioStandardError: number | undefined;
  /** With the estimation of the weights taken into account, where that is known. */
  readonly standardErrorM: number | undefined;
  /** Of Student's distribution where figures of several imputations were pooled; else intervals are normal. */
  readonly degreesOfFreedom?: number | undefined;
  readonly logRatioDegreesOfFreedom?: number | undefined;
}

/**
 * The headline by the kind of outcome: difference of risks; of rates; of risks at the end of the window with
 * censoring (Kaplan-Meier) or with a competing end (Aalen-Johansen).
 */
export function headlineOf(kind: OutcomeKind, data: PairData, window: number, adjusted: boolean): Headline {
  switch (kind) {
    case 'binary': {
      const found = fromDifference(
        'risk difference',
        weightedMean(data, data.event, undefined, adjusted),
        data,
      );
      return adjusted && data.isMatched ? matchedHeadline(found, data) : found;
    }
    case 'count': {
      const { count, exposure } = data;
      if (count === undefined || exposure === undefined) throw new Error('a count needs days at risk');
      const years = exposure.map(days => (days > 0 ? days / DAYS_A_YEAR : 1));
      return fromDifference('rate difference', weightedMean(data, count, years, adjusted), data);
    }
    case 'time to event':
    case 'competing':
      return cumulativeRisk(data, window);
  }
}

/** Weighted means of both arms; a rate where there are years at risk. */
export function weightedMean(
  { weighted, weights, treated, cluster }: PairData,
  outcome: ArrayLike<number>,
  years: Float64Array | undefined,
  adjusted: boolean,
): WeightedDifference {
  if (!adjusted) return weightedDifference({ treated, outcome, weights, exposure: years });
  const { slopes } = weighted.balancing;
  // Who is not at risk weighs nothing, and moves nothing when the propensity moves.
  const balancing = { weights, slopes: slopes.map((slope, i) => (weights[i] > 0 ? slope : 0)) };
  return comparePair({ ...weighted, balancing }, outcome, { exposure: years, cluster });
}

/** With the standard error after matching: by matched set (HC1) where there are sets, else HC1. */
function matchedHeadline(plain: Headline, { event, treated, weights, cluster }: PairData): Headline {
  const found = matchedDifference(event, treated, {
    weights,
    ...(cluster === undefined ? {} : { sets: cluster }),
  });
  // Both are of one influence of each person, and differ by the correction for a small sample alone.
  const correction = plain.standardError > 0 ? found.standardError / plain.standardError : 1;
  return {
    ...plain,
    value: found.difference,
    standardError: found.standardError,
    means: found.means,
    standardErrorName: cluster === undefined ? 'HC1' : 'cluster-robust by matched set (HC1)',
    logRatioStandardError:
      plain.logRatioStandardError === undefined ? undefined : plain.logRatioStandardError * correction,
    standardErrorM: undefined,
  };
}

function fromDifference(
  measure: Measure,
  found: WeightedDifference,
  { cluster, weighted }: PairData,
): Headline {
  const wanted: StandardErrorName = cluster === undefined ? 'HC0' : 'cluster-robust';
  const covariance = found.covariances.find(({ name }) => name === wanted) ?? found.covariances[0];
  const { difference, ratio } = figuresOf(found.means, covariance);
  const isEstimated = weighted.balancing.slopes.some(slope => slope !== 0) || weighted.entropy !== undefined;
  return {
    measure,
    value: difference.value,
    standardError: difference.standardError,
    means: found.means,
    standardErrorName: cluster === undefined ? 'HC0' : 'cluster-robust by matched set',
    logRatio: ratio && Math.log(ratio.value),
    logRatioStandardError: ratio?.standardError,
    standardErrorM: isEstimated ? found.standardErrorM : undefined,
  };
}
