import type { ColumnTest, Where } from '../protocol/schema.ts';
import { parseDay } from '../day.ts';
import { NO_DAY } from './columns.ts';
import type { Column } from './columns.ts';

type RowTest = (row: number) => boolean;

/** No test at all. */
export const EVERY_ROW: Where = { all: {} };

/** The rows that meet every test of `where`. A missing value meets no test but `{ present: false }`. */
export function rowTest(where: Where, columns: ReadonlyMap<string, Column>): RowTest {
  const all = Object.entries(where.all).map(([name, test]) => columnTest(columnNamed(columns, name), test));
  const alternatives = where.any?.map(part => rowTest({ all: part }, columns));
  return row => all.every(test => test(row)) && (alternatives?.some(test => test(row)) ?? true);
}

/** The columns that `where` looks at. */
export function columnsIn(where: Where): string[] {
  return [where.all, ...(where.any ?? [])].flatMap(part => Object.keys(part));
}

export function columnNamed(columns: ReadonlyMap<string, Column>, name: string): Column {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`${name} was not read`);
  return column;
}

export function isMissing(column: Column, row: number): boolean {
  switch (column.kind) {
    case 'date':
      return column.days[row] === NO_DAY;
    case 'number':
      return Number.isNaN(column.values[row]);
    case 'category':
      return column.codes[row] === -1;
  }
}

function columnTest(column: Column, test: ColumnTest): RowTest {
  if (typeof test === 'object' && 'present' in test) return row => isMissing(column, row) !== test.present;
  if (typeof test === 'object' && !Array.isArray(test)) {
    const from = limit(test.from, Number.NEGATIVE_INFINITY);
    const to = limit(test.to, Number.POSITIVE_INFINITY);
    const values =
      column.kind === 'date' ? column.days : column.kind === 'number' ? column.values : column.codes;
    return row => !isMissing(column, row) && values[row] >= from && values[row] <= to;
  }
  if (column.kind !== 'category') return () => false;
  const wanted = new Set((Array.isArray(test) ? test : [test]).map(value => column.levels.indexOf(value)));
  return row => column.codes[row] !== -1 && wanted.has(column.codes[row]);
}

function limit(bound: string | number | undefined, otherwise: number): number {
  if (bound === undefined) return otherwise;
  return typeof bound === 'number' ? bound : (parseDay(bound) ?? otherwise);
}
