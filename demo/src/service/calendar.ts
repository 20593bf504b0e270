import { worldDay } from '@throughcare/evidence/simulated';
import { day, dayFromNumber, dayNumber, isWorkingDay } from '@throughcare/pathway';
import type { Day } from '@throughcare/pathway';

/**
 * The day on which the demonstration stands by itself: the first working day after the extract. Days of the
 * service are whole numbers counted from 1 January 1970.
 */
export const DEMONSTRATION_TODAY = day('2026-11-02');

const cache = new Map<number, Day>();

export function dayOf(number: number): Day {
  let found = cache.get(number);
  if (found === undefined) {
    found = dayFromNumber(number);
    cache.set(number, found);
  }
  return found;
}

/** Turns days of the made-up world into days of a service whose today is `today`. */
export function serviceCalendar(today: Day): (worldDay: number) => number {
  const shift = dayNumber(today) - worldDay(DEMONSTRATION_TODAY);
  return of => of + shift;
}

/** The day itself if staff work on it, else the next on which they do. */
export function workingDay(number: number): number {
  let at = number;
  while (!isWorkingDay(dayOf(at))) at++;
  return at;
}
