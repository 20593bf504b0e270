import { normalCdf, normalQuantile } from '@throughcare/numerics';

/**
 * How the allowed error is spent as information comes in: `obrien-fleming` spends hardly any early, `pocock` about
 * evenly (Lan and DeMets 1983); a `rate` from about 1 (as Pocock) downwards to -4 (as O'Brien and Fleming) and beyond is
 * Hwang, Shih and DeCani's (1990) family.
 */
export type Spending = 'obrien-fleming' | 'pocock' | { readonly rate: number };

/**
 * The two-sided error that may have been spent when a share `information` of all information is there, each side by
 * itself.
 *
 * @param information above 0; 1 and more is everything
 */
export function errorSpent(spending: Spending, information: number, alpha = 0.05): number {
  if (!(information > 0 && Number.isFinite(information))) {
    throw new RangeError(`information was ${information}; a look has some share of information, above 0.`);
  }
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha was ${alpha}; it must lie between 0 and 1.`);
  if (information >= 1) return alpha;
  if (spending === 'obrien-fleming') {
    return 4 * normalCdf(normalQuantile(alpha / 4) / Math.sqrt(information));
  }
  if (spending === 'pocock') return alpha * Math.log1p((Math.E - 1) * information);
  const { rate } = spending;
  if (!(Math.abs(rate) <= MOST_RATE)) {
    throw new RangeError(`rate was ${rate}; it lies from -${MOST_RATE} to ${MOST_RATE}.`);
  }
  return rate === 0 ? alpha * information : (alpha * Math.expm1(-rate * information)) / Math.expm1(-rate);
}

/** Beyond this everything is spent at the first look, or nothing before the last. */
const MOST_RATE = 40;
