import { addDays, addMonths, dayNumber, type Day } from '../day.ts';

/** Bank holidays in England and Wales, 2022 to 2027 (GOV.UK, "UK bank holidays"). */
const bankHolidays = new Set(
  `2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
   2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26
   2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
   2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
   2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
   2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28`.split(/\s+/),
);

/**
 * When the table was last held against its source, and the last day that it knows of: the end of its last whole year.
 * Whoever changes the table sets both; a test holds it to reach a year beyond the day on which it was read.
 */
export const holidaysKnown = { readOn: '2026-11-24' as Day, until: '2027-12-31' as Day } as const;

/** Whether the table ends within a year of `today`: then somebody has to be told, while there is time. */
export function holidaysRunOut(today: Day): boolean {
  return addMonths(today, 12) > holidaysKnown.until;
}

export function isWorkingDay(day: Day): boolean {
  const weekday = (dayNumber(day) + 4) % 7; // 1 January 1970 was a Thursday; 0 is Sunday.
  return weekday !== 0 && weekday !== 6 && !bankHolidays.has(day);
}

/** The `count`-th working day after `from`; outside the table of holidays weekends alone are left out. */
export function addWorkingDays(from: Day, count: number): Day {
  let day = from;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left--;
  }
  return day;
}
