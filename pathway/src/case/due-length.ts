import { addDays, type Day } from '../day.ts';
import { addWorkingDays } from '../law/working-days.ts';

/**
 * Lengths with which the work in a case falls due, and how each is counted. They are an organisation's own to set:
 * the usual ones are this program's and nobody's law.
 */
export const dueLengths = {
  childrenCheckEvery: { unit: 'days', usual: 90 },
  /** After a change of address, partner, order or work (E33). */
  childrenCheckAfterChange: { unit: 'days', usual: 7 },
  /** From referral to triage; twice as long until the case is open. */
  triageWithin: { unit: 'working days', usual: 5 },
  /** From the end of proceedings without a conviction until it is decided what is kept (E24). */
  keepingReviewWithin: { unit: 'days', usual: 28 },
  /** From a failure to comply until the officer has decided about it. */
  failureDecisionWithin: { unit: 'working days', usual: 5 },
  /** Before a condition ends. */
  conditionEndsNotice: { unit: 'days', usual: 28 },
} as const satisfies Record<string, { unit: 'days' | 'working days'; usual: number }>;
export type DueLength = keyof typeof dueLengths;
export type DueSettings = Readonly<Record<DueLength, number>>;

export const usualDueSettings: DueSettings = Object.fromEntries(
  Object.entries(dueLengths).map(([name, { usual }]) => [name, usual]),
) as DueSettings;

/** A day that is counted with a length from another; `times` below nought counts back from it. */
export interface Counted {
  readonly from: Day;
  readonly length: DueLength;
  readonly times: number;
}

/** The day, with the lengths as somebody has set them. */
export function countDay({ from, length, times }: Counted, settings: DueSettings): Day {
  const count = times * settings[length];
  return dueLengths[length].unit === 'days' ? addDays(from, count) : addWorkingDays(from, count);
}
