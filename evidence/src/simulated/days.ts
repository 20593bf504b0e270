import { isoDay as isoOf, parseDay } from '../day.ts';

/** Days of this world are whole numbers counted from 1 January 2016. */
const ORIGIN = dayOf('2016-01-01');

export const YEAR = 365.25;

function dayOf(iso: string): number {
  const day = parseDay(iso);
  if (day === undefined) throw new RangeError(`"${iso}" is no date; write it as 2026-10-31.`);
  return day;
}

export function worldDay(iso: string): number {
  return dayOf(iso) - ORIGIN;
}

const written = new Map<number, string>();

/** The day as YYYY-MM-DD. */
export function isoDay(of: number): string {
  let iso = written.get(of);
  if (iso === undefined) {
    iso = isoOf(of + ORIGIN);
    written.set(of, iso);
  }
  return iso;
}

/** The day the extract is taken; no file holds a later one. */
export const EXTRACT_DAY = worldDay('2026-10-31');
/** The law that suspends short terms counts for people convicted from this day. */
export const LAW_DAY = worldDay('2026-03-22');

/** Six months for a conviction to follow an offence within the window. */
export const CONVICTION_WAIT = 182;

export type Window = 365 | 730;

/** The last day of sentence on which even the longest custody is mature on the extract day. */
export const LAST_MATURE_SENTENCE: Readonly<Record<Window, number>> = {
  365: worldDay('2023-09-30'),
  730: worldDay('2022-09-30'),
};
