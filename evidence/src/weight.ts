import { quantile } from '@throughcare/numerics';
import { scoreSlope } from './propensity.ts';
import type { Link } from './propensity.ts';

/**
 * For whom the effect is estimated. ATE: everybody in the two arms; ATT: those in the first arm; ATC: those in the
 * second; ATO: those about whom the courts could have gone either way (overlap weights); ATM: those who would be left if
 * each were matched with one person of the other arm (matching weights).
 */
export type Estimand = 'ATE' | 'ATT' | 'ATC' | 'ATO' | 'ATM';
export const ESTIMANDS = ['ATE', 'ATT', 'ATC', 'ATO', 'ATM'] as const satisfies readonly Estimand[];

export interface BalancingOptions {
  /** The model of the scores; `logit` unless said. Only slopes depend on it. */
  readonly link?: Link;
  /** Multiplies each weight by the share of its own arm (Robins, Hernan and Brumback 2000); changes no weighted mean. */
  readonly stabilised?: boolean;
  /** People with a score below this, or above 1 less this, weigh 0 (Crump et al. 2009). The effect is that of the rest. */
  readonly trim?: number;
  /** Larger weights than this quantile of them are cut to it (Cole and Hernan 2008). */
  readonly truncate?: number;
}

export interface BalancingWeights {
  readonly weights: Float64Array;
  /**
   * Derivative of each weight by the linear predictor of its propensity; what M-estimation needs to know that the
   * weights were estimated.
   */
  readonly slopes: Float64Array;
}

/**
 * Weights that turn the two arms into the estimand's population, h / e in the first arm and h / (1 - e) in the second
 * (Li, Morgan and Zaslavsky 2018), with h = 1, e, 1 - e, e (1 - e) for ATE, ATT, ATC, ATO and min(e, 1 - e) for ATM
 * (Li and Greene 2013). Weights of ATT and ATC are scaled so that the arm whose effect it is weighs 1 each.
 *
 * @param scores probability of the first arm, one a row
 * @param treated 1 for the first arm, 0 for the second
 * @throws RangeError when a weight would be infinite, and when trimming leaves an arm empty
 */
export function balancingWeights(
  scores: ArrayLike<number>,
  treated: ArrayLike<number>,
  estimand: Estimand,
  options: BalancingOptions = {},
): BalancingWeights {
  const { link = 'logit', stabilised = false, trim = 0, truncate } = options;
  requireOptions(scores, treated, options);
  const count = scores.length;
  const weights = new Float64Array(count);
  const slopes = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const e = scores[i];
    if (e < trim || e > 1 - trim) continue;
    const own = treated[i] === 1 ? e : 1 - e;
    weights[i] = weightOf(estimand, own, treated[i] === 1);
    if (!(own >= 0 && own <= 1) || !Number.isFinite(weights[i])) throw noWeight(e, i, treated[i], estimand);
    const slope = own === 0 || own === 1 ? 0 : scoreSlope(link, e);
    slopes[i] = (treated[i] === 1 ? slope : -slope) * weightSlope(estimand, own, treated[i] === 1);
  }
  if (truncate !== undefined) cutAbove(weights, slopes, treated, estimand, truncate);
  if (stabilised) multiplyByShares(weights, slopes, treated);
  requireBothArms(weights, treated, trim);
  return { weights, slopes };
}

/** The weight of somebody whose probability of the arm that they are in is `own`. */
function weightOf(estimand: Estimand, own: number, inFirst: boolean): number {
  switch (estimand) {
    case 'ATE':
      return 1 / own;
    case 'ATT':
      return inFirst ? 1 : (1 - own) / own;
    case 'ATC':
      return inFirst ? (1 - own) / own : 1;
    case 'ATO':
      return 1 - own;
    case 'ATM':
      return own <= 0.5 ? 1 : (1 - own) / own;
  }
}

/** Its derivative by `own`; for ATM at one half, where there is none, the mean of both sides. */
function weightSlope(estimand: Estimand, own: number, inFirst: boolean): number {
  const odds = -1 / (own * own);
  switch (estimand) {
    case 'ATE':
      return odds;
    case 'ATT':
      return inFirst ? 0 : odds;
    case 'ATC':
      return inFirst ? odds : 0;
    case 'ATO':
      return -1;
    case 'ATM':
      if (own === 0.5) return odds / 2;
      return own < 0.5 ? 0 : odds;
  }
}

function requireOptions(
  scores: ArrayLike<number>,
  treated: ArrayLike<number>,
  { trim = 0, truncate }: BalancingOptions,
): void {
  if (scores.length !== treated.length) {
    throw new RangeError(
      `scores has ${scores.length} values and treated ${treated.length}; they must be as many.`,
    );
  }
  if (!(trim >= 0 && trim < 0.5)) {
    throw new RangeError(`trim was ${trim}; it is a share of at least 0 and under 0.5.`);
  }
  if (truncate !== undefined && !(truncate > 0.5 && truncate <= 1)) {
    throw new RangeError(`truncate was ${truncate}; it is a quantile above 0.5 and at most 1.`);
  }
}

function noWeight(score: number, row: number, treated: number, estimand: Estimand): RangeError {
  const arm = treated === 1 ? 'first' : 'second';
  return new RangeError(
    `The score in row ${row} is ${score} and the person is in the ${arm} arm, so the ${estimand} weight would be infinite. ` +
      'A score lies between 0 and 1; leave out people without a counterpart, or trim.',
  );
}

/** An arm whose people all weigh 1 by the estimand has no part in the quantile. */
function cutAbove(
  weights: Float64Array,
  slopes: Float64Array,
  treated: ArrayLike<number>,
  estimand: Estimand,
  truncate: number,
): void {
  const fixed = estimand === 'ATT' ? 1 : estimand === 'ATC' ? 0 : -1;
  const most = quantile(
    weights.filter((weight, i) => treated[i] !== fixed && weight > 0),
    truncate,
  );
  for (let i = 0; i < weights.length; i++) {
    if (treated[i] === fixed || !(weights[i] > most)) continue;
    weights[i] = most;
    slopes[i] = 0;
  }
}

function multiplyByShares(weights: Float64Array, slopes: Float64Array, treated: ArrayLike<number>): void {
  let first = 0;
  let kept = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    kept++;
    first += treated[i];
  }
  for (let i = 0; i < weights.length; i++) {
    const share = (treated[i] === 1 ? first : kept - first) / kept;
    weights[i] *= share;
    slopes[i] *= share;
  }
}

function requireBothArms(weights: Float64Array, treated: ArrayLike<number>, trim: number): void {
  for (const arm of [1, 0]) {
    if (weights.some((weight, i) => weight > 0 && treated[i] === arm)) continue;
    const name = arm === 1 ? 'first' : 'second';
    throw new RangeError(
      trim > 0
        ? `Nobody in the ${name} arm has a score from ${trim} to ${1 - trim}, so trimming leaves nobody to compare.`
        : `Nobody in the ${name} arm has a weight above 0; a comparison needs people in both.`,
    );
  }
}

/** Kish's effective sample size (sum w)^2 / sum w^2 of one arm: how many equally weighted people say as much. */
export function effectiveSampleSize(
  weights: ArrayLike<number>,
  treated: ArrayLike<number>,
  arm: 0 | 1,
): number {
  let total = 0;
  let squares = 0;
  for (let i = 0; i < weights.length; i++) {
    if (treated[i] !== arm) continue;
    total += weights[i];
    squares += weights[i] * weights[i];
  }
  return squares === 0 ? 0 : (total * total) / squares;
}
