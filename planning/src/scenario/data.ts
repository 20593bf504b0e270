import type { CountsText, DataText } from './data-schema.ts';
import { daysBetween } from './day.ts';

/** A row of data in words: how much of it there is, and its middle. */
export function dataInWords(row: DataText): string {
  const number = (n: number): string => n.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
  if ('counts' in row) {
    const { counts, every, begins } = row;
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    return `${counts.length} counts, one a ${every} from ${begins}, ${number(mean)} in the mean`;
  }
  const { lengths, weights = lengths.map(() => 1), unit } = row;
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = lengths.reduce((sum, length, i) => sum + length * weights[i], 0) / all;
  return `${lengths.length} lengths as seen, ${number(mean)} ${unit} in the mean`;
}

/** The days from `begins` at which the periods of a series end, those before it below 0; the first is its beginning. */
export function boundariesOf({ begins, every, counts }: CountsText, from: string): number[] {
  return Array.from({ length: counts.length + 1 }, (_, i) =>
    daysBetween(from, periodStart(begins, every, i)),
  );
}

/** The first day of the period that is `number` periods after the one that begins on `begins`. */
export function periodStart(begins: string, every: 'week' | 'month' | 'year', number: number): string {
  const [year, month, date] = begins.split('-').map(Number);
  const day =
    every === 'week'
      ? Date.UTC(year, month - 1, date + 7 * number)
      : Date.UTC(year, month - 1 + (every === 'month' ? 1 : 12) * number, date);
  return new Date(day).toISOString().slice(0, 10);
}
