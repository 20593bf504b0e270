import { normalCdf, normalQuantile } from '@throughcare/numerics';

/** How the allowed error is spent as information comes in. */
export type Spending = 'obrien-fleming' | 'pocock';

/**
 * The two-sided error that may have been spent when a share `information` of all information is there (Lan and DeMets
 * 1983, each side by itself): `obrien-fleming` spends hardly any early, `pocock` about evenly.
 *
 * @param information above 0; 1 and more is everything
 */
export function errorSpent(spending: Spending, information: number, alpha = 0.05): number {
  if (!(information > 0)) {
    throw new RangeError(`information was ${information}; a look has some share of information, above 0.`);
  }
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha was ${alpha}; it must lie between 0 and 1.`);
  const share = Math.min(1, information);
  const side = alpha / 2;
  switch (spending) {
    case 'obrien-fleming':
      return 4 * normalCdf(-normalQuantile(1 - side / 2) / Math.sqrt(share));
    case 'pocock':
      return 2 * side * Math.log1p((Math.E - 1) * share);
  }
}
