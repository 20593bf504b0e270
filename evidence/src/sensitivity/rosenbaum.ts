import { betaQuantile, normalCdf, normalQuantile, regularizedBeta } from '@throughcare/numerics';
import { signedRanks } from './signed-ranks.ts';

/** What is looked for: that the first arm's outcome is higher than the second's, or lower. */
export type PairAlternative = 'first higher' | 'first lower';

/** How little and how much a one-sided p value can be, if two people of a pair may differ in odds of their arm by Gamma. */
export interface GammaBound {
  readonly gamma: number;
  readonly lower: number;
  readonly upper: number;
}

export interface HiddenBias {
  /** Pairs that say something: those with a difference. */
  readonly pairs: number;
  readonly alternative: PairAlternative;
  readonly bounds: readonly GammaBound[];
  readonly alpha: number;
  /**
   * The largest Gamma at which the upper bound is still at most alpha: so strong a hidden bias is needed to explain
   * the result away. Undefined when the result is not even below alpha without any.
   */
  readonly gammaAt: number | undefined;
  /** Of the p values. */
  readonly method: 'exact binomial' | 'exact signed rank' | 'normal approximation to the signed rank';
}

export interface HiddenBiasOptions {
  readonly alternative: PairAlternative;
  /** From 1, which is no hidden bias. */
  readonly gammas?: readonly number[];
  /** 0.05 unless said. */
  readonly alpha?: number;
}

const GAMMAS = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2, 2.5, 3];

/** Up to so many pairs the signed rank's distribution is counted out. */
const COUNTED = 30;

/**
 * Bounds for a binary outcome in matched pairs (Rosenbaum 2002, 4.3.2): of the D pairs in which only one has the
 * outcome, the number in which it is the first arm's is at most binomial with D and Gamma / (1 + Gamma), at least with
 * 1 / (1 + Gamma). At Gamma 1 it is McNemar's exact test, one-sided.
 *
 * @param differences outcome of the first arm's person less the second's: -1, 0 or 1 for each pair
 */
export function rosenbaumBinary(differences: ArrayLike<number>, options: HiddenBiasOptions): HiddenBias {
  const values = Array.from(differences);
  const odd = values.find(value => value !== 0 && Math.abs(value) !== 1);
  if (odd !== undefined) {
    throw new RangeError(`differences held ${odd}; for an outcome of 0 and 1 they are -1, 0 or 1.`);
  }
  const sign = options.alternative === 'first higher' ? 1 : -1;
  const pairs = values.filter(value => value !== 0).length;
  const hits = values.filter(value => value === sign).length;
  requirePairs(pairs);
  const upperTail = (chance: number): number =>
    hits === 0 ? 1 : regularizedBeta(chance, hits, pairs - hits + 1);
  const chanceAt = (alpha: number): number => (hits === 0 ? 0 : betaQuantile(alpha, hits, pairs - hits + 1));
  return bounded(upperTail, chanceAt, pairs, 'exact binomial', options);
}

/**
 * Bounds for a count or a time in matched pairs by Wilcoxon's signed rank (Rosenbaum 2002, 4.3.3): each rank of
 * |difference| counts with chance Gamma / (1 + Gamma) at most. Pairs without a difference are left out, equal ones get
 * their mean rank. Up to 30 pairs exact, beyond by the normal approximation without continuity correction.
 *
 * @param differences outcome of the first arm's person less the second's, finite
 */
export function rosenbaumSignedRank(differences: ArrayLike<number>, options: HiddenBiasOptions): HiddenBias {
  const sign = options.alternative === 'first higher' ? 1 : -1;
  const { ranks, statistic } = signedRanks(differences, sign);
  requirePairs(ranks.length);
  if (ranks.length <= COUNTED) {
    const upperTail = (chance: number): number => tailOfRanks(ranks, statistic, chance);
    const chanceAt = (alpha: number): number => bisect(upperTail, alpha);
    return bounded(upperTail, chanceAt, ranks.length, 'exact signed rank', options);
  }
  const sum = ranks.reduce((total, rank) => total + rank, 0);
  const squares = ranks.reduce((total, rank) => total + rank * rank, 0);
  const upperTail = (chance: number): number =>
    normalCdf(-(statistic - chance * sum) / Math.sqrt(chance * (1 - chance) * squares));
  // Where (statistic - chance sum) is z standard deviations: a quadratic in chance.
  const chanceAt = (alpha: number): number => {
    const z = normalQuantile(1 - alpha);
    const [a, b] = [sum * sum + z * z * squares, 2 * statistic * sum + z * z * squares];
    const root = Math.sqrt(Math.max(0, b * b - 4 * a * statistic * statistic));
    return (b - Math.sign(z) * root) / (2 * a);
  };
  return bounded(upperTail, chanceAt, ranks.length, 'normal approximation to the signed rank', options);
}

function bounded(
  upperTail: (chance: number) => number,
  chanceAt: (alpha: number) => number,
  pairs: number,
  method: HiddenBias['method'],
  { alternative, gammas = GAMMAS, alpha = 0.05 }: HiddenBiasOptions,
): HiddenBias {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha was ${alpha}; it lies between 0 and 1.`);
  const bounds = gammas.map(gamma => {
    if (!(gamma >= 1 && gamma < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`gamma was ${gamma}; it is a ratio of odds from 1, which is no hidden bias.`);
    }
    return { gamma, lower: upperTail(1 / (1 + gamma)), upper: upperTail(gamma / (1 + gamma)) };
  });
  const chance = chanceAt(alpha);
  const gammaAt = upperTail(0.5) <= alpha ? chance / (1 - chance) : undefined;
  return { pairs, alternative, bounds, alpha, gammaAt, method };
}

function requirePairs(pairs: number): void {
  if (pairs > 0) return;
  throw new RangeError('No pair differs in the outcome, so there is nothing that hidden bias could explain.');
}

/** P(the ranks that count sum to `statistic` or more), each counting with the same chance. */
function tailOfRanks(ranks: readonly number[], statistic: number, chance: number): number {
  // Mean ranks are halves: twice them are whole.
  const most = ranks.reduce((sum, rank) => sum + 2 * rank, 0);
  let chances = new Float64Array(most + 1);
  chances[0] = 1;
  for (const rank of ranks) {
    const next = chances.map(value => value * (1 - chance));
    for (let s = 0; s + 2 * rank <= most; s++) next[s + 2 * rank] += chances[s] * chance;
    chances = next;
  }
  let tail = 0;
  for (let s = most; s >= 2 * statistic; s--) tail += chances[s];
  return Math.min(1, tail);
}

/** The chance at which an increasing tail reaches alpha. */
function bisect(tail: (chance: number) => number, alpha: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (tail(middle) <= alpha) low = middle;
    else high = middle;
  }
  return low;
}
