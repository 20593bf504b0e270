import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { readColumns, StudyRefusal } from '@throughcare/evidence';
import type { Column as AnyColumn } from '@throughcare/evidence';
import { StatsRefused, sayLines } from './refusal.ts';

/** A column as its values are: all numbers (missing is NaN), or texts by their level (missing is -1). */
export type Column = Exclude<AnyColumn, { kind: 'date' }>;

/** The asked-for columns of a file, every row. */
export interface Table {
  readonly file: string;
  readonly rows: number;
  /** The line of each row; the header is line 1. */
  readonly lines: Int32Array;
  readonly columns: ReadonlyMap<string, Column>;
  readonly cautions: readonly string[];
}

/**
 * Reads columns of a CSV or Parquet file. A row with another number of values than the header is refused with the whole
 * file: nobody knows what is in it.
 *
 * @param labels columns that only tell rows apart, in which numbers and texts may stand side by side
 */
export function readTable(
  path: string,
  wanted: readonly string[],
  missing: readonly string[],
  labels: ReadonlySet<string>,
): Table {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new StatsRefused(`There is no file at ${path}. Nothing was read.`);
  if (!stat.isFile()) throw new StatsRefused(`${path} is a folder; --data takes one file. Nothing was read.`);
  const file = basename(path);
  const { rows, lines, columns, rejected } = readOrRefuse(path, wanted, missing);
  if (rejected.length > 0) {
    const where = sayLines(rejected.map(({ line }) => line));
    const [{ reason }] = rejected;
    const remedy = reason.includes('the header has')
      ? 'It was cut off there, or a value holds an unquoted comma. Mend it or fetch it again'
      : 'Correct it';
    throw new StatsRefused(`${file} cannot be used: ${where} (${reason}). ${remedy}; nothing was estimated.`);
  }
  if (rows === 0) throw new StatsRefused(`${file} has a header and no rows below it.`);
  return {
    file,
    rows,
    lines,
    columns: new Map(
      [...columns].map(([name, column]) => [name, plainColumn(name, column, lines, labels.has(name))]),
    ),
    cautions: endsWithLine(path, stat.size)
      ? []
      : [`${file} does not end with a line break: if it was cut off, its last row may be wrong.`],
  };
}

function readOrRefuse(path: string, wanted: readonly string[], missing: readonly string[]) {
  try {
    return readColumns(path, { columns: wanted, missing });
  } catch (error) {
    if (!(error instanceof StudyRefusal)) throw error;
    // The reader speaks of protocols, and there is none here.
    throw new StatsRefused(
      error.message.replace(' Correct the protocol or the file; nothing was analysed.', ''),
    );
  }
}

const A_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
const INFINITE = /^[+-]?inf(inity)?$/i;

/** A column of numbers with a few texts in it is refused: as a factor it would answer another question without a word. */
function plainColumn(name: string, column: AnyColumn, lines: Int32Array, isLabel: boolean): Column {
  if (column.kind === 'date') throw new Error('a file without a protocol has no dates');
  if (column.kind === 'number' || isLabel) return column;
  const { levels, codes } = column;
  const isNumber = levels.map(level => A_NUMBER.test(level));
  let numeric = 0;
  let texts = 0;
  for (const code of codes) {
    if (code === -1) continue;
    if (isNumber[code]) numeric++;
    else texts++;
  }
  const linesOf = (code: number): string =>
    sayLines(Array.from(lines.filter((_, row) => codes[row] === code)));
  const comma = levels.findIndex(level => DECIMAL_COMMA.test(level));
  if (comma >= 0 && levels.every((level, code) => isNumber[code] || DECIMAL_COMMA.test(level))) {
    throw new StatsRefused(
      `${name} is written with decimal commas, as "${levels[comma]}" in ${linesOf(comma)}. Write numbers with a point.`,
    );
  }
  const endless = levels.findIndex(level => INFINITE.test(level));
  if (endless >= 0 && numeric > 0) {
    throw new StatsRefused(
      `${name} is ${levels[endless]} in ${linesOf(endless)}; a value must be finite. Correct it, or leave it empty if it is not known.`,
    );
  }
  if (numeric > texts) {
    const odd = isNumber.indexOf(false);
    throw new StatsRefused(
      `${name} holds numbers, but a text in ${linesOf(odd)}. Correct it; or, if that text means missing, give it with --missing.`,
    );
  }
  return column;
}

/** Parquet says itself when it is cut off. */
function endsWithLine(path: string, size: number): boolean {
  const handle = openSync(path, 'r');
  try {
    const ends = Buffer.alloc(4);
    readSync(handle, ends, 0, 4, 0);
    if (ends.toString('latin1') === 'PAR1') return true;
    readSync(handle, ends, 0, 1, size - 1);
    return ends[0] === 0x0a || ends[0] === 0x0d;
  } finally {
    closeSync(handle);
  }
}

/** Whether the header of a CSV file names a column; of what is no text file nothing is said. */
export function namesColumn(path: string, name: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const handle = openSync(path, 'r');
  try {
    const head = Buffer.alloc(1 << 16);
    const text = head.toString('utf8', 0, readSync(handle, head, 0, head.length, 0));
    const header = text.slice(0, text.search(/[\r\n]|$/)).replace(/^\uFEFF/, '');
    return header.split(',').some(field => field.trim().replace(/^"(.*)"$/, '$1') === name);
  } finally {
    closeSync(handle);
  }
}
