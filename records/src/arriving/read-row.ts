import type { Day } from '@throughcare/pathway';
import { cellsOf, type Cells, type RowFault } from './cells.ts';
import type { SheetName } from './fields.ts';
import type { ArrivingMap } from './map.ts';
import { enrolmentOf, readCondition, readDuty, readRequirement, readSentence } from './read-more.ts';
import { readPerson, type PersonRow } from './read-person.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { LONGEST_ROW } from './split-rows.ts';
import type {
  ArrivingCondition,
  ArrivingDuty,
  ArrivingEnrolment,
  ArrivingRequirement,
  ArrivingSentence,
} from './told.ts';

/** What a row of each file says. */
export interface RowOf {
  readonly people: PersonRow;
  readonly sentences: ArrivingSentence;
  readonly requirements: ArrivingRequirement;
  readonly duties: ArrivingDuty;
  readonly conditions: ArrivingCondition;
  readonly enrolments: ArrivingEnrolment;
}

const readers: { readonly [Name in SheetName]: (cells: Cells) => RowOf[Name] } = {
  // Without a fault, everything that has to be there is.
  people: cells => readPerson(cells) as PersonRow,
  sentences: readSentence,
  requirements: readRequirement,
  duties: readDuty,
  conditions: readCondition,
  enrolments: enrolmentOf,
};

/** What can be said of a row by itself. */
export type ReadRow<Name extends SheetName = SheetName> =
  | { readonly ok: true; readonly reference: string; readonly said: RowOf[Name] }
  | { readonly ok: false; readonly reference: string | null; readonly faults: readonly RowFault[] };

const unreadable = {
  ragged:
    'This row has another number of cells than there are headings, so nobody can tell what is in which. Look for a ' +
    'comma, or whatever else parts the cells, that is not in quotation marks.',
  'too long':
    `This row has more than ${LONGEST_ROW / 1024 / 1024} million characters, and no row of a caseload has. Look for a quotation ` +
    'mark that is missing, or for a cell that holds a document.',
};

/** Reads one row, and says all that is wrong with it at once. */
export function readRow<Name extends SheetName>(
  { name, fields }: { readonly name: Name } & Pick<Sheet, 'fields'>,
  { cells }: Pick<SheetRow, 'cells'>,
  map: Pick<ArrivingMap, 'dates' | 'values'>,
  today: Day,
): ReadRow<Name> {
  if (typeof cells === 'string') {
    return { ok: false, reference: null, faults: [{ field: 'row', words: unreadable[cells] }] };
  }
  const reading = cellsOf(cells, map, fields, today);
  // Of a person the reference is read with everything else; read twice, its fault would be said twice.
  const reference = referenceIn(cells, map, fields, today);
  if (name !== 'people' && reference === null) reading.reference('reference');
  const said = readers[name](reading);
  if (reference === null || reading.faults.length > 0) {
    return { ok: false, reference, faults: reading.faults };
  }
  return { ok: true, reference, said };
}

/** The reference of a row, where it can be read. */
export function referenceIn(
  cells: SheetRow['cells'],
  map: Pick<ArrivingMap, 'dates' | 'values'>,
  fields: Sheet['fields'],
  today: Day,
): string | null {
  return typeof cells === 'string' ? null : cellsOf(cells, map, fields, today).reference('reference');
}
