import { basename } from 'node:path';
import { parseDay } from '../day.ts';
import type { Column } from '../extract/columns.ts';
import { readColumns } from '../extract/read-columns.ts';
import { StudyRefusal } from '../refusal.ts';

/** A level of fewer people than this is never named. */
const FEWEST = 10;
/** With more levels than this a column is free text, or names. */
const MOST_LEVELS = 30;

/** A column as a draft sees it: enough to guess what it is for, nothing of a single person. */
export interface DraftColumn {
  readonly name: string;
  readonly kind: 'date' | 'number' | 'words';
  readonly missing: number;
  /** How many different values it has. */
  readonly distinct: number;
  /** Values that ten people or more have, the commonest first; empty for dates, free text and most numbers. */
  readonly levels: readonly string[];
  /** Whether `levels` are all the values there are. */
  readonly allNamed: boolean;
  /** Every row has a value, and no two the same. */
  readonly isUnique: boolean;
  /** What is odd about it, in words. */
  readonly odd: string | undefined;
}

/** A table that lies in memory. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface DraftFile {
  readonly file: string;
  readonly rows: number;
  readonly unreadable: number;
  readonly columns: readonly DraftColumn[];
}

/**
 * Reads a file's columns for a draft.
 *
 * @param id the column that names the person, where one is known: levels are then counted in people, not in rows
 * @throws StudyRefusal as `readColumns` does, and where the first line is a row: a draft would name the columns by it
 */
export function draftFile(path: string | NamedBytes, id?: string): DraftFile {
  const { rows, columns, rejected } = readColumns(path);
  const file = typeof path === 'string' ? basename(path) : path.name;
  const [only, second] = columns.keys();
  if (second === undefined && /[;\t|]/.test(only)) {
    throw new StudyRefusal(
      `${file} has one column only, and its values seem to be parted by something else than commas. Save it as CSV with commas; nothing was drafted.`,
    );
  }
  if ([...columns.keys()].some(isDay)) {
    throw new StudyRefusal(
      `The first line of ${file} holds a date, so it is no header. Write the names of the columns there, as in all files; nothing was drafted.`,
    );
  }
  const person = id === undefined ? undefined : columns.get(id);
  return {
    file,
    rows,
    unreadable: rejected.length,
    columns: [...columns]
      .filter(([name]) => name.trim() !== '' && name.length <= 200)
      .map(([name, column]) => draftColumn(name, column, rows, person)),
  };
}

function draftColumn(name: string, column: Column, rows: number, person: Column | undefined): DraftColumn {
  const { codes, values } = coded(column);
  const counts = new Int32Array(values.length);
  let missing = 0;
  for (const code of codes) {
    if (code === -1) missing++;
    else counts[code]++;
  }
  const texts = values.map(String);
  const isDate = column.kind === 'category' && texts.length > 0 && texts.every(isDay);
  const kind = isDate ? 'date' : column.kind === 'number' ? 'number' : 'words';
  const mayBeLevels = kind === 'words' ? texts.length <= MOST_LEVELS : isFewWholeNumbers(kind, values);
  const people = mayBeLevels ? peopleOf(codes, counts, person) : counts;
  const order = texts.map((_, code) => code).sort((a, b) => counts[b] - counts[a] || a - b);
  const levels = mayBeLevels ? order.filter(code => people[code] >= FEWEST).map(code => texts[code]) : [];
  return {
    name,
    kind,
    missing,
    distinct: texts.length,
    levels,
    allNamed: mayBeLevels && levels.length === texts.length,
    isUnique: missing === 0 && rows > 0 && texts.length === rows,
    odd: kind === 'words' ? oddness(texts) : undefined,
  };
}

/** Every column by codes into its values; -1 is missing. */
function coded(column: Column): { codes: Int32Array; values: readonly (string | number)[] } {
  if (column.kind === 'category') return { codes: column.codes, values: column.levels };
  const numbers = column.kind === 'number' ? column.values : column.days;
  const places = new Map<number, number>();
  const codes = Int32Array.from(numbers, value => {
    if (Number.isNaN(value)) return -1;
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, places.size);
    return places.size - 1;
  });
  return { codes, values: [...places.keys()] };
}

/** People that have each value, counted up to ten. */
function peopleOf(codes: Int32Array, counts: Int32Array, person: Column | undefined): Int32Array {
  if (person === undefined) return counts;
  const persons = coded(person).codes;
  const seen = Array.from(counts, () => new Set<number>());
  codes.forEach((code, row) => {
    if (code !== -1 && seen[code].size < FEWEST && persons[row] !== -1) seen[code].add(persons[row]);
  });
  return Int32Array.from(seen, people => people.size);
}

function isDay(text: string): boolean {
  return parseDay(text) !== undefined;
}

function isFewWholeNumbers(kind: DraftColumn['kind'], values: readonly (string | number)[]): boolean {
  return kind === 'number' && values.length <= 6 && values.every(value => Number.isInteger(value));
}

/** What keeps a column of texts from being one of dates or numbers. Never quotes a value. */
function oddness(texts: readonly string[]): string | undefined {
  const share = (of: (text: string) => boolean): number => texts.filter(of).length / texts.length;
  if (texts.length < 3) return undefined;
  if (share(isDay) > 0.8)
    return 'dates but for a few cells; correct these, or add their words to data.missing';
  if (share(text => /^\d{1,4}[/. -]\d{1,2}[/. -]\d{2,4}/.test(text)) > 0.8)
    return 'dates written in another way; write them as 2026-10-31 to use them as dates';
  if (share(text => text.trim() !== '' && Number.isFinite(Number(text))) > 0.8)
    return 'numbers but for a few cells; correct these, or add their words to data.missing';
  return undefined;
}
