import type { Day } from '@throughcare/pathway';
import { codes, type CodedField, type CodeOf, type Field } from './fields.ts';
import type { ArrivingMap, Meanings } from './map.ts';
import { readDay } from './read-day.ts';
import { shapeOf } from './shape.ts';

/** Why a row is not taken in: the field, and in words what came, what is allowed and how to mend it. */
export interface RowFault {
  readonly field: Field | 'row';
  readonly words: string;
}

/** The cells of one row, each read once and by its kind; what is wrong is gathered in `faults`, and null is given. */
export interface Cells {
  readonly faults: RowFault[];
  /** Whether anything stands there. */
  has(field: Field): boolean;
  text(field: Field, longest: number): string | null;
  /** The words of somebody else, as they stand, on several lines too. */
  words(field: Field, longest: number): string | null;
  reference(field: Field): string | null;
  district(field: Field): string | null;
  /** A day on which something happened. */
  day(field: Field): Day | null;
  /** The last day of something, which can be still to come. */
  lastDay(field: Field): Day | null;
  /** A whole number from 1, or from `least`; `of` says of what. */
  count(field: Field, of: string, least?: 0 | 1): number | null;
  code<Coded extends CodedField>(field: Coded): CodeOf<Coded> | null;
  /** What the map calls it, or what stands there where the map has no other name for it. */
  named(field: 'practitioner' | 'watchedBy' | 'programme'): string | null;
  refuse(field: Field, words: string): void;
  refuseFilled(fields: readonly Field[], words: string): void;
}

// It stands in the report, and never begins as a formula of a spreadsheet does.
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$/;
/** The first part of a postcode; the whole would point to a house. */
const DISTRICT = /^[A-Z]{1,2}\d[A-Z\d]?$/;
// Control characters, and half of a character that needs two: neither is in any name.
const NO_TEXT = /[\p{Cc}\p{Cs}\uFFFD]/u;
const NO_WORDS = /[^\P{Cc}\t\r\n]|[\p{Cs}\uFFFD]/u;
/** What a spreadsheet writes where a formula came to nothing, or where the column was too narrow. */
const NO_VALUE = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|#+)$/i;

export function cellsOf(
  cells: Readonly<Partial<Record<Field, string>>>,
  map: Pick<ArrivingMap, 'dates' | 'values'>,
  there: readonly Field[],
  today: Day,
): Cells {
  const faults: RowFault[] = [];
  const cell = (field: Field) => cells[field] ?? '';
  const refuse = (field: Field, words: string) => {
    const came = cell(field) === '' ? '' : `What came looks like ${shapeOf(cell(field))}. `;
    faults.push({ field, words: `${came}${words}` });
    return null;
  };
  const empty = (what: string, field: Field) =>
    refuse(field, `It is empty${what}${there.includes(field) ? '' : ' The map names no column for it.'}`);
  const written = (field: Field, longest: number, unwanted: RegExp, mend: string) => {
    const came = cell(field);
    if (came === '') return empty(' and has to be filled in.', field);
    if (NO_VALUE.test(came)) {
      const words =
        'A spreadsheet writes this where it has nothing to show: a formula failed, or the column is too narrow.';
      return refuse(field, `${words} Put the cell right there, and save it again.`);
    }
    if (unwanted.test(came)) return refuse(field, mend);
    if (came.length > longest) {
      const [has, can] = [came.length, longest].map(n => n.toLocaleString('en-GB'));
      return refuse(field, `It has ${has} characters, and can have ${can}. Shorten it.`);
    }
    return came.normalize('NFC');
  };
  const text = (field: Field, longest: number) =>
    written(
      field,
      longest,
      NO_TEXT,
      'A character in it is none that is written, or a line break. Type the cell anew.',
    );
  const matching = (field: Field, shape: RegExp, words: string) => {
    const came = text(field, 200);
    return came === null || shape.test(came) ? came : refuse(field, words);
  };
  const day = (field: Field, until: Day | null) => {
    if (cell(field) === '') return empty(' and a day is needed.', field);
    const read = readDay(cell(field), map.dates, until);
    return 'day' in read ? read.day : refuse(field, read.fault);
  };
  return {
    faults,
    has: field => cell(field) !== '',
    text,
    words: (field, longest) =>
      written(field, longest, NO_WORDS, 'A character in it is none that is written. Type the cell anew.'),
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
    day: field => day(field, today),
    lastDay: field => day(field, null),
    count(field, of, least = 1) {
      const shape = least === 0 ? /^(?:0|[1-9]\d{0,3})$/ : /^[1-9]\d{0,3}$/;
      const came = matching(field, shape, `Write a whole number of ${of}, as 12.`);
      return came === null ? null : Number(came);
    },
    code(field) {
      const came = cell(field);
      const allowed: readonly string[] = codes[field];
      const code = allowed.includes(came) ? came : meaningOf(map.values[field], came);
      if (code !== undefined) return code as never;
      const can = `It can be ${allowed.join(', ')}, or what the map calls one of them under “values: ${field}”.`;
      return came === ''
        ? empty(`. ${can}`, field)
        : refuse(field, `The map does not say what this means. ${can}`);
    },
    named(field) {
      const came = text(field, 200);
      return came === null
        ? null
        : (meaningOf(map.values[field === 'watchedBy' ? 'practitioner' : field], came) ?? came);
    },
    refuse: (field, words) => void refuse(field, words),
    refuseFilled(fields, words) {
      for (const field of fields) if (cell(field) !== '') refuse(field, words);
    },
  };
}

/** Large and small letters are one: whoever typed the sheet did not mean anything by them. */
function meaningOf(meanings: Meanings, came: string): string | undefined {
  const found = Object.entries(meanings).find(([word]) => word.toLowerCase() === came.toLowerCase());
  return found?.[1];
}
