import { studentTQuantile } from '@throughcare/numerics';
import { normalInterval } from '../effect/proportion.ts';
import type { Interval } from '../effect/proportion.ts';

/** So many standard errors to either side as the normal distribution, or Student's of these degrees of freedom, says. */
export function intervalOf(
  value: number,
  standardError: number,
  level: number,
  degreesOfFreedom?: number,
): Interval {
  if (degreesOfFreedom === undefined) return normalInterval(value, standardError, level);
  const reach = studentTQuantile((1 + level) / 2, degreesOfFreedom) * standardError;
  return { lower: value - reach, upper: value + reach, level };
}
