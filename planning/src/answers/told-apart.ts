import { betaQuantile } from '@throughcare/numerics';
import { refuseNoNumbers, refuseOtherLength } from '../engine/refuse/argument.ts';
import { meanOf } from './mean.ts';

/** How much of the spread between runs is what we don't know, and how much is chance. */
export interface ToldApart {
  /** Draws of the assumptions that were each run twice, with different luck. */
  readonly draws: number;
  readonly unknownVariance: number;
  readonly chanceVariance: number;
  /** Share of the variance that is what we don't know, with its 95% interval; the rest is chance. */
  readonly unknownShare: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Each pair is two runs under one draw of the assumptions and different luck, so what differs within a pair is
 * chance alone: one-way analysis of variance with random draws. The interval is the exact one of the share
 * between groups of two (Searle, Casella and McCulloch 1992, 3.6d). Null when nothing varies.
 */
export function tellApart(pairs: readonly (readonly [number, number])[]): ToldApart | null {
  pairs.forEach((pair, i) => {
    refuseOtherLength(`pairs[${i}]`, pair, 'a pair', 2);
    refuseNoNumbers(`pairs[${i}]`, pair);
  });
  const draws = pairs.length;
  if (draws < 2) return null;
  const means = pairs.map(([a, b]) => (a + b) / 2);
  const mean = meanOf(means);
  const between = (2 * means.reduce((sum, each) => sum + (each - mean) ** 2, 0)) / (draws - 1);
  const within = pairs.reduce((sum, [a, b]) => sum + (a - b) ** 2 / 2, 0) / draws;
  if (between === 0 && within === 0) return null;
  const share = (ratio: number): number =>
    ratio === Infinity ? 1 : Math.min(1, Math.max(0, (ratio - 1) / (ratio + 1)));
  const ratio = between / within;
  return {
    draws,
    unknownVariance: Math.max(0, (between - within) / 2),
    chanceVariance: within,
    unknownShare: share(ratio),
    low: share(ratio / quantileF(0.975, draws - 1, draws)),
    high: share(ratio / quantileF(0.025, draws - 1, draws)),
  };
}

/** Quantile of Fisher's F by way of the beta distribution. */
function quantileF(p: number, above: number, below: number): number {
  const x = betaQuantile(p, above / 2, below / 2);
  return (below * x) / (above * (1 - x));
}
