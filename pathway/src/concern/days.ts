import { parseDay, type Day } from '../day.ts';

/** Nobody who works here was told of anything before this day. */
const FIRST = '1900-01-01';

/**
 * The day at which an entry stands that nothing may refuse (E34): the day given, where it can have been that day,
 * otherwise the day on which it was told. What was given is then kept beside it. `noDay` is what was typed where it is
 * no day of the calendar.
 */
export function standsAt(
  given: Day,
  earliest: Day | null,
  today: Day,
  noDay?: string,
): { on: Day; dayGiven: string | null } {
  const from = earliest ?? FIRST;
  if (parseDay(given) && from <= given && given <= today) return { on: given, dayGiven: noDay ?? null };
  // A clock that was set back does not put what follows a concern before it.
  const on = earliest !== null && earliest > today ? earliest : today;
  return { on, dayGiven: noDay ?? String(given) };
}
