import { normalCdf, normalDensity } from '@throughcare/numerics';

/**
 * Studies that no look has stopped yet: the density of their sum (statistic times root of information) on an even grid
 * between the limits that it must not pass.
 */
export interface Going {
  /** The share of information of the look that they passed. */
  readonly information: number;
  readonly reach: number;
  readonly density: Float64Array;
}

/** Grid points a standard deviation of the next step, and the fewest in all. */
const FINENESS = 6;
const FEWEST = 400;
/** Beyond so many standard deviations a double holds nothing of a normal density's share. */
const FAR = 9;
/** Information may not grow by less than this share: its looks are one look, and the grid would not see the step. */
export const LEAST_STEP = 1e-5;

/**
 * Those still going after one more look with the limit `limit` (of the sum) at `information`. With `drift` their
 * sum grows by drift times information on average.
 *
 * @param next the information of the look after this, which says how fine the grid must be; undefined at the last
 */
export function carriedOn(
  going: Going | undefined,
  {
    information,
    limit,
    next,
    drift = 0,
  }: { information: number; limit: number; next?: number; drift?: number },
): Going {
  const step = information - (going?.information ?? 0);
  const deviation = Math.sqrt(step);
  // Where nothing is left of the density the grid need not go.
  const farthest = (going?.reach ?? 0) + Math.abs(drift) * step + FAR * deviation;
  const reach = Math.min(limit, farthest);
  const finest = Math.sqrt(Math.min(step, next === undefined ? step : next - information));
  const half = Math.ceil(Math.max(FEWEST / 2, (FINENESS * reach) / finest));
  const width = reach / half;
  const density = Float64Array.from({ length: 2 * half + 1 }, (_, i) => {
    const s = -reach + width * i - drift * step;
    if (going === undefined) return normalDensity(s / deviation) / deviation;
    return integrate(going, s, FAR * deviation, from => normalDensity((s - from) / deviation) / deviation);
  });
  return { information, reach, density };
}

/** The chance of having been still going and to pass `limit` at the look at `information`: above it, and below it. */
export function passing(
  going: Going | undefined,
  { information, limit, drift = 0 }: { information: number; limit: number; drift?: number },
): { readonly above: number; readonly below: number } {
  const step = information - (going?.information ?? 0);
  const deviation = Math.sqrt(step);
  const above = (from: number): number => normalCdf((from + drift * step - limit) / deviation);
  const below = (from: number): number => normalCdf((-limit - from - drift * step) / deviation);
  if (going === undefined) return { above: above(0), below: below(0) };
  const reach = Number.POSITIVE_INFINITY;
  return { above: integrate(going, 0, reach, above), below: integrate(going, 0, reach, below) };
}

/** The integral of the density times a function within `far` of `centre`, by Simpson's rule. */
function integrate(
  { reach, density }: Going,
  centre: number,
  far: number,
  value: (s: number) => number,
): number {
  const last = density.length - 1;
  const width = (2 * reach) / last;
  const from = Math.max(0, Math.floor((centre - far + reach) / width));
  const to = Math.min(last, Math.ceil((centre + far + reach) / width));
  let total = 0;
  for (let i = from; i <= to; i++) {
    const weight = i === 0 || i === last ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * density[i] * value(-reach + width * i);
  }
  return (total * width) / 3;
}
