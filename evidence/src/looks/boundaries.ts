import { normalCdf, normalDensity, normalQuantile } from '@throughcare/numerics';
import { errorSpent } from './spending.ts';
import type { Spending } from './spending.ts';

/** What one look may conclude from. */
export interface Boundary {
  readonly information: number;
  /** A difference is concluded when its statistic lies beyond this, on either side. */
  readonly z: number;
  /** The two-sided error of this look alone, as if it were the only one, and of all looks up to it together. */
  readonly nominalAlpha: number;
  readonly alphaSpent: number;
}

const POINTS = 1001;

/**
 * The boundaries of looks at growing shares of information such that all together make the error `alpha`: for each
 * look, the distribution of the statistic among studies that have not stopped is carried on to the next by numerical
 * integration (Armitage, McPherson and Rowe 1969), and the boundary is set where the newly spent error lies beyond.
 *
 * @param information rising shares; the last may fall short of 1
 */
export function boundaries(
  information: readonly number[],
  spending: Spending,
  alpha = 0.05,
): readonly Boundary[] {
  information.forEach((share, k) => {
    if (!(share > (k === 0 ? 0 : information[k - 1]))) {
      throw new RangeError(
        `information was ${information.join(', ')}; the share at each look must be above the one before it.`,
      );
    }
  });
  const result: Boundary[] = [];
  let going: Going | undefined;
  let spent = 0;
  information.forEach((share, k) => {
    const allowed = errorSpent(spending, share, alpha);
    const now = Math.max(allowed - spent, 0);
    const step = share - (information[k - 1] ?? 0);
    const z = going === undefined ? zOf(now) : boundaryFor(going, share, step, now);
    spent = allowed;
    result.push({ information: share, z, nominalAlpha: 2 * normalCdf(-z), alphaSpent: spent });
    going = carriedOn(going, z * Math.sqrt(share), step);
  });
  return result;
}

/** The density of the sum (statistic times root of information) among studies still going, on an even grid. */
interface Going {
  readonly reach: number;
  readonly density: Float64Array;
}

function zOf(twoSided: number): number {
  return twoSided > 0 ? -normalQuantile(twoSided / 2) : 38; // Beyond 38 a double holds no tail.
}

/** The z beyond which, after one more step of information, lies the error `now`. */
function boundaryFor(going: Going, share: number, step: number, now: number): number {
  let low = 0;
  let high = 38;
  for (let pass = 0; pass < 80; pass++) {
    const z = (low + high) / 2;
    if (beyond(going, z * Math.sqrt(share), Math.sqrt(step)) > now) low = z;
    else high = z;
  }
  return (low + high) / 2;
}

function beyond(going: Going, limit: number, deviation: number): number {
  return integrate(going, s => normalCdf((s - limit) / deviation) + normalCdf((-s - limit) / deviation));
}

function carriedOn(going: Going | undefined, limit: number, step: number): Going {
  const deviation = Math.sqrt(step);
  // Where nothing is left of the density the grid need not go.
  const farthest = going === undefined ? 9 * deviation : going.reach + 9 * deviation;
  const reach = Math.min(limit, farthest);
  const density = Float64Array.from({ length: POINTS }, (_, i) => {
    const s = -reach + (2 * reach * i) / (POINTS - 1);
    if (going === undefined) return normalDensity(s / deviation) / deviation;
    return integrate(going, from => normalDensity((s - from) / deviation) / deviation);
  });
  return { reach, density };
}

/** The integral of the density times a function, by Simpson's rule. */
function integrate({ reach, density }: Going, value: (s: number) => number): number {
  const width = (2 * reach) / (POINTS - 1);
  let total = 0;
  for (let i = 0; i < POINTS; i++) {
    const weight = i === 0 || i === POINTS - 1 ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * density[i] * value(-reach + width * i);
  }
  return (total * width) / 3;
}
