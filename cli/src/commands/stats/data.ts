import type { Call } from './call.ts';
import { specOf } from './options.ts';
import { readTable } from './read-table.ts';
import { StatsRefused, sayLines } from './refusal.ts';
import type { Facts } from './subcommand.ts';
import type { Column } from './typed-column.ts';

/** The rows of a file that are complete in every column of the call, and which were left out. */
export interface Data {
  readonly file: string;
  readonly used: number;
  /** Place of each used row in the file, from 1 for the first row below the header. */
  readonly rowNumbers: Int32Array;
  readonly lines: Int32Array;
  readonly columns: ReadonlyMap<string, Column>;
  readonly facts: Facts;
  readonly cautions: readonly string[];
  readonly heading: string;
}

const MISSING = ['', 'na', 'n/a', 'nan', 'null'];

/** Reads the columns that the call names and keeps the rows that miss none of them. */
export function readData(call: Call): Data {
  const names = new Set<string>();
  for (const [option] of call.values) {
    if (specOf(option).kind === 'column') names.add(call.text(option));
    if (specOf(option).kind === 'columns') call.columns(option).forEach(name => names.add(name));
  }
  const further = call.has('missing') ? call.text('missing').split(',') : [];
  const missing = new Set([...MISSING, ...further.map(text => text.trim().toLowerCase())]);
  const table = readTable(call.text('data'), [...names], missing);

  const kept: number[] = [];
  const leftOut: { row: number; line: number; missing: string[] }[] = [];
  const columns = [...table.columns];
  for (let row = 0; row < table.rows; row++) {
    const absent = columns.filter(([, column]) => isMissing(column, row)).map(([name]) => name);
    if (absent.length === 0) kept.push(row);
    else leftOut.push({ row: row + 1, line: table.lines[row], missing: absent });
  }
  if (kept.length === 0) {
    const empty = columns.filter(([, column]) => everyMissing(column, table.rows)).map(([name]) => name);
    throw new StatsRefused(
      empty.length > 0
        ? `${empty.join(' and ')} of ${table.file} ${empty.length > 1 ? 'have' : 'has'} no value in any row.`
        : `Every one of the ${table.rows} rows of ${table.file} misses a value in a column that is used. Use fewer columns.`,
    );
  }
  const rows = Int32Array.from(kept);
  const why =
    leftOut.length === 0 ? '' : ` (a value is missing in ${sayLines(leftOut.map(({ line }) => line))})`;
  return {
    file: table.file,
    used: kept.length,
    rowNumbers: rows.map(row => row + 1),
    lines: rows.map(row => table.lines[row]),
    columns: new Map(columns.map(([name, column]) => [name, take(column, rows)])),
    facts: {
      file: table.file,
      rows: table.rows,
      used: kept.length,
      leftOut: { count: leftOut.length, rows: leftOut },
    },
    cautions: table.cautions,
    heading: `${table.file}: ${table.rows} rows, ${kept.length} used, ${leftOut.length} left out${why}.`,
  };
}

/** A column of numbers, or a refusal that names a text in it. */
export function numbersOf(data: Data, name: string): Float64Array {
  const column = columnOf(data, name);
  if (column.kind === 'number') return column.values;
  throw new StatsRefused(
    `${name} holds texts, as "${column.levels[column.codes[0]]}" in line ${data.lines[0]}, where numbers are needed.`,
  );
}

export function columnOf(data: Data, name: string): Column {
  const column = data.columns.get(name);
  if (column === undefined) throw new Error(`${name} was not read`);
  return column;
}

function isMissing(column: Column, row: number): boolean {
  return column.kind === 'number' ? Number.isNaN(column.values[row]) : column.codes[row] === -1;
}

function everyMissing(column: Column, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (!isMissing(column, row)) return false;
  return true;
}

function take(column: Column, rows: Int32Array): Column {
  if (column.kind === 'number') {
    return { kind: 'number', values: Float64Array.from(rows, row => column.values[row]) };
  }
  return { ...column, codes: rows.map(row => column.codes[row]) };
}
