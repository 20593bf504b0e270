import { StatsRefused } from './refusal.ts';

/** Squares and products of numbers in between stay within what a double holds. */
const [LEAST, MOST] = [1e-75, 1e75];

/**
 * Refuses a column whose values are too large to compute with, or whose largest distance (of a value from another, or
 * from 0) is too small.
 */
export function refuseExtremes(
  name: string,
  values: ArrayLike<number>,
  from: 'one another' | 'zero' = 'one another',
): void {
  let [least, most] = [values[0], values[0]];
  for (let i = 1; i < values.length; i++) {
    least = Math.min(least, values[i]);
    most = Math.max(most, values[i]);
  }
  const reach = Math.max(Math.abs(least), Math.abs(most));
  const size = from === 'zero' || most === least ? reach : most - least;
  if (reach <= MOST && (size >= LEAST || size === 0)) return;
  throw new StatsRefused(
    `${name} runs from ${least} to ${most}, which is too ${reach > MOST ? 'large' : 'small'} to compute with. Correct it, or give it in another unit.`,
  );
}
