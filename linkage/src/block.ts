import type { Identity } from './identity.ts';

/** Which rows are looked at together: those that share a key in at least one pass. An empty key shares nothing. */
export type Pass = (identity: Identity) => string;

const all = (...parts: string[]) => (parts.some(part => part === '') ? '' : parts.join('|'));
const year = (identity: Identity) => identity.bornOn.slice(0, 4);
const start = (name: string, letters: number) => (name.length >= letters ? name.slice(0, letters) : '');

/** Passes that a person with one or two errors still survives: each rests on other fields. */
export const usualPasses: readonly Pass[] = [
  one => all('number', one.pnc),
  one => all('born', one.bornOn, one.sex),
  one => all('names', one.surname, start(one.forename, 3)),
  one => all('names', one.forename, start(one.surname, 2), year(one)),
  one => all('sound', soundOf(one.surname), soundOf(one.forename), start(year(one), 3)),
  one => all('sentence', one.sentencedOn, start(one.forename, 2)),
  one => all('sentence', one.sentencedOn, start(one.surname, 2)),
  one => all('place', one.postcodeDistrict, one.forename, start(year(one), 3)),
  one => all('swap', [one.surname, one.forename].sort().join('+'), year(one)),
  one => all('month', one.bornOn.slice(0, 7), soundOf(one.surname)),
  one => all('days', daysSwappable(one.bornOn), start(one.surname, 1)),
];

/** Consonants that are heard, at most four, so that spellings of one sound fall together. */
export function soundOf(name: string): string {
  const heard = name
    .replaceAll('ph', 'f')
    .replaceAll(/kh|ck/g, 'k')
    .replaceAll(/sh|cz|ch/g, 's')
    .replaceAll(/[aeiouyhw ]/g, '')
    .replaceAll(/(.)\1+/g, '$1')
    .replaceAll(/[zc]/g, 's')
    .replaceAll('v', 'f');
  return heard === '' ? '' : `${name[0]}${heard}`.slice(0, 4);
}

/** Year with day and month in order of size: the same for a date and for its day and month swapped. */
function daysSwappable(bornOn: string): string {
  if (bornOn === '') return '';
  const [y, m, d] = bornOn.split('-');
  return [y, ...[m, d].sort()].join('-');
}

/** No block could be formed: nothing in the two files can be compared. */
export class NothingToCompare extends Error {
  override readonly name = 'NothingToCompareRefused';
}

/** Candidate pairs as indices, each once, in order of left and then right. Order of rows does not matter. */
export interface Candidates {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/**
 * Every pair that shares a key in some pass. A block of more than `largest` rows of the right says too little to be
 * looked through and is left to the other passes. Throws NothingToCompare when no pair is left.
 */
export function block(
  left: readonly Identity[],
  right: readonly Identity[],
  passes: readonly Pass[] = usualPasses,
  largest = 2000,
): Candidates {
  const found = new Set<number>();
  for (const pass of passes) {
    const byKey = new Map<string, number[]>();
    right.forEach((identity, index) => {
      const key = pass(identity);
      if (key === '') return;
      const list = byKey.get(key);
      if (list) list.push(index);
      else byKey.set(key, [index]);
    });
    left.forEach((identity, index) => {
      const key = pass(identity);
      const candidates = key === '' ? undefined : byKey.get(key);
      if (!candidates || candidates.length > largest) return;
      for (const other of candidates) found.add(index * right.length + other);
    });
  }
  if (found.size === 0) {
    throw new NothingToCompare(
      `No row of the ${left.length} on the left shares a name, birth date, number or sentence date with any of the ${right.length} on the right. Nothing was linked. Look whether the columns are the right ones.`,
    );
  }
  const pairs = Float64Array.from(found).sort();
  return {
    left: Int32Array.from(pairs, pair => Math.floor(pair / right.length)),
    right: Int32Array.from(pairs, pair => pair % right.length),
  };
}
