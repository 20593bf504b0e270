import type { ColumnSpec } from '../protocol/schema.ts';
import { isoDay } from '../day.ts';
import { dayIn } from './day-cell.ts';
import { dictionary } from './dictionary.ts';
import { numberIn } from './number-cell.ts';

/** A typed column of a table, one value a row. */
export type Column =
  | { readonly kind: 'date'; readonly days: Int32Array }
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly levels: readonly string[]; readonly codes: Int32Array };

/** A date that the file leaves empty. A missing number is NaN, a missing category has code -1. */
export const NO_DAY = -0x80000000;

/** Types the cells of a column, straight from their bytes. */
export interface ColumnReader {
  /**
   * Reads a cell into the place of a row. A cell that the type does not allow gives a sentence; the next row then takes
   * its place.
   */
  read(bytes: Uint8Array, from: number, to: number, row: number): string | undefined;
  /** The first `rows` places. */
  finish(rows: number): Column;
}

/** A reader for the column's type. `lastDay` is the day the extract was taken: no date in it can be later. */
export function columnReader(spec: ColumnSpec, missing: ReadonlySet<string>, lastDay: number): ColumnReader {
  if (spec === 'date') return dateReader(missing, lastDay);
  if (spec === 'number') return numberReader(missing, {});
  if (spec === 'text') return categoryReader(missing, [], text => text);
  if ('number' in spec) return numberReader(missing, spec.number);
  if ('one_of' in spec) {
    const allowed = new Set(spec.one_of);
    return categoryReader(
      missing,
      spec.one_of,
      text => text,
      text => (allowed.has(text) ? undefined : `is none of ${spec.one_of.join(', ')}`),
    );
  }
  const group = new Map(
    Object.entries(spec.groups).flatMap(([name, texts]) => texts.map(text => [text, name])),
  );
  return categoryReader(missing, Object.keys(spec.groups), text => group.get(text) ?? spec.otherwise ?? text);
}

/** Whether a cell means that nothing is known. An empty cell always does. */
function missingTest(missing: ReadonlySet<string>): (bytes: Uint8Array, from: number, to: number) => boolean {
  const words = [...missing].filter(text => text !== '').map(text => new TextEncoder().encode(text));
  if (words.length === 0) return (_, from, to) => from === to;
  return (bytes, from, to) =>
    from === to ||
    words.some(word => word.length === to - from && word.every((byte, k) => bytes[from + k] === byte));
}

const FIRST = 1024;

function dateReader(missing: ReadonlySet<string>, lastDay: number): ColumnReader {
  const isMissing = missingTest(missing);
  let days = new Int32Array(FIRST);
  return {
    read(bytes, from, to, row) {
      if (row >= days.length) days = grow(days, new Int32Array(days.length * 2));
      const day = dayIn(bytes, from, to);
      if (day === undefined) {
        days[row] = NO_DAY;
        return isMissing(bytes, from, to) ? undefined : 'is no date (year-month-day)';
      }
      days[row] = day;
      return day > lastDay ? `lies after the day the extract was taken, ${isoDay(lastDay)}` : undefined;
    },
    finish: rows => ({ kind: 'date', days: days.slice(0, rows) }),
  };
}

function numberReader(
  missing: ReadonlySet<string>,
  {
    from: least = Number.NEGATIVE_INFINITY,
    to: most = Number.POSITIVE_INFINITY,
  }: { from?: number; to?: number },
): ColumnReader {
  const isMissing = missingTest(missing);
  // A number such as -99 may be a word for missing; then every cell has to be asked first.
  const askFirst = [...missing].some(text => text !== '' && !Number.isNaN(Number(text)));
  let values = new Float64Array(FIRST);
  return {
    read(bytes, from, to, row) {
      if (row >= values.length) values = grow(values, new Float64Array(values.length * 2));
      if (askFirst && isMissing(bytes, from, to)) {
        values[row] = Number.NaN;
        return undefined;
      }
      const value = numberIn(bytes, from, to);
      values[row] = value;
      if (Number.isNaN(value)) return isMissing(bytes, from, to) ? undefined : 'is no number';
      if (!Number.isFinite(value)) return 'is too large a number';
      if (value < least) return `is below ${least}`;
      return value > most ? `is above ${most}` : undefined;
    },
    finish: rows => ({ kind: 'number', values: values.slice(0, rows) }),
  };
}

const [MISSING, NOT_TEXT] = [-1, 'is not written in UTF-8'];

function categoryReader(
  missing: ReadonlySet<string>,
  first: readonly string[],
  nameOf: (text: string) => string,
  check: (text: string) => string | undefined = () => undefined,
): ColumnReader {
  const texts = dictionary();
  const levels = [...first];
  const codeOf = new Map(levels.map((level, i) => [level, i]));
  /** By the number of the text: its level, or what is wrong with it. */
  const known: (number | string)[] = [];
  let codes = new Int32Array(FIRST);

  function judge(text: string): number | string {
    if (text === '' || missing.has(text)) return MISSING;
    const fault = check(text);
    if (fault !== undefined) return fault;
    const name = nameOf(text);
    const there = codeOf.get(name);
    if (there !== undefined) return there;
    const code = levels.push(name) - 1;
    codeOf.set(name, code);
    return code;
  }

  return {
    read(bytes, from, to, row) {
      if (row >= codes.length) codes = grow(codes, new Int32Array(codes.length * 2));
      const text = texts.codeOf(bytes, from, to);
      if (text === -1) return NOT_TEXT;
      if (text === known.length) known.push(judge(texts.texts[text]));
      const level = known[text];
      if (typeof level === 'string') return level;
      codes[row] = level;
      return undefined;
    },
    finish: rows => ({ kind: 'category', levels, codes: codes.slice(0, rows) }),
  };
}

function grow<T extends Int32Array | Float64Array>(from: T, larger: T): T {
  larger.set(from);
  return larger;
}

/** Two parts of one column, the second after the first; its levels are numbered as in one reading of both. */
export function joinColumns(first: Column, second: Column): Column {
  if (first.kind === 'date' && second.kind === 'date') {
    const days = new Int32Array(first.days.length + second.days.length);
    days.set(first.days);
    days.set(second.days, first.days.length);
    return { kind: 'date', days };
  }
  if (first.kind === 'number' && second.kind === 'number') {
    const values = new Float64Array(first.values.length + second.values.length);
    values.set(first.values);
    values.set(second.values, first.values.length);
    return { kind: 'number', values };
  }
  if (first.kind !== 'category' || second.kind !== 'category') throw new Error('parts of different kinds');
  const levels = [...first.levels];
  const codeOf = new Map(levels.map((level, i) => [level, i]));
  const own = second.levels.map(level => {
    const there = codeOf.get(level);
    if (there !== undefined) return there;
    codeOf.set(level, levels.length);
    return levels.push(level) - 1;
  });
  const codes = new Int32Array(first.codes.length + second.codes.length);
  codes.set(first.codes);
  second.codes.forEach((code, row) => {
    codes[first.codes.length + row] = code === -1 ? -1 : own[code];
  });
  return { kind: 'category', levels, codes };
}
