import type { Conclusion } from './plan-result.ts';

/** Three significant figures at most, so that a plan never looks more exact than it is, and the same everywhere. */
export function rounded(value: number, figures = 3): string {
  // A number below 0 is written with a sign by the caller's words, never here.
  return Math.abs(value).toLocaleString('en-GB', { maximumSignificantDigits: figures });
}

const daysAMonth = 365.25 / 12;

/** A size in words, without its sign. */
export function sizeInWords(unit: 'days' | '£' | 'detected reoffences', value: number): string {
  const size = Math.abs(value);
  if (unit === 'days') {
    if (size < 13.5) return `${rounded(size, 2)} ${rounded(size, 2) === '1' ? 'day' : 'days'}`;
    if (size < 60) return `${Math.round(size / 7)} weeks`;
    if (size < 24 * daysAMonth) return `${Math.round(size / daysAMonth)} months`;
    return `${rounded(size / 365.25, 2)} years`;
  }
  if (unit === '£') {
    if (size >= 1e9) return `£${rounded(size / 1e9)} billion`;
    if (size >= 1e6) return `£${rounded(size / 1e6)} million`;
    return `£${rounded(size)}`;
  }
  return peopleInWords(size);
}

/** Whole people, in three figures at most, rounded once. */
export function peopleInWords(people: number): string {
  return rounded(Math.abs(people) < 100 ? Math.round(people) : people);
}

const more = { days: 'longer', '£': 'more', 'detected reoffences': 'more' };
const less = { days: 'shorter', '£': 'less', 'detected reoffences': 'fewer' };

/** "6 months longer"; "no difference" for exactly 0; a wait without end is longer than any. */
export function signedInWords(unit: 'days' | '£' | 'detected reoffences', value: number): string {
  if (value === 0) return 'no difference';
  if (value === Infinity) return 'longer than any that ended';
  if (value === -Infinity) return 'shorter, as nobody got a place with the other';
  if (Number.isNaN(value)) return 'no figure';
  return `${sizeInWords(unit, value)} ${value > 0 ? more[unit] : less[unit]}`;
}

/** The head of a difference: its size, or that we can't tell yet. */
export function differenceInWords(
  unit: 'days' | '£' | 'detected reoffences',
  middle: number,
  conclusion: Conclusion,
): string {
  return conclusion === 'cannot tell yet' ? 'We cannot tell yet' : signedInWords(unit, middle);
}

/** "from 410 fewer to 760 more"; where both are one, that. */
export function intervalInWords(
  unit: 'days' | '£' | 'detected reoffences',
  low: number,
  high: number,
): string {
  if (low === high) return signedInWords(unit, low);
  return `from ${signedInWords(unit, low)} to ${signedInWords(unit, high)}`;
}

const ordinals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

export function yearInWords(year: number): string {
  return `year ${ordinals[year - 1] ?? year}`;
}
