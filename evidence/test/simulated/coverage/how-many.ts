import { regularizedBeta } from '@throughcare/numerics';

/** Of so many worlds the findings are kept. */
export const KEPT_SEEDS = 200;

/** Those in every run of the tests; `npm run seeds` works out 2,000. Seeds are 1 to this number and are never picked. */
export const SEEDS = Number(process.env['THROUGHCARE_SEEDS'] ?? KEPT_SEEDS);

/** P(X <= k) for X ~ Binomial(n, p). */
function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : regularizedBeta(1 - p, n - k, k + 1);
}

/**
 * How often a right 95% interval may cover the truth in `worlds` worlds: from the least to the greatest count with no
 * more than .0013 below and no more than .0013 above. With 200 worlds 180 to 198, which a right interval leaves
 * with probability .00156.
 */
export function acceptedCoverage(worlds: number): { from: number; to: number; falseAlarm: number } {
  let from = 0;
  while (binomialCdf(from, worlds, 0.95) < 0.0013) from++;
  let to = worlds;
  while (to > from && 1 - binomialCdf(to - 1, worlds, 0.95) < 0.0013) to--;
  return { from, to, falseAlarm: binomialCdf(from - 1, worlds, 0.95) + 1 - binomialCdf(to, worlds, 0.95) };
}
