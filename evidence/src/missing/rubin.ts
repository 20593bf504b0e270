import { normalQuantile, studentTQuantile } from '@throughcare/numerics';
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

/**
 * Rubin's rules (1987): the mean of the estimates; variance within plus (1 + 1/m) times between; Barnard and Rubin's
 * (1999) degrees of freedom, which a small sample keeps small.
 *
 * @param completeDegreesOfFreedom those that complete data would have; left out, unlimited
 */
export function poolByRubin(
  estimates: readonly number[],
  variances: readonly number[],
  completeDegreesOfFreedom = Number.POSITIVE_INFINITY,
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
  const estimate = estimates.reduce((sum, value) => sum + value, 0) / m;
  const within = variances.reduce((sum, value) => sum + value, 0) / m;
  const between = estimates.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (m - 1);
  const total = within + (1 + 1 / m) * between;
  const share = total > 0 ? ((1 + 1 / m) * between) / total : 0;
  const old = share > 0 ? (m - 1) / share ** 2 : Number.POSITIVE_INFINITY;
  const complete = completeDegreesOfFreedom;
  const observed = Number.isFinite(complete)
    ? ((complete + 1) / (complete + 3)) * complete * (1 - share)
    : Number.POSITIVE_INFINITY;
  const degreesOfFreedom = Number.isFinite(old)
    ? Number.isFinite(observed)
      ? (old * observed) / (old + observed)
      : old
    : observed;
  const increase = within > 0 ? ((1 + 1 / m) * between) / within : Number.POSITIVE_INFINITY;
  const fractionMissing = Number.isFinite(increase)
    ? (increase + (Number.isFinite(degreesOfFreedom) ? 2 / (degreesOfFreedom + 3) : 0)) / (1 + increase)
    : 1;
  const p = (1 + level) / 2;
  const t = Number.isFinite(degreesOfFreedom) ? studentTQuantile(p, degreesOfFreedom) : normalQuantile(p);
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
