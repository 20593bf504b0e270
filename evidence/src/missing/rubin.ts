import { studentTQuantile } from '@throughcare/numerics';
import type { Interval } from '../effect/proportion.ts';

/** One figure from several completed data sets. */
export interface Pooled {
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Variance within the completed data sets, between them, and in all. */
  readonly within: number;
  readonly between: number;
  readonly total: number;
  readonly degreesOfFreedom: number;
  /** How much of the variance comes from what is missing. */
  readonly fractionMissing: number;
  readonly imputations: number;
}

/** As mice has it: where the sets hardly differ their number still limits the degrees of freedom, which stay finite. */
const LEAST_SHARE = 1e-4;

/** Below this the interval would be wider than 10^11 standard errors. */
const LEAST_FREEDOM = 0.1;

/**
 * Rubin's rules (1987): the mean of the estimates; variance within plus (1 + 1/m) times between; Barnard and Rubin's
 * (1999) degrees of freedom, which a small sample keeps small.
 *
 * @param complete degrees of freedom that complete data would have; left out, unlimited
 * @throws RangeError for fewer than two estimates, lists of unequal length, figures that are not finite,
 *   variances that are all 0, or hardly any degrees of freedom
 */
export function poolByRubin(
  estimates: readonly number[],
  variances: readonly number[],
  complete = Number.POSITIVE_INFINITY,
  level = 0.95,
): Pooled {
  const m = estimates.length;
  if (m < 2 || variances.length !== m) {
    throw new RangeError(
      `${m} estimates and ${variances.length} variances; pooling needs two or more, as many of each.`,
    );
  }
  for (const [k, value] of [...estimates, ...variances].entries()) {
    if (!Number.isFinite(value) || (k >= m && value < 0)) {
      throw new RangeError(
        `${k < m ? 'estimate' : 'variance'} ${(k % m) + 1} is ${value}; it must be a finite number${k < m ? '' : ' from 0 on'}.`,
      );
    }
  }
  if (!(complete > 0)) {
    throw new RangeError(`complete was ${complete}; degrees of freedom are above 0, or left out.`);
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`level was ${level}; it must lie between 0 and 1.`);
  const estimate = estimates.reduce((sum, value) => sum + value, 0) / m;
  const within = variances.reduce((sum, value) => sum + value, 0) / m;
  const between = estimates.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (m - 1);
  if (within === 0 && between > 0) {
    throw new RangeError('Every variance is 0; estimates without variances of their own cannot be pooled.');
  }
  const added = (1 + 1 / m) * between;
  const total = within + added;
  const share = Math.max(LEAST_SHARE, total > 0 ? added / total : 0);
  const unlimited = (m - 1) / share ** 2;
  const observed = ((complete + 1) / (complete + 3)) * complete * (1 - share);
  const degreesOfFreedom =
    complete === Number.POSITIVE_INFINITY ? unlimited : 1 / (1 / unlimited + 1 / observed);
  // (r + 2 / (df + 3)) / (r + 1) with r = added / within, so written that nothing within does no harm.
  const fractionMissing =
    total > 0 ? (added + (2 * within) / (degreesOfFreedom + 3)) / total : 2 / (degreesOfFreedom + 3);
  if (!(degreesOfFreedom >= LEAST_FREEDOM)) {
    throw new RangeError(
      `So much is missing that ${degreesOfFreedom.toExponential(1)} degrees of freedom are left: there is no interval.`,
    );
  }
  const t = studentTQuantile((1 + level) / 2, degreesOfFreedom);
  const standardError = Math.sqrt(total);
  return {
    estimate,
    standardError,
    interval: { lower: estimate - t * standardError, upper: estimate + t * standardError, level },
    within,
    between,
    total,
    degreesOfFreedom,
    fractionMissing,
    imputations: m,
  };
}
