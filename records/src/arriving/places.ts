import type { Day } from '@throughcare/pathway';
import { numberOf } from '../keys/typed-number.ts';
import type { SheetName } from './fields.ts';
import type { ArrivingMap } from './map.ts';
import { referenceIn } from './read-row.ts';
import type { Sheet } from './sheet.ts';

/** Where one row lies: all that is remembered of it, so that a file of any length needs some hundred bytes a row. */
export interface Place {
  readonly sheet: SheetName;
  readonly line: number;
  readonly at: number;
  readonly length: number;
  /** The reference as it is compared; null where it cannot be read. */
  readonly key: string | null;
}

/** Reads a whole file once, so that what is wrong with the file as such is known before anything is taken in. */
export async function placesOf(sheet: Sheet, map: ArrivingMap, today: Day): Promise<Place[]> {
  const places: Place[] = [];
  for await (const rows of sheet.rows()) {
    for (const { line, at, length, cells } of rows) {
      const reference = referenceIn(cells, map, sheet.fields, today);
      places.push({
        sheet: sheet.name,
        line,
        at,
        length,
        key: reference === null ? null : numberOf(reference),
      });
    }
  }
  return places;
}

/** The rows of one reference together, in the order of the references and not of the files. */
export function* byReference(places: readonly Place[]): Generator<readonly Place[]> {
  const known = places.filter((one): one is Place & { key: string } => one.key !== null);
  // What is alike stays in the order in which it came: by file, then by line.
  known.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (let from = 0; from < known.length;) {
    let to = from + 1;
    while (to < known.length && known[to].key === known[from].key) to++;
    yield known.slice(from, to);
    from = to;
  }
}

/** The lines of some places in words, by file; of very many the first. */
export function sayPlaces(places: readonly Place[], fileOf: (sheet: SheetName) => string): string {
  const named = [...new Set(places.map(one => one.sheet))].map(sheet => {
    const lines = places
      .filter(one => one.sheet === sheet)
      .map(one => one.line)
      .sort((a, b) => a - b);
    const shown = lines.slice(0, SHOWN).join(', ');
    const more = lines.length > SHOWN ? ` and ${(lines.length - SHOWN).toLocaleString('en-GB')} more` : '';
    return `${lines.length === 1 ? 'line' : 'the lines'} ${shown}${more} of ${fileOf(sheet)}`;
  });
  return named.join(' and ');
}

const SHOWN = 8;
