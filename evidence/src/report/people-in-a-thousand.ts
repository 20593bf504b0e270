/** A difference of risks as people in a thousand, whole. */
export function perThousand(difference: number): number {
  return Math.round(difference * 1000) + 0;
}

/** "21 more people in a thousand", "about as many", from a difference of risks. */
export function sayDifference(difference: number): string {
  const people = perThousand(difference);
  if (people === 0) return 'about as many people in a thousand';
  return `about ${Math.abs(people)} ${people > 0 ? 'more' : 'fewer'} ${Math.abs(people) === 1 ? 'person' : 'people'} in a thousand`;
}

/** "between 11 and 32 more", "between 4 fewer and 9 more". */
export function sayRange(lower: number, upper: number): string {
  const [low, high] = [perThousand(lower), perThousand(upper)];
  if (low >= 0 && high >= 0) return `between ${low} and ${high} more`;
  if (low <= 0 && high <= 0) return `between ${-high} and ${-low} fewer`;
  return `between ${-low} fewer and ${high} more`;
}
