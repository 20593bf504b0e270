import { betaQuantile, regularizedBeta } from './beta.ts';

/** P(T <= t) for Student's t with `df` > 0 degrees of freedom. Relative error about 1e-13. */
export function studentTCdf(t: number, df: number): number {
  const tail = regularizedBeta(df / (df + t * t), df / 2, 0.5) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** The t with P(T <= t) = p, through the beta quantile. 0 and 1 give the infinities. */
export function studentTQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const x = betaQuantile(2 * tail, df / 2, 0.5);
  const t = Math.sqrt(df * (1 / x - 1));
  return p < 0.5 ? -t : t;
}
