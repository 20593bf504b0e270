import { betaQuantile, regularizedBeta } from './beta.ts';
import { normalQuantile } from './normal.ts';

/** P(T <= t) for Student's t with `df` > 0 degrees of freedom. Relative error about 1e-13. */
export function studentTCdf(t: number, df: number): number {
  const tail = regularizedBeta(df / (df + t * t), df / 2, 0.5) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** From here on the expansion about the normal quantile is exact to a double, and the beta quantile loses digits. */
const LARGE = 1e5;

/** The t with P(T <= t) = p, through the beta quantile, of many degrees through the normal. 0 and 1 give the infinities. */
export function studentTQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (df >= LARGE) return aboutNormal(normalQuantile(p), df);
  const x = betaQuantile(2 * tail, df / 2, 0.5);
  const t = Math.sqrt(df * (1 / x - 1));
  return p < 0.5 ? -t : t;
}

/** Cornish and Fisher's expansion (Abramowitz and Stegun 1964, 26.7.5) to the third power of 1 / df. */
function aboutNormal(z: number, df: number): number {
  const square = z * z;
  const first = (square + 1) / 4;
  const second = ((5 * square + 16) * square + 3) / 96;
  const third = (((3 * square + 19) * square + 17) * square - 15) / 384;
  return z * (1 + (first + (second + third / df) / df) / df);
}
