import { perThousand, type Estimate } from '@throughcare/evidence';
import type { Day } from '@throughcare/pathway';

/** Short names for the lines of a chart; a protocol's own label where there is none. */
const arms: Readonly<Record<string, string>> = {
  custody: 'Prison',
  required: 'Programme required',
  choice: 'Programme by choice',
  alone: 'Community order alone',
  discharge: 'Discharge',
  ours: 'Our own people',
};

export const shortArm = (arm: string, label: string) => arms[arm] ?? label;

/** Names of covariates as people say them; the column's own name where there is none. */
const covariates: Readonly<Record<string, string>> = {
  age: 'Age',
  sex: 'Sex',
  previous_convictions: 'Earlier convictions',
  last_conviction: 'How long ago the last was',
  plea: 'Plea',
  category: 'Letter of the court’s category',
  band: 'Assessed risk',
  work: 'Work',
  area: 'Court area',
  sentenced_on: 'Date of sentence',
};

/** 'previous_convictions: 1-2' and 'age (per 10)' are about 'previous_convictions' and 'age'. */
export function covariateOf(column: string): string {
  const name = column.replace(/[: (].*$/, '');
  return covariates[name] ?? name;
}

const clocks: Readonly<Record<string, string>> = { released_on: 'release', sentenced_on: 'sentence' };

/** 'release or sentence': from which day people are followed. */
export function sayClocks([first, second]: readonly [string, string]): string {
  return [...new Set([first, second].map(name => clocks[name] ?? name))].join(' or ');
}

export const count = (value: number) => value.toLocaleString('en-GB');

/** '21 more', '12 fewer', 'as many', of 1,000. */
export function sayMore(difference: number): string {
  const people = perThousand(difference);
  return people === 0 ? 'as many' : `${Math.abs(people)} ${people > 0 ? 'more' : 'fewer'}`;
}

/** '10 to 32 more', '19 to 5 fewer', '8 fewer to 13 more', of 1,000. */
export function sayBetween({ lower, upper }: Estimate['interval']): string {
  const [low, high] = [perThousand(lower), perThousand(upper)];
  if (low >= 0) return `${low} to ${high} more`;
  if (high <= 0) return `${-high} to ${-low} fewer`;
  return `${-low} fewer to ${high} more`;
}

/** '+21 of 1,000 (+10 to +32)'. */
export function saySigned({ value, interval }: Estimate): string {
  const signed = (difference: number) => {
    const people = perThousand(difference);
    return people > 0 ? `+${people}` : people < 0 ? `−${-people}` : '0';
  };
  return `${signed(value)} of 1,000 (${signed(interval.lower)} to ${signed(interval.upper)})`;
}

const windows: Readonly<Record<number, string>> = { 365: 'one year', 730: 'two years' };
export const sayWindow = (days: number) => windows[days] ?? `${days} days`;

/** The day of an ISO instant or date. */
export const dayOf = (iso: string) => iso.slice(0, 10) as Day;
