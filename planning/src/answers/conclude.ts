import { betaQuantile } from '@throughcare/numerics';
import { estimate } from './estimate.ts';
import type { Conclusion } from './plan-result.ts';

/** So large a share of all the runs that could be made must lie on one side of nought, with so much confidence. */
const wantedShare = 0.95;
const confidence = 0.95;
/** Share of the runs that the interval leaves beyond either end. */
const leftOver = 0.025;

/**
 * Three conclusions. One side has less where the interval of the runs lies to one side of nought and the runs suffice to
 * say that 95 in 100 of all runs would: the exact one-sided lower bound of that share (Clopper and Pearson 1934, Biometrika
 * 26:404) is 0.95 or more. Of runs that are all on one side it takes 59. Where the truth is 95 in 100 or less, each
 * side is so named in at most 1 of 20 repeats; of two like plans, hardly ever.
 *
 * @param differences of the runs in which there is one
 * @param runs all that were made: those without a difference count for neither side
 */
export function conclude(differences: readonly number[], runs: number = differences.length): Conclusion {
  const { low, high } = estimate('', differences);
  if (high < 0 && suffices(differences.filter(each => each < 0).length, runs)) return 'lower';
  if (low > 0 && suffices(differences.filter(each => each > 0).length, runs)) return 'higher';
  return 'cannot tell yet';
}

/**
 * How many runs it takes at least, where too few is what is lacking; null where one side has been named, where no run
 * differs, and where more runs of the kind seen would not name one.
 */
export function runsNeeded(differences: readonly number[], runs: number = differences.length): number | null {
  const below = differences.filter(each => each < 0).length;
  const above = differences.filter(each => each > 0).length;
  const oneSide = Math.max(below, above);
  if (oneSide === 0 || conclude(differences, runs) !== 'cannot tell yet') return null;
  const fewest = fewestRuns(0);
  const others = runs - oneSide;
  if (others > leftOver * runs) return runs < fewest ? fewest : null;
  return Math.max(runs + 1, fewestRuns(others));
}

/** The fewest runs that suffice, with an interval that can lie to one side, when so many of them are not on it. */
function fewestRuns(others: number): number {
  let runs = others + 1;
  while (others >= leftOver * (runs + 1) || !suffices(runs - others, runs)) runs++;
  return runs;
}

function suffices(onOneSide: number, runs: number): boolean {
  return onOneSide > 0 && betaQuantile(1 - confidence, onOneSide, runs - onOneSide + 1) >= wantedShare;
}
