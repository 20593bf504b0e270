import { monthNames, parseDay, type Day } from '@throughcare/pathway';

/** How a day is written where one box takes it, for the words beside the box. */
export const HOW_WRITTEN = 'for example 12 May 2030';

/** The day that three boxes name, or three parts of one; undefined where the calendar has none such. */
export function dayOf(day: string, month: string, year: string): Day | undefined {
  // Jan, sept and august alike.
  const named =
    month.length < 3 ? 0 : monthNames.findIndex(one => one.toLowerCase().startsWith(month.toLowerCase())) + 1;
  const number = /^\d{1,2}$/.test(month) ? month : named > 0 ? String(named) : '';
  if (!/^\d{1,2}$/.test(day) || number === '' || !/^\d{4}$/.test(year)) return undefined;
  return parseDay(`${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/**
 * A day as people write one in a single box: 12 May 2030, 12/5/2030 or 12.5.2030, the day first as it is here, or as a
 * spreadsheet has it, 2030-05-12. Undefined where it is no day.
 */
export function writtenDay(text: string): Day | undefined {
  const parts = /^(\d{1,2})[\s./-]+(\d{1,2}|\p{L}{3,9})[\s./-]+(\d{4})$/u.exec(text.trim());
  return parts ? dayOf(parts[1], parts[2], parts[3]) : parseDay(text.trim());
}
