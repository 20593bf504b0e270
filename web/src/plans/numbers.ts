import type { Difference, Estimate } from '@throughcare/planning';

/** Three figures at most, rounded once: a plan is never as exact as it looks. */
export const rounded = (value: number) =>
  Number((Math.abs(value) < 100 ? Math.round(value) : value).toPrecision(3));

export const people = (value: number) => rounded(value).toLocaleString('en-GB');

/** '(205 to 280)'. */
export const peopleBetween = ({ low, high }: Pick<Estimate, 'low' | 'high'>) =>
  `${people(low)} to ${people(high)}`;

const ordinals = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
export const yearWords = (year: number) => `year ${ordinals[year - 1] ?? year}`;

/** In which unit a difference is drawn: days as months, pounds as billions or millions. */
export function drawnUnit(
  unit: Difference['unit'],
  low: number,
  high: number,
): { readonly size: number; readonly words: string } {
  if (unit === 'days') return { size: 365.25 / 12, words: 'months' };
  if (unit === '£') {
    return Math.max(Math.abs(low), Math.abs(high)) >= 1e9
      ? { size: 1e9, words: '£ billion' }
      : { size: 1e6, words: '£ million' };
  }
  return { size: 1, words: 'detected reoffences' };
}

/** Pounds in millions, or billions from one on. */
export function sayPounds(pounds: number): string {
  const [size, word] = Math.abs(pounds) >= 1e9 ? [1e9, 'billion'] : [1e6, 'million'];
  return `£${Number((pounds / size).toPrecision(3)).toLocaleString('en-GB')} ${word}`;
}

/** Days as people say them. */
export function sayDays(days: number): string {
  if (days < 1) return 'no wait';
  if (days < 14) return `${Math.round(days)} days`;
  if (days < 60) return `${Math.round(days / 7)} weeks`;
  const months = Math.round(days / (365.25 / 12));
  return months < 24 ? `${months} months` : `${(days / 365.25).toFixed(1)} years`;
}
