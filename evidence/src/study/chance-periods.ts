import type { Day } from '../day.ts';
import type { PeriodUnit } from '../protocol/chance-schema.ts';

const MS = 86_400_000;
const MONTHS = { month: 1, quarter: 3 } as const;

/** How many periods a year has, for a season. */
export function periodsAYear(unit: PeriodUnit): number {
  return unit === 'week' ? 365.25 / 7 : 12 / MONTHS[unit];
}

/**
 * The first day of period `index`, period 0 beginning on `origin`. Months and quarters begin on its day of the month,
 * or on the last day of a month that is shorter.
 */
export function periodStart(origin: Day, unit: PeriodUnit, index: number): Day {
  if (unit === 'week') return origin + 7 * index;
  const first = new Date(origin * MS);
  const month = first.getUTCMonth() + index * MONTHS[unit];
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(first.getUTCFullYear(), month, Math.min(first.getUTCDate(), lastDay)) / MS;
}

/** The period in which a day lies, counted from the one that begins on `origin`; below 0 before it. */
export function periodOf(origin: Day, unit: PeriodUnit, day: Day): number {
  if (unit === 'week') return Math.floor((day - origin) / 7);
  const [first, own] = [new Date(origin * MS), new Date(day * MS)];
  const months =
    12 * (own.getUTCFullYear() - first.getUTCFullYear()) + own.getUTCMonth() - first.getUTCMonth();
  const index = Math.floor(months / MONTHS[unit]);
  return day < periodStart(origin, unit, index) ? index - 1 : index;
}
