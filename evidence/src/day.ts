/** A day as a whole number: days since 1 January 1970. No time zone enters: a date in a file is a date. */
export type Day = number;

const MS = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day of an ISO date such as 2026-03-22; undefined for anything else, also for 2026-02-30. */
export function parseDay(text: string): Day | undefined {
  const parts = ISO.exec(text);
  if (parts === null) return undefined;
  const day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / MS;
  return isoDay(day) === text ? day : undefined;
}

export function isoDay(day: Day): string {
  return new Date(day * MS).toISOString().slice(0, 10);
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "4 March 2026", for sentences. */
export function sayDay(day: Day): string {
  const date = new Date(day * MS);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "March 2026", for days that are only roughly known. */
export function sayMonth(day: Day): string {
  const date = new Date(day * MS);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

const WINDOWS: ReadonlyMap<number, string> = new Map([
  [183, 'six months'],
  [365, 'one year'],
  [730, 'two years'],
  [1095, 'three years'],
  [1826, 'five years'],
]);

/** A follow-up in words: "one year", or "400 days". */
export function sayWindow(days: number): string {
  return WINDOWS.get(days) ?? `${days} days`;
}
