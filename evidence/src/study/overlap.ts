import type { WeightedPair } from '../compare.ts';

/** How the propensity scores of the two arms lie over one another. */
export interface Overlap {
  /** Twenty bins of equal width from 0 to 1: people of the first and of the second arm. */
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly range: { readonly first: readonly [number, number]; readonly second: readonly [number, number] };
}

const BINS = 20;

export function overlapOf({ propensity: { scores }, treated }: WeightedPair): Overlap {
  const bins = [0, 1].map(() => Array.from({ length: BINS }, () => 0));
  const range: [number, number][] = [
    [1, 0],
    [1, 0],
  ];
  scores.forEach((score, i) => {
    const side = treated[i] === 1 ? 0 : 1;
    bins[side][Math.min(BINS - 1, Math.floor(score * BINS))]++;
    range[side][0] = Math.min(range[side][0], score);
    range[side][1] = Math.max(range[side][1], score);
  });
  return { first: bins[0], second: bins[1], range: { first: range[0], second: range[1] } };
}
