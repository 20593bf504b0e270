import type { Measure } from './measure.ts';

/** Two totals of one person on one instrument, or why they cannot stand beside each other. */
export type Pair =
  | { readonly comparable: true; readonly first: Measure; readonly last: Measure }
  | { readonly comparable: false; readonly first: Measure; readonly last: Measure; readonly why: string };

/**
 * The earliest “before” and the latest “after” of each instrument. Compared only where instrument and version are the
 * same and both have a total. What a person says of themselves is never an outcome (E13).
 */
export function pairs(measures: readonly Measure[]): Pair[] {
  const ids = [...new Set(measures.map(one => one.instrument))];
  return ids.flatMap((id): Pair[] => {
    const own = measures.filter(one => one.instrument === id);
    const first = own.find(one => one.moment === 'before');
    const last = own.findLast(one => one.moment === 'after');
    if (!first || !last) return [];
    if (first.version !== last.version) {
      return [{ comparable: false, first, last, why: 'Another version was used.' }];
    }
    if (first.total === null || last.total === null) {
      return [
        { comparable: false, first, last, why: 'An answer was left out, so there is no total.' } as const,
      ];
    }
    return [{ comparable: true, first, last }];
  });
}
