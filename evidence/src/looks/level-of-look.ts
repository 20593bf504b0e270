import { boundaries } from './boundaries.ts';
import type { Spending } from './spending.ts';

/** The confidence level of the intervals of one look, and what has been spent by it. */
export interface LevelOfLook {
  /** One less the look's own two-sided error: the level of its (repeated) intervals. */
  readonly level: number;
  readonly z: number;
  readonly alphaSpent: number;
}

/**
 * The level of a look at data that accrues. With the shares of information of this look and of those before it the
 * error is spent as planned, so that all looks together are wrong in no more than `alpha`; the interval at that level is
 * Jennison and Turnbull's (1989) repeated confidence interval.
 *
 * @param information the shares up to and with this look, rising
 */
export function levelOfLook(information: readonly number[], spending: Spending, alpha = 0.05): LevelOfLook {
  const own = boundaries(information, spending, alpha).at(-1);
  if (own === undefined) throw new RangeError('information was empty; a look has a share of information.');
  return { level: 1 - own.nominalAlpha, z: own.z, alphaSpent: own.alphaSpent };
}

/**
 * The error of the k-th look when nobody planned how many there would be: alpha / (k (k + 1)), which adds up to less
 * than alpha however often one looks. Conservative; a plan made beforehand gives narrower intervals.
 */
export function errorOfUnplannedLook(look: number, alpha = 0.05): number {
  if (!(Number.isInteger(look) && look >= 1)) {
    throw new RangeError(`look was ${look}; looks are counted 1, 2, 3 and so on.`);
  }
  return alpha / (look * (look + 1));
}
