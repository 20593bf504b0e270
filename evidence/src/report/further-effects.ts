import type { Protocol } from '../protocol/read.ts';
import { normalInterval } from '../effect/proportion.ts';
import type { PairData } from '../study/pair-data.ts';
import { adjustedAssumptions } from './assumptions.ts';
import { estimate, isEstimate } from './estimate.ts';
import type { Estimate, Measure, NonEmpty, Sensitivity, Withheld } from './estimate.ts';
import { intervalOf } from './interval-of.ts';
import type { Headline } from './headline.ts';
import { weightedMean } from './headline.ts';
import { armResults } from './pair-basis.ts';
import type { PairBasis } from './pair-basis.ts';

export interface FurtherEffects {
  readonly effects: readonly Estimate[];
  readonly notMade: readonly { readonly measure: string; readonly why: string }[];
}

/** What an estimate needs beside its people. */
export interface Figure {
  readonly measure: Measure;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly standardError: number;
  readonly means: readonly [number, number];
  readonly method: string;
  readonly assumes?: readonly string[];
}

export type MakeEstimate = (figure: Figure, sensitivity?: NonEmpty<Sensitivity>) => Estimate;

/** Writes a figure of this pair down as an estimate. */
export function estimateMaker(
  protocol: Protocol,
  basis: PairBasis,
  data: PairData,
  besides: NonEmpty<Sensitivity>,
): MakeEstimate {
  return (
    { measure, value, lower, upper, standardError, means, method, assumes = [] },
    sensitivity = besides,
  ) =>
    estimate({
      ...basis.shared,
      measure,
      value,
      interval: { lower, upper, level: basis.level },
      standardError,
      arms: armResults(basis, data, means, true),
      method,
      assumptions: [...adjustedAssumptions(protocol), ...assumes],
      sensitivity,
    });
}

/** Every further measure of the same comparison, by the kind of outcome; what cannot be made says why. */
export function furtherEffects(
  protocol: Protocol,
  basis: PairBasis,
  data: PairData,
  headline: Headline,
  hazardRatio: Estimate | Withheld,
  make: MakeEstimate,
): FurtherEffects {
  const made: (Estimate | undefined)[] = [
    ratioOf(headline, basis, make),
    withEstimatedWeights(headline, basis, make),
  ];
  const notMade: { measure: string; why: string }[] = [];
  if (protocol.outcome.kind === 'count') {
    const risk = weightedMean(data, data.event, undefined, true);
    const { lower, upper } = normalInterval(risk.difference, risk.standardErrorHC0, basis.level);
    made.push(
      make({
        measure: 'risk difference',
        value: risk.difference,
        lower,
        upper,
        standardError: risk.standardErrorHC0,
        means: risk.means,
        method: 'Share with one or more, whatever the days at risk; HC0 standard error',
      }),
    );
  }
  if (isEstimate(hazardRatio)) made.push(hazardRatio);
  else if (data.time !== undefined) notMade.push({ measure: 'hazard ratio', why: hazardRatio.withheld });
  return { effects: made.filter(one => one !== undefined), notMade };
}

function ratioOf(headline: Headline, { level }: PairBasis, make: MakeEstimate): Estimate | undefined {
  const { logRatio, logRatioStandardError: standardError, measure, means } = headline;
  if (logRatio === undefined || standardError === undefined) return undefined;
  const range = intervalOf(logRatio, standardError, level, headline.logRatioDegreesOfFreedom);
  return make({
    measure: measure === 'rate difference' ? 'rate ratio' : 'risk ratio',
    value: Math.exp(logRatio),
    lower: Math.exp(range.lower),
    upper: Math.exp(range.upper),
    standardError,
    means,
    method:
      (measure === 'rate difference'
        ? 'Weighted Poisson regression with days at risk'
        : 'Ratio of weighted risks') +
      `; ${headline.standardErrorName} standard error (of the logarithm) with the weights taken as known`,
  });
}

function withEstimatedWeights(
  headline: Headline,
  { level }: PairBasis,
  make: MakeEstimate,
): Estimate | undefined {
  const { standardErrorM, value, measure, means } = headline;
  if (standardErrorM === undefined) return undefined;
  const { lower, upper } = normalInterval(value, standardErrorM, level);
  return make({
    measure,
    value,
    lower,
    upper,
    standardError: standardErrorM,
    means,
    method:
      "The same difference; interval by M-estimation, which takes the weights' own uncertainty into account",
  });
}
