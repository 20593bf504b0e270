import type { Protocol } from '../protocol/read.ts';
import { takeRows } from '../design-matrix.ts';
import type { CoxFit } from '../effect/cox.ts';
import { restrictedMean, restrictedMeanDifference } from '../effect/restricted-mean.ts';
import { aipw } from '../regression/aipw.ts';
import { negativeBinomialRegression } from '../regression/negative-binomial.ts';
import { sandwichCovariance } from '../regression/sandwich.ts';
import { peopleCompared } from '../study/pair-data.ts';
import type { PairData } from '../study/pair-data.ts';
import { armTimes } from './arm-curve.ts';
import { adjustedAssumptions } from './assumptions.ts';
import { estimate } from './estimate.ts';
import type { Estimate, Measure, NonEmpty, Sensitivity } from './estimate.ts';
import { armHazards, hazardRatio, subdistributionHazardRatio } from './hazard-ratio.ts';
import { DAYS_A_YEAR, weightedMean } from './headline.ts';
import type { Headline } from './headline.ts';
import { armResults } from './pair-basis.ts';
import type { PairBasis } from './pair-basis.ts';
import { makeEach } from './raw-effect.ts';
import type { NotMade, RawEffect, RawEffects } from './raw-effect.ts';

/** What an estimate needs beside its people. */
export interface Figure {
  readonly measure: Measure;
  readonly by?: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly standardError: number;
  readonly degreesOfFreedom?: number;
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
  return ({ lower, upper, means, assumes = [], ...figure }, sensitivity = besides) =>
    estimate({
      ...basis.shared,
      ...figure,
      interval: { lower, upper, level: basis.level },
      arms: armResults(basis, data, means, true),
      assumptions: [...adjustedAssumptions(protocol), ...assumes],
      sensitivity,
    });
}

/** Every further measure of the same people, by the kind of outcome; what cannot be made says why. */
export function furtherEffects(
  protocol: Protocol,
  data: PairData,
  headline: Headline,
): RawEffects & { readonly fit: CoxFit | undefined } {
  const { kind, within_days: window } = protocol.outcome;
  const { means } = headline;
  let fit: CoxFit | undefined;
  const found = makeEach([
    [headline.measure === 'rate difference' ? 'rate ratio' : 'risk ratio', () => ratioOf(headline)],
    ...(headline.standardErrorM === undefined
      ? []
      : [[`${headline.measure} (M-estimation)`, () => withEstimatedWeights(headline)] as const]),
    ...(protocol.design.by === 'weighting'
      ? [['risk difference (AIPW)', () => doublyRobust(protocol, data, window)] as const]
      : []),
    ...(kind === 'count'
      ? [
          ['rate ratio (negative binomial)', () => negativeBinomialRatio(data, means)] as const,
          ['risk difference', () => shareWithAny(data)] as const,
        ]
      : []),
    ...(data.time === undefined
      ? []
      : [
          [
            'hazard ratio',
            () => {
              fit = armHazards(data);
              return hazardRatio(fit, data, means);
            },
          ] as const,
          kind === 'competing'
            ? (['subdistribution hazard ratio', () => subdistributionHazardRatio(data, means)] as const)
            : (['restricted mean difference', () => restrictedMeans(data, window, means)] as const),
        ]),
  ]);
  return { ...found, fit };
}

function ratioOf(headline: Headline): RawEffect | NotMade {
  const { logRatio, logRatioStandardError, measure, means, standardErrorName } = headline;
  const isRate = measure === 'rate difference';
  if (logRatio === undefined || logRatioStandardError === undefined)
    return { measure: isRate ? 'rate ratio' : 'risk ratio', why: 'A share of 0 has no ratio.' };
  return {
    measure: isRate ? 'rate ratio' : 'risk ratio',
    ...(isRate ? { by: 'Poisson' } : {}),
    value: logRatio,
    standardError: logRatioStandardError,
    means,
    method:
      (isRate ? 'Weighted Poisson regression with days at risk' : 'Ratio of weighted risks') +
      `; ${standardErrorName} standard error (of the logarithm) with the weights taken as known`,
  };
}

function withEstimatedWeights({ standardErrorM = Number.NaN, value, measure, means }: Headline): RawEffect {
  return {
    measure,
    by: 'M-estimation',
    value,
    standardError: standardErrorM,
    means,
    method:
      "The same difference; standard error by M-estimation, which takes the weights' own uncertainty into account",
  };
}

/** More people than this, and a second model of the outcome takes more memory than it tells. */
const MOST_FOR_AIPW = 250_000;

/** Augmented weighting: right if either the propensity or the model of the outcome is. */
function doublyRobust(
  { estimand, design: spec, outcome }: Protocol,
  data: PairData,
  window: number,
): RawEffect | NotMade {
  const measure = 'risk difference (AIPW)';
  const { time, event, treated, weighted } = data;
  const kept = peopleCompared(data);
  const isWhole =
    outcome.kind === 'binary' || (time !== undefined && kept.every(i => event[i] === 1 || time[i] >= window));
  if (!isWhole || outcome.kind === 'competing') {
    return {
      measure,
      why: 'It asks for an outcome of yes or no, and for everybody to be followed to the end.',
    };
  }
  if (kept.length > MOST_FOR_AIPW)
    return { measure, why: `It is made for up to ${MOST_FOR_AIPW.toLocaleString('en-GB')} people.` };
  const { difference, means } = aipw({
    design: takeRows(weighted.design, kept),
    treated: Uint8Array.from(kept, i => treated[i]),
    outcome: Uint8Array.from(kept, i => event[i]),
    estimand,
    model: 'logistic',
    ...(spec.by === 'weighting' ? { link: spec.propensity, ridge: spec.ridge } : {}),
  });
  return {
    measure: 'risk difference',
    by: 'AIPW',
    value: difference.value,
    standardError: difference.standardError,
    means: [means[0].value, means[1].value],
    method:
      'Augmented inverse probability weighting, outcome by logistic regression in either arm; influence function standard error',
    assumes: ['Either the model of who was in which arm or that of the outcome is right.'],
  };
}

/** Of counts that vary more than Poisson's. @throws RangeError where they do not */
function negativeBinomialRatio(data: PairData, means: readonly [number, number]): RawEffect {
  const { count, exposure, weights, treated, cluster } = data;
  if (count === undefined || exposure === undefined) throw new Error('a count needs days at risk');
  const kept = peopleCompared(data);
  const values = new Float64Array(kept.length * 2);
  kept.forEach((i, row) => values.set([1, treated[i]], row * 2));
  const fit = negativeBinomialRegression(
    { rows: kept.length, columns: 2, values, names: ['(intercept)', 'the arm'] },
    Float64Array.from(kept, i => count[i]),
    {
      exposure: Float64Array.from(kept, i => exposure[i] / DAYS_A_YEAR),
      weights: Float64Array.from(kept, i => weights[i]),
    },
  );
  const covariance = sandwichCovariance(fit, 'HC0', cluster && Float64Array.from(kept, i => cluster[i]));
  return {
    measure: 'rate ratio',
    by: 'negative binomial',
    value: fit.coefficients[1],
    standardError: Math.sqrt(covariance[3]),
    means,
    method:
      `Weighted negative binomial regression with days at risk (theta ${fit.theta.toPrecision(3)}), ` +
      `${cluster === undefined ? 'HC0' : 'cluster-robust by matched set'} standard error (of the logarithm) with the weights taken as known`,
  };
}

function shareWithAny(data: PairData): RawEffect {
  const risk = weightedMean(data, data.event, undefined, true);
  return {
    measure: 'risk difference',
    value: risk.difference,
    standardError: risk.standardErrorHC0,
    means: risk.means,
    method: 'Share with one or more, whatever the days at risk; HC0 standard error',
  };
}

/** Mean days without a detected offence, of as many as both arms were followed for. */
function restrictedMeans(data: PairData, window: number, means: readonly [number, number]): RawEffect {
  const arms = [armTimes(data, 1), armTimes(data, 0)];
  const followed = arms.map(({ time }) => time.reduce((most, day) => Math.max(most, day), 0));
  const tau = Math.min(window, ...followed);
  const [first, second] = arms.map(({ time, event, weights }) =>
    restrictedMean({ time, event, weights }, tau),
  );
  const { difference, standardError } = restrictedMeanDifference(first, second);
  return {
    measure: 'restricted mean difference',
    value: difference,
    standardError,
    means,
    method:
      `Mean days without a detected offence, of the first ${tau} (area between the weighted Kaplan-Meier curves); ` +
      'infinitesimal jackknife standard error with the weights taken as known',
  };
}
