import { isRatio } from '../estimate.ts';
import type { Measure } from '../estimate.ts';

export function sayCount(count: number | string): string {
  return typeof count === 'number' ? count.toLocaleString('en-GB') : count;
}

/** '17 fewer', '3 more', 'as many'. */
export function sayMore(thousandths: number): string {
  return thousandths === 0
    ? 'as many'
    : `${sayCount(Math.abs(thousandths))} ${thousandths > 0 ? 'more' : 'fewer'}`;
}

/** 'between 5 and 29 fewer', 'between 8 fewer and 13 more'. */
export function sayBetween(lower: number, upper: number): string {
  if (lower >= 0 && upper >= 0) return `between ${sayCount(lower)} and ${sayCount(upper)} more`;
  if (lower <= 0 && upper <= 0) return `between ${sayCount(-upper)} and ${sayCount(-lower)} fewer`;
  return `between ${sayCount(-lower)} fewer and ${sayCount(upper)} more`;
}

/** What a thousandth of a difference is of. */
export function sayOf(measure: Measure): string {
  return measure === 'rate difference'
    ? 'offences in a thousand people at risk for a year'
    : 'people of 1,000';
}

/** A figure of any measure with its interval, in the unit in which people think of it. */
export function sayFigure(
  measure: Measure,
  { value, lower, upper }: { readonly value: number; readonly lower: number; readonly upper: number },
  places: number,
): string {
  const figure = (own: number): string => minus(own.toFixed(places));
  const unit = isRatio(measure)
    ? ''
    : measure === 'restricted mean difference'
      ? ' days'
      : ` ${sayOf(measure)}`;
  return `${figure(value)}${unit} (${figure(lower)} to ${figure(upper)})`;
}

/** A minus sign that is one, and no nought with a sign. */
export function minus(figure: string): string {
  return /^-0(\.0*)?$/.test(figure) ? figure.slice(1) : figure.replace(/^-/, '−');
}

/** 'Custody' for the arm custody: as the name of a line, or at the beginning of a sentence. */
export function nameOf(text: string): string {
  return text === '' ? text : text[0].toUpperCase() + text.slice(1);
}

export function sayP(p: number): string {
  return p < 0.0001 ? 'below 0.0001' : p.toFixed(4);
}

/** "People released on parole" in the middle of a sentence, as others alike: 'people alike released on parole'. */
export function sayAlike(label: string): string {
  return /^people\b/i.test(label)
    ? `1,000 people alike${label.replace(/^people\b/i, '')}`
    : `1,000 alike: ${label}`;
}

export function sayDate(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  const months =
    'January February March April May June July August September October November December'.split(' ');
  return year > 0 && months[month - 1] !== undefined && day > 0 ? `${day} ${months[month - 1]} ${year}` : iso;
}
