import type { Measure } from './estimate.ts';

/** A difference of risks as people in a thousand, whole. */
export function perThousand(difference: number): number {
  return Math.round(difference * 1000) + 0;
}

/** What a thousandth of this measure is: of risks a person in a thousand, of rates an offence in as many years. */
export function sayUnit(measure: Measure): string {
  return measure === 'rate difference' ? 'offences in a thousand people at risk for a year' : 'in a thousand';
}

/** "21 more people in a thousand", "about as many", from a difference of risks, or of rates. */
export function sayDifference(difference: number, measure: Measure = 'risk difference'): string {
  const count = perThousand(difference);
  const isRate = measure === 'rate difference';
  const many = isRate ? 'offences' : 'people';
  const base = isRate ? 'in a thousand people at risk for a year' : 'in a thousand';
  if (count === 0) return `about as many ${many} ${base}`;
  const one = isRate ? 'offence' : 'person';
  return `about ${Math.abs(count)} ${count > 0 ? 'more' : 'fewer'} ${Math.abs(count) === 1 ? one : many} ${base}`;
}

/** "between 11 and 32 more", "between 4 fewer and 9 more". */
export function sayRange(lower: number, upper: number): string {
  const [low, high] = [perThousand(lower), perThousand(upper)];
  if (low >= 0 && high >= 0) return `between ${low} and ${high} more`;
  if (low <= 0 && high <= 0) return `between ${-high} and ${-low} fewer`;
  return `between ${-low} fewer and ${high} more`;
}
