import type { Day } from '../day.ts';
import { isoDay, sayDay } from '../day.ts';
import { StudyRefusal } from '../refusal.ts';

/** Why the follow-up of everybody is over: by the calendar, or because the file's keeper says so. */
export type Maturity =
  | {
      readonly by: 'calendar';
      readonly extractedOn: string;
      readonly windowDays: number;
      readonly convictionLagDays: number;
      /** The latest time zero in the cohort and the latest that would have been mature. */
      readonly latestTimeZero: string;
      readonly latestMatureTimeZero: string;
    }
  | { readonly by: 'statement'; readonly windowDays: number; readonly because: string };

/**
 * E14: a person is mature when time zero + window + conviction lag is no later than the day of the extract. One
 * immature person refuses the whole cohort: leaving them out here would drop those with the longest sentences.
 *
 * @throws StudyRefusal naming how many are too recent and the last time zero that would do
 */
export function requireMaturity(
  timeZeros: Int32Array,
  extracted: Day,
  windowDays: number,
  convictionLagDays: number,
): Maturity {
  const last = extracted - windowDays - convictionLagDays;
  let latest = Number.NEGATIVE_INFINITY;
  let tooRecent = 0;
  for (const zero of timeZeros) {
    if (zero > latest) latest = zero;
    if (zero > last) tooRecent++;
  }
  if (tooRecent > 0) {
    throw new StudyRefusal(
      `${tooRecent} of ${timeZeros.length} people have not been followed for long enough (immature): with ${windowDays} days of ` +
        `follow-up and ${convictionLagDays} days for a conviction, time zero must be ${sayDay(last)} or earlier, and ` +
        `the latest is ${sayDay(latest)}. Nothing was estimated. Move the last date of sentence in eligibility back ` +
        'until the longest sentence fits, or take a later extract.',
    );
  }
  return {
    by: 'calendar',
    extractedOn: isoDay(extracted),
    windowDays,
    convictionLagDays,
    latestTimeZero: isoDay(latest),
    latestMatureTimeZero: isoDay(last),
  };
}
