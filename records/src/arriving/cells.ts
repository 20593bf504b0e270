import type { Day } from '@throughcare/pathway';
import { codes, type ArrivingMap, type CodedField, type Field } from './map.ts';
import { readDay } from './read-day.ts';
import type { RowFault } from './read-row.ts';
import { shapeOf } from './shape.ts';
import type { SheetRow } from './sheet.ts';

/** The cells of one row, each read once and by its kind; what is wrong is gathered in `faults`, and null is given. */
export interface Cells {
  readonly faults: RowFault[];
  /** Whether anything stands there. */
  has(field: Field): boolean;
  text(field: Field, longest: number): string | null;
  reference(field: Field): string | null;
  district(field: Field): string | null;
  day(field: Field): Day | null;
  count(field: Field): number | null;
  code<Coded extends CodedField>(field: Coded): (typeof codes)[Coded][number] | null;
  /** What the map calls it, or what stands there where the map has no other name for it. */
  named(field: 'practitioner' | 'programme'): string | null;
  refuse(field: Field, words: string): void;
  refuseFilled(fields: readonly Field[], words: string): void;
}

// It stands in the report, and never begins as a formula of a spreadsheet does.
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$/;
/** The first part of a postcode; the whole would point to a house. */
const DISTRICT = /^[A-Z]{1,2}\d[A-Z\d]?$/;
// Control characters, and half of a character that needs two: neither is in any name.
const NO_TEXT = /[\p{Cc}\p{Cs}\uFFFD]/u;

export function cellsOf(cells: NonNullable<SheetRow['cells']>, map: ArrivingMap, today: Day): Cells {
  const faults: RowFault[] = [];
  const cell = (field: Field) => cells[field] ?? '';
  const refuse = (field: Field, words: string) => {
    const came = cell(field) === '' ? '' : `What came looks like ${shapeOf(cell(field))}. `;
    faults.push({ field, words: `${came}${words}` });
    return null;
  };
  const text = (field: Field, longest: number) => {
    const came = cell(field);
    if (came === '') return refuse(field, `It is empty and has to be filled in.${unmapped(map, field)}`);
    if (NO_TEXT.test(came)) {
      return refuse(field, 'A character in it is none that is written, or a line break. Type the cell anew.');
    }
    if (came.length > longest) {
      return refuse(field, `It has ${came.length} characters, and can have ${longest}. Shorten it.`);
    }
    return came.normalize('NFC');
  };
  const matching = (field: Field, shape: RegExp, words: string) => {
    const came = text(field, 200);
    return came === null || shape.test(came) ? came : refuse(field, words);
  };
  return {
    faults,
    has: field => cell(field) !== '',
    text,
    reference: field =>
      matching(
        field,
        REFERENCE,
        'A reference has up to 40 letters, digits, spaces and . / _ - and begins with a letter or digit.',
      ),
    district(field) {
      const came = text(field, 200)?.toUpperCase().replaceAll(' ', '') ?? null;
      if (came === null || DISTRICT.test(came)) return came;
      return refuse(field, 'Write the first part of the postcode alone, as LS1 or SW1A.');
    },
    day(field) {
      if (cell(field) === '') return refuse(field, `It is empty and a day is needed.${unmapped(map, field)}`);
      const read = readDay(cell(field), map.dates, today);
      return 'day' in read ? read.day : refuse(field, read.fault);
    },
    count(field) {
      const came = matching(field, /^[1-9]\d{0,3}$/, 'Write a whole number of months, as 12.');
      return came === null ? null : Number(came);
    },
    code(field) {
      const came = cell(field);
      const allowed: readonly string[] = codes[field];
      const code = allowed.includes(came) ? came : meaningOf(map.values[field], came);
      if (code !== undefined) return code as never;
      return refuse(
        field,
        `${came === '' ? `It is empty.${unmapped(map, field)}` : 'The map does not say what this means.'} It can be ` +
          `${allowed.join(', ')}, or what the map calls one of them under “values: ${field}”.`,
      );
    },
    named(field) {
      const came = text(field, 200);
      return came === null ? null : (meaningOf(map.values[field], came) ?? came);
    },
    refuse: (field, words) => void refuse(field, words),
    refuseFilled(fields, words) {
      for (const field of fields) if (cell(field) !== '') refuse(field, words);
    },
  };
}

/** Large and small letters are one: whoever typed the sheet did not mean anything by them. */
function meaningOf(meanings: Readonly<Record<string, string>>, came: string): string | undefined {
  const found = Object.entries(meanings).find(([word]) => word.toLowerCase() === came.toLowerCase());
  return found?.[1];
}

function unmapped({ columns }: ArrivingMap, field: Field): string {
  return columns[field] === undefined ? ' The map names no column for it.' : '';
}
