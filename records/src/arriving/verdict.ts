import type { RowFault } from './cells.ts';
import type { SheetName } from './fields.ts';
import { sayPlaces, type Place } from './places.ts';
import type { ArrivingCase } from './read-case.ts';

/** What becomes of a row. */
export interface Verdict {
  readonly outcome: 'accepted' | 'refused' | 'duplicate';
  /** Why not, a field at a time; of an accepted row what is worth saying, or nothing. */
  readonly said: readonly (RowFault | { readonly field: null; readonly words: string })[];
}

/** Of each row that is not simply accepted what becomes of it, as far as the row does not say so itself. */
export type Verdicts = Map<Place, Verdict>;

type FileOf = (sheet: SheetName) => string;

/** Nothing of a person is taken in where a row of theirs is not right, and every row of theirs says so. */
export function refuseTogether(
  verdicts: Verdicts,
  rows: readonly Place[],
  faults: ReadonlyMap<Place, readonly RowFault[]>,
  fileOf: FileOf,
): void {
  for (const [place, said] of faults) verdicts.set(place, { outcome: 'refused', said });
  const words = `This row is right. Nothing of this person was taken in, because of ${sayPlaces([...faults.keys()], fileOf)}.`;
  const others: Verdict = { outcome: 'refused', said: [{ field: 'row', words }] };
  for (const place of rows) if (!faults.has(place)) verdicts.set(place, others);
}

export function sayDuplicate(
  verdicts: Verdicts,
  arriving: ArrivingCase,
  others: readonly string[],
  fileOf: FileOf,
): void {
  const words =
    `This may be the person of ${others.join(', ')}, so it was not taken in and nothing was joined. Look at both. If they ` +
    'are one person, take the row out of the file; if not, write the other reference into the column for notSameAs.';
  const { place } = arriving.person;
  refuseTogether(verdicts, placesIn(arriving), new Map([[place, []]]), fileOf);
  verdicts.set(place, { outcome: 'duplicate', said: [{ field: 'row', words }] });
}

const before: Verdict = {
  outcome: 'accepted',
  said: [{ field: null, words: 'An earlier run took it in. Nothing was done again.' }],
};

export function sayTakenBefore(verdicts: Verdicts, arriving: ArrivingCase): void {
  for (const place of placesIn(arriving)) verdicts.set(place, before);
}

/** Every row of a case, each once: a sentence can stand in the row of its person. */
export function placesIn(arriving: ArrivingCase): Place[] {
  const { person, sentences, requirements, duties, conditions, enrolments } = arriving;
  const all = [person, ...sentences, ...requirements, ...duties, ...conditions, ...enrolments];
  return [...new Set(all.map(one => one.place))];
}
