import { parseDay, type Day } from '../day.ts';

/** Nobody who works here was told of anything before this day. */
const FIRST = '1900-01-01';

interface StandsAt {
  readonly on: Day;
  readonly dayGiven: string | null;
}

/**
 * The same entry no earlier than what it has to follow: a concern is read by the days of its entries, and one that was told
 * after the closing, at a day before it, would leave the concern closed. The day given is kept beside it.
 */
export function notBefore({ on, dayGiven }: StandsAt, ...earlier: readonly (Day | null)[]): StandsAt {
  const latest = earlier.reduce<Day>((day, one) => (one !== null && one > day ? one : day), on);
  return latest === on ? { on, dayGiven } : { on: latest, dayGiven: dayGiven ?? on };
}

/**
 * The day at which an entry stands that nothing may refuse (E34): the day given, where it can have been that day,
 * otherwise the day on which it was told. What was given is then kept beside it. `noDay` is what was typed where it is
 * no day of the calendar.
 */
export function standsAt(given: Day, earliest: Day | null, today: Day, noDay?: string): StandsAt {
  const from = earliest ?? FIRST;
  if (parseDay(given) && from <= given && given <= today) return { on: given, dayGiven: noDay ?? null };
  // A clock that was set back does not put what follows a concern before it.
  const on = earliest !== null && earliest > today ? earliest : today;
  return { on, dayGiven: noDay ?? String(given) };
}
