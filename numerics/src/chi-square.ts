import { regularizedGamma } from './gamma.ts';

/** P(X <= x) for a chi-square variable with `df` > 0 degrees of freedom. Relative error about 1e-13. */
export function chiSquareCdf(x: number, df: number): number {
  return x <= 0 ? 0 : regularizedGamma(df / 2, x / 2).lower;
}

/** P(X > x): the p-value of a chi-square test. Keeps its digits far into the tail. */
export function chiSquareUpper(x: number, df: number): number {
  return x <= 0 ? 1 : regularizedGamma(df / 2, x / 2).upper;
}
