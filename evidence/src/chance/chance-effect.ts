import type { Interval } from '../effect/proportion.ts';
import { studentTQuantile, normalQuantile } from '@throughcare/numerics';

/** A figure from a design that uses chance, in the units of the outcome. */
export interface ChanceEffect {
  readonly value: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** How it was estimated, with the standard error's name. */
  readonly method: string;
}

/** An assumption of a design, held against the data as far as data can. */
export interface AssumptionCheck {
  readonly assumption: string;
  /** Data can cast doubt on an assumption; it can never prove one. */
  readonly verdict: 'nothing against it' | 'in doubt' | 'cannot be checked';
  readonly finding: string;
  readonly values: Readonly<Record<string, number>>;
}

/** `value` plus and minus the quantile of Student's t (of the normal, without degrees of freedom) times the error. */
export function chanceEffect(
  value: number,
  standardError: number,
  method: string,
  degreesOfFreedom?: number,
  level = 0.95,
): ChanceEffect {
  const p = (1 + level) / 2;
  const reach =
    standardError *
    (degreesOfFreedom === undefined ? normalQuantile(p) : studentTQuantile(p, degreesOfFreedom));
  return { value, standardError, interval: { lower: value - reach, upper: value + reach, level }, method };
}

/** The two-sided p of an effect against nothing, by Student's t or the normal, from its own interval's quantile. */
export function differs({ interval }: ChanceEffect): boolean {
  return interval.lower > 0 || interval.upper < 0;
}
