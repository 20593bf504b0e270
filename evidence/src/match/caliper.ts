import { sumOf } from '@throughcare/numerics';
import type { Line } from './line.ts';

/** The largest distance at which two people may be matched. */
export interface Caliper {
  readonly width: number;
  /** Of everybody's scores on the scale that is matched on, as MatchIt has it; or in the scale's own units. */
  readonly in: 'standard deviations' | 'score units';
}

/** The caliper in the scale's own units; infinite without one. Throws a RangeError when it is not above 0. */
export function caliperWidth(caliper: Caliper | undefined, line: Pick<Line, 'at'>): number {
  if (!caliper) return Number.POSITIVE_INFINITY;
  const { width } = caliper;
  if (!(width > 0 && width < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `caliper was ${width}; it is the largest distance allowed, a number above 0. Leave it out to allow any.`,
    );
  }
  return caliper.in === 'standard deviations' ? width * standardDeviation(line.at) : width;
}

// In the line's order, so that the order of the rows cannot move it.
function standardDeviation(at: Float64Array): number {
  const mean = sumOf(at.length, i => at[i]) / at.length;
  return Math.sqrt(sumOf(at.length, i => (at[i] - mean) ** 2) / (at.length - 1));
}
