import type { Interval } from '../effect/proportion.ts';
import type { Maturity } from '../study/maturity.ts';

/** A number of people: exact, or hidden because it is small (E16). */
export type Count = number | 'fewer than 10';

export type NonEmpty<T> = readonly [T, ...T[]];

/** One arm's part in an estimate. */
export interface ArmResult {
  readonly arm: string;
  readonly label: string;
  readonly n: Count;
  readonly events: Count;
  /** Kish's effective number after weighting; n itself without weights. */
  readonly effectiveN: number;
  /** Share with a detected event, weighted in an adjusted estimate; of a rate, offences a person and year at risk. */
  readonly risk: number;
  /** Years at risk, where the measure rests on them. */
  readonly years?: number;
}

/** Something tried against an estimate, and what came of it. */
export interface Sensitivity {
  readonly name: string;
  readonly finding: string;
  readonly values: Readonly<Record<string, number>>;
}

/**
 * What an estimate measures. Differences: of risks (-1 to 1), of rates (offences a person and year at risk), of mean
 * days without a detected offence within the follow-up. Ratios: of risks, rates, hazards.
 */
export type Measure =
  | 'risk difference'
  | 'risk ratio'
  | 'rate difference'
  | 'rate ratio'
  | 'hazard ratio'
  | 'subdistribution hazard ratio'
  | 'restricted mean difference';

export function isRatio(measure: Measure): boolean {
  return measure.endsWith('ratio');
}

/**
 * A figure that may be printed. Nothing of it is optional: a value without its people, events, interval, follow-up,
 * maturity, method, assumptions and sensitivity cannot be written down (E12).
 */
export interface Estimate {
  readonly measure: Measure;
  /** How it was made, in a word or two, where several figures of a comparison have one measure: AIPW, Poisson. */
  readonly by?: string;
  /** What was counted; always says that it was detected. */
  readonly detected: string;
  /** First arm minus second (of differences), or first over second (of ratios). */
  readonly value: number;
  readonly interval: Interval;
  readonly standardError: number;
  /** Of Student's distribution, where the interval rests on it: a figure pooled over imputations. */
  readonly degreesOfFreedom?: number;
  readonly arms: readonly [ArmResult, ArmResult];
  readonly followUp: { readonly days: number; readonly from: readonly [string, string] };
  readonly maturity: Maturity;
  readonly method: string;
  readonly assumptions: NonEmpty<string>;
  readonly sensitivity: NonEmpty<Sensitivity>;
}

/** In place of an estimate that cannot be made. */
export interface Withheld {
  readonly withheld: string;
}

/** Checks what types cannot: numbers that are numbers, an interval around its value, "detected" in the name. */
export function estimate(parts: Estimate): Estimate {
  const { value, interval, standardError, arms, detected } = parts;
  const numbers = [
    value,
    interval.lower,
    interval.upper,
    standardError,
    ...arms.flatMap(arm => [arm.risk, arm.effectiveN]),
  ];
  if (!numbers.every(Number.isFinite)) {
    throw new RangeError(`An estimate holds ${numbers.join(', ')}; every number in it must be finite.`);
  }
  if (interval.lower > value || value > interval.upper) {
    throw new RangeError(`${value} lies outside its interval ${interval.lower} to ${interval.upper}.`);
  }
  if (!/\bdetected\b/i.test(detected))
    throw new RangeError(`"${detected}" does not say that it was detected.`);
  return parts;
}

export function isEstimate(figure: Estimate | Withheld): figure is Estimate {
  return !('withheld' in figure);
}
