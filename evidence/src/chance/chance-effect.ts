import type { Interval } from '../effect/proportion.ts';
import { normalCdf, normalQuantile, studentTCdf, studentTQuantile } from '@throughcare/numerics';

/** A figure from a design that uses chance, in the units of the outcome. */
export interface ChanceEffect {
  readonly value: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** How it was estimated, with the standard error's name. */
  readonly method: string;
  /** Of Student's t; absent where the interval is the normal's. */
  readonly degreesOfFreedom?: number;
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
  const interval = { lower: value - reach, upper: value + reach, level };
  return {
    value,
    standardError,
    interval,
    method,
    ...(degreesOfFreedom === undefined ? {} : { degreesOfFreedom }),
  };
}

/** Whether an effect's interval leaves nothing out. */
export function differs({ interval }: ChanceEffect): boolean {
  return interval.lower > 0 || interval.upper < 0;
}

/** The same figure with an interval of another level. */
export function atLevel(
  { value, standardError, method, degreesOfFreedom }: ChanceEffect,
  level: number,
): ChanceEffect {
  return chanceEffect(value, standardError, method, degreesOfFreedom, level);
}

/** The two-sided p of an effect against nothing, by Student's t or the normal. */
export function pOf({ value, standardError, degreesOfFreedom }: ChanceEffect): number {
  if (standardError === 0) return value === 0 ? 1 : 0;
  const away = -Math.abs(value / standardError);
  return 2 * (degreesOfFreedom === undefined ? normalCdf(away) : studentTCdf(away, degreesOfFreedom));
}
