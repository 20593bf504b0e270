import { z } from 'zod';
import { days, detected, name, oneOf, scalar, words } from './words.ts';
import { where } from './where-schema.ts';

/** What one person can have: yes or no, a number of offences, a time, or the first of several ends. */
export const KINDS = ['binary', 'count', 'time to event', 'competing'] as const;

const foundIn = z.strictObject({
  file: name,
  /** The day of the offence. Left out only where the file has none, and then `count_by: conviction` says so. */
  offence: words.optional(),
  conviction: words,
  count_by: oneOf(['offence', 'conviction']).default('offence'),
  where: where.optional(),
});

/** An outcome that the cohort file holds already; the file's keeper has counted the days. */
const recordedIn = z.strictObject({
  event: words.optional(),
  is: scalar.optional(),
  /** The value of `event` that means the competing end, where the outcome has one. */
  competing_is: scalar.optional(),
  days: words.optional(),
  count: words.optional(),
  /** Days at risk of each person, for counts; left out, everybody had the whole follow-up. */
  at_risk: words.optional(),
  from: words,
  complete_because: words,
});

const timeAtRisk = z.strictObject({
  custody: oneOf(
    ['out', 'in'],
    ' out: days in custody are no days at risk; in: they are counted as if at liberty. They answer different questions.',
  ),
  /** `street days` stops a person's clock inside; `start-stop` keeps the calendar and takes them out of the risk set. */
  clock: oneOf(['street days', 'start-stop']).default('street days'),
  /** The file of spells; left out, the columns stand in the cohort file, one spell a person. */
  file: name.optional(),
  from: words.optional(),
  to: words.optional(),
});

const competing = z.strictObject({
  /** What else can happen first, in words. */
  what: words.default('death'),
  file: name.optional(),
  where: where.optional(),
  date: words.optional(),
});

/** What is counted, by which day, and within which days. */
export const outcome = z.strictObject({
  detected,
  kind: oneOf(KINDS).default('binary'),
  within_days: days.min(1, 'Follow-up is a whole number of days, 1 or more.'),
  conviction_lag_days: days.min(0, 'The lag is a whole number of days, 0 or more.'),
  found_in: foundIn.optional(),
  recorded_in: recordedIn.optional(),
  death: words.optional(),
  competing: competing.optional(),
  time_at_risk: timeAtRisk.optional(),
  negative_control: z.strictObject({ detected, where }).optional(),
  /** Further outcomes in the same file of offences, by name; secondary, and corrected for their number. */
  also: z.record(name, where).default({}),
});

export type OutcomeSpec = z.infer<typeof outcome>;
export type OutcomeKind = (typeof KINDS)[number];
