import type { Share } from '@throughcare/linkage';

/** Counts under this are never shown (E16). */
export const SMALLEST_SHOWN = 10;

/** How many of a group, as it may be read: exact; or that those with, or those without, are fewer than ten (E16). */
export type ShownShare =
  | {
      readonly shown: 'exact';
      readonly of: number;
      readonly per1000: number;
      readonly lower: number;
      readonly upper: number;
    }
  | { readonly shown: 'few'; readonly of: number; readonly atMostPer1000: number }
  | { readonly shown: 'hidden' };

/** The share without: of 1,000 people, how many were missed, or wrong. A share of nobody, or of few, is hidden. */
export function shareWithout({ count, of, lower, upper }: Share): ShownShare {
  const without = of - count;
  if (of < 2 * SMALLEST_SHOWN || count < SMALLEST_SHOWN) return { shown: 'hidden' };
  if (without < SMALLEST_SHOWN)
    return { shown: 'few', of, atMostPer1000: Math.ceil((1000 * (SMALLEST_SHOWN - 1)) / of) };
  return {
    shown: 'exact',
    of,
    per1000: (1000 * without) / of,
    lower: 1000 * (1 - upper),
    upper: 1000 * (1 - lower),
  };
}

/** The same for those with: detected again, of all. */
export function shareWith({ count, of, lower, upper }: Share): ShownShare {
  return shareWithout({ count: of - count, of, share: 0, lower: 1 - upper, upper: 1 - lower });
}

/** A count as it may be read. */
export function sayCount(count: number): string {
  return count < SMALLEST_SHOWN ? 'fewer than 10' : count.toLocaleString('en-GB');
}
