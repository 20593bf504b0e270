import type { Column } from '../extract/columns.ts';
import { columnNamed } from '../extract/where.ts';

/** The days of a date column. The protocol has been checked: another kind here is a fault of ours. */
export function dateColumn(columns: ReadonlyMap<string, Column>, name: string): Int32Array {
  const column = columnNamed(columns, name);
  if (column.kind !== 'date') throw new Error(`${name} is no date column`);
  return column.days;
}

/** The numbers of a number column. */
export function numberColumn(columns: ReadonlyMap<string, Column>, name: string): Float64Array {
  const column = columnNamed(columns, name);
  if (column.kind !== 'number') throw new Error(`${name} is no number column`);
  return column.values;
}
