import type { Call } from './call.ts';
import { specOf } from './options.ts';
import type { OptionName } from './options.ts';
import { namesColumn, readTable } from './read-table.ts';
import type { Column } from './read-table.ts';
import { StatsRefused, sayLines } from './refusal.ts';
import type { Facts } from './subcommand.ts';

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

/** Options whose columns only tell rows apart. */
const LABELS: ReadonlySet<OptionName> = new Set<OptionName>(['by', 'strata', 'cluster', 'exact', 'id']);

/**
 * Reads the columns that the call names and keeps the rows that miss none of them.
 *
 * @param besides a column that is read too if the file has it; a row may miss it
 */
export function readData(call: Call, besides?: string): Data {
  const names = new Set<string>();
  const labels = new Set(besides === undefined ? [] : [besides]);
  const measured = new Set<string>();
  for (const [option] of call.values) {
    const { kind } = specOf(option);
    if (kind !== 'column' && kind !== 'columns') continue;
    for (const name of kind === 'column' ? [call.text(option)] : call.columns(option)) {
      names.add(name);
      (LABELS.has(option) ? labels : measured).add(name);
    }
  }
  for (const name of measured) labels.delete(name);
  const further = call.has('missing') ? call.text('missing').split(',') : [];
  const extra =
    besides !== undefined && !names.has(besides) && namesColumn(call.text('data'), besides) ? [besides] : [];
  const table = readTable(
    call.text('data'),
    [...names, ...extra],
    further.map(text => text.trim()),
    labels,
  );

  const kept: number[] = [];
  const leftOut: { row: number; line: number; missing: string[] }[] = [];
  const columns = [...table.columns];
  const needed = columns.filter(([name]) => names.has(name));
  for (let row = 0; row < table.rows; row++) {
    const absent = needed.filter(([, column]) => isMissing(column, row)).map(([name]) => name);
    if (absent.length === 0) kept.push(row);
    else leftOut.push({ row: row + 1, line: table.lines[row], missing: absent });
  }
  if (kept.length === 0) {
    const empty = needed.filter(([, column]) => everyMissing(column, table.rows)).map(([name]) => name);
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

/** A column of numbers, or a refusal that names the line of a text in it. */
export function numbersOf(data: Data, name: string): Float64Array {
  const column = columnOf(data, name);
  if (column.kind === 'number') return column.values;
  throw new StatsRefused(`${name} holds texts, as in line ${data.lines[0]}, where numbers are needed.`);
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
