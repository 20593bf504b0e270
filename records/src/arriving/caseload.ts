import type { Day } from '@throughcare/pathway';
import type { SheetName } from './fields.ts';
import type { ArrivingMap } from './map.ts';
import { naming } from './open-sheets.ts';
import { sayPlaces, type Place } from './places.ts';
import { readRow, type ReadRow } from './read-row.ts';
import type { Sheet } from './sheet.ts';
import type { Verdict, Verdicts } from './verdict.ts';

/** The files of one run: where every row of them lies, and what is known of what becomes of it. */
export interface Caseload {
  readonly map: ArrivingMap;
  readonly today: Day;
  /** That of the people first. */
  readonly sheets: readonly Sheet[];
  /** The rows of each file, in its order. */
  readonly places: readonly (readonly Place[])[];
  readonly verdicts: Verdicts;
  /** What becomes of a row of which nothing else is known. */
  readonly usual: Verdict;
  readonly fileOf: (sheet: SheetName) => string;
}

/**
 * A row of whom nobody knows could be anybody's, and somebody who was taken in without it could not be taken in again
 * with it: so nobody is taken in before each row of each file is somebody's.
 */
export function caseloadOf(read: Pick<Caseload, 'map' | 'today' | 'sheets' | 'places'>): Caseload {
  const fileOf = (name: SheetName) =>
    read.sheets.find(sheet => sheet.name === name)?.file ?? `a file of ${name}`;
  const [people, ...others] = read.places;
  const known = new Set(people.map(one => one.key));
  const strays = others.flat().filter(one => one.key === null || !known.has(one.key));
  return { ...read, verdicts: new Map(), usual: usualFor(strays, fileOf), fileOf };
}

function usualFor(strays: readonly Place[], fileOf: Caseload['fileOf']): Verdict {
  if (strays.length === 0) return { outcome: 'accepted', said: [] };
  const words =
    `This row is right. Nobody was taken in, because it cannot be told whose is ${sayPlaces(strays, fileOf)}. Put that ` +
    'right, or take it out of the file.';
  return { outcome: 'refused', said: [{ field: 'row', words }] };
}

/** The rows at some places, each read alone. */
export async function rowsAt(
  { sheets, map, today }: Caseload,
  places: readonly Place[],
): Promise<{ place: Place; read: ReadRow }[]> {
  const rows = [];
  for (const place of places) {
    const sheet = sheets.find(one => one.name === place.sheet)!;
    const row = await naming(sheet.file, () => sheet.rowAt(place));
    rows.push({ place, read: readRow(sheet, row, map, today) });
  }
  return rows;
}

/** Refuses where somebody wrote one of the files since it was opened. */
export async function refuseChanged({ sheets }: Pick<Caseload, 'sheets'>): Promise<void> {
  for (const sheet of sheets) await naming(sheet.file, () => sheet.refuseChanged());
}
