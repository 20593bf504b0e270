import { normalCdf, normalQuantile } from '@throughcare/numerics';
import { carriedOn, LEAST_STEP, passing } from './going.ts';
import type { Going } from './going.ts';
import { errorSpent } from './spending.ts';
import type { Spending } from './spending.ts';

/** What one look may conclude from. */
export interface Boundary {
  readonly information: number;
  /** A difference is concluded when its statistic lies beyond this, on either side; at most 38, where nothing is spent. */
  readonly z: number;
  /** The two-sided error of this look alone, as if it were the only one, and of all looks up to it together. */
  readonly nominalAlpha: number;
  readonly alphaSpent: number;
}

/** Beyond it a double holds no tail. */
const FARTHEST = 38;

/**
 * The boundaries of looks at growing shares of information such that all together make the error `alpha`: for each
 * look, the distribution of the statistic among studies that have not stopped is carried on to the next by numerical
 * integration (Armitage, McPherson and Rowe 1969), and the boundary is set where the newly spent error lies beyond. To
 * about 1e-8. Once the share is 1 everything is spent, and no later look may conclude anything.
 *
 * @param information rising shares; the last may fall short of 1, or pass it
 */
export function boundaries(
  information: readonly number[],
  spending: Spending,
  alpha = 0.05,
): readonly Boundary[] {
  requireRising(information);
  const result: Boundary[] = [];
  let going: Going | undefined;
  let spent = 0;
  information.forEach((share, k) => {
    const allowed = errorSpent(spending, share, alpha);
    const z = boundaryFor(going, share, Math.max(allowed - spent, 0));
    spent = allowed;
    result.push({ information: share, z, nominalAlpha: 2 * normalCdf(-z), alphaSpent: spent });
    going = carriedOn(going, { information: share, limit: z * Math.sqrt(share), next: information[k + 1] });
  });
  return result;
}

/**
 * The chance that each look stops a study, above the boundary and below it, when its statistic drifts: at full
 * information its mean is `drift` (standard errors of the final estimate), 0 without any difference.
 */
export function stoppingChances(
  looks: readonly { readonly information: number; readonly z: number }[],
  drift = 0,
): readonly { readonly above: number; readonly below: number }[] {
  requireRising(looks.map(({ information }) => information));
  if (!Number.isFinite(drift)) throw new RangeError(`drift was ${drift}; it must be a number.`);
  let going: Going | undefined;
  return looks.map(({ information, z }, k) => {
    if (!(z > 0)) throw new RangeError(`z was ${z} at look ${k + 1}; a boundary lies above 0.`);
    const limit = z * Math.sqrt(information);
    const chances = passing(going, { information, limit, drift });
    going = carriedOn(going, { information, limit, next: looks[k + 1]?.information, drift });
    return chances;
  });
}

function requireRising(information: readonly number[]): void {
  if (information.length === 0)
    throw new RangeError('There are no looks; a look has a share of information.');
  information.forEach((share, k) => {
    const before = information[k - 1] ?? 0;
    if (!(share - before >= LEAST_STEP && Number.isFinite(share))) {
      throw new RangeError(
        `information was ${information.join(', ')}; the share at each look must be above the one before it, by ${LEAST_STEP} or more.`,
      );
    }
  });
}

/** The z beyond which, after one more step of information, lies the error `now`. */
function boundaryFor(going: Going | undefined, information: number, now: number): number {
  if (now === 0) return FARTHEST;
  if (going === undefined) return Math.min(FARTHEST, -normalQuantile(now / 2));
  let low = 0;
  let high = FARTHEST;
  while (high - low > 1e-12 * high) {
    const z = (low + high) / 2;
    const { above, below } = passing(going, { information, limit: z * Math.sqrt(information) });
    if (above + below > now) low = z;
    else high = z;
  }
  return (low + high) / 2;
}
