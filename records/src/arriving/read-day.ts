import { parseDay, type Day } from '@throughcare/pathway';
import type { DateForm } from './map.ts';

/** Nobody in a caseload was born before it; an empty date of many a spreadsheet is 30 December 1899. */
const EARLIEST = '1900-01-01';
/** No order or period made today ends after it. */
const LATEST = '2199-12-31';

const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
/** Days since 1900, which a spreadsheet keeps instead of a date, with the time of day as a fraction. */
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;

export type ReadDay = { readonly day: Day } | { readonly fault: string };

/**
 * Reads a day in the form that the map names, and guesses nothing: neither which is the month, nor a century. What has
 * happened did so until `today`; a last day can be still to come, and is given no `today`.
 */
export function readDay(text: string, form: DateForm | undefined, today: Day | null): ReadDay {
  const yearFirst = YEAR_FIRST.exec(text);
  const yearLast = YEAR_LAST.exec(text);
  if (yearLast && form === undefined) {
    return {
      fault:
        'This can be read as day and month or as month and day. Say which in the map: "dates: day/month/year" or ' +
        '"dates: month/day/year".',
    };
  }
  const parts =
    form === 'year-month-day' || form === undefined
      ? yearFirst?.slice(1)
      : yearLast && inOrder(yearLast, form);
  if (!parts) {
    return {
      fault:
        SERIAL.test(text) && Number.parseInt(text, 10) < 80_000
          ? `This is a spreadsheet's own number for a day. Format the column as a date, ${sayForm(form)}, and save it again.`
          : `Write the day ${sayForm(form)}, with four digits for the year and without a time.`,
    };
  }
  const [year, month, date] = parts;
  const day = parseDay(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  if (!day) return { fault: `There is no such day in the calendar. Write it ${sayForm(form)}.` };
  if (day < EARLIEST)
    return { fault: 'This is before 1900. Write the day, or leave it empty if nobody knows.' };
  if (today !== null && day > today)
    return { fault: 'This is after today. Write the day on which it happened.' };
  if (day > LATEST)
    return { fault: 'This is after the year 2199. Leave it empty where it runs without a last day.' };
  return { day };
}

function inOrder([, first, second, year]: readonly string[], form: DateForm): readonly string[] {
  return form === 'day/month/year' ? [year, second, first] : [year, first, second];
}

function sayForm(form: DateForm | undefined): string {
  const examples = {
    'year-month-day': 'as year, month and day: 2024-04-30',
    'day/month/year': 'as day, month and year: 30/04/2024',
    'month/day/year': 'as month, day and year: 04/30/2024',
  };
  return examples[form ?? 'year-month-day'];
}
