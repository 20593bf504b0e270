/**
 * A calendar day as 'YYYY-MM-DD'. A string, never a Date: a day has no hour and no zone, and the record
 * must read the same wherever it is opened. Only `parseDay` and the arithmetic below make one.
 */
export type Day = string & { readonly __day: true };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** The number of days from 1 January 1970 to `day`. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** The day that is `number` days after 1 January 1970. */
export function dayFromNumber(number: number): Day {
  return new Date(number * DAY_MS).toISOString().slice(0, 10) as Day;
}

/** Reads 'YYYY-MM-DD'; undefined for anything that is not a day of the calendar, such as 30 February. */
export function parseDay(text: string): Day | undefined {
  if (!SHAPE.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(ms)) return undefined;
  return new Date(ms).toISOString().slice(0, 10) === text ? (text as Day) : undefined;
}

/** Reads a day that the program itself wrote. Throws a RangeError when it is none. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed) throw new RangeError(`"${text}" is not a day; a day is written 2026-03-22.`);
  return parsed;
}

/** `days` may be negative. */
export function addDays(from: Day, days: number): Day {
  return dayFromNumber(dayNumber(from) + days);
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The same day of the month, `months` later, or the last day of that month where it has none
 * (31 January and one month is 28 or 29 February).
 */
export function addMonths(from: Day, months: number): Day {
  const [year, month, date] = from.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10) as Day;
}

/** As they are said, January first. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** '4 March 2026', as pages and refusals write it. */
export function sayDay(of: Day): string {
  const [year, month, date] = of.split('-').map(Number) as [number, number, number];
  return `${date} ${monthNames[month - 1]} ${year}`;
}

const LONDON = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

/** The day that an instant (milliseconds since 1970) falls on in England and Wales. */
export function londonDay(instant: number): Day {
  return LONDON.format(instant) as Day;
}
