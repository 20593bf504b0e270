import type { Table } from '../extract/table.ts';
import type { Cohort } from './cohort.ts';

/**
 * Finds the member of the cohort to whom a row of another file belongs; -1 for a stranger. The smaller of the two
 * files goes into the index.
 */
export function memberFinder(cohort: Cohort, table: Table): (row: number) => number {
  const { rows } = cohort;
  const { ids } = cohort.table;
  if (table.rows >= rows.length) {
    const member = new Map<string, number>();
    for (let i = 0; i < rows.length; i++) member.set(ids[rows[i]], i);
    return row => member.get(table.ids[row]) ?? -1;
  }
  const first = new Map<string, number>();
  const person = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const known = first.get(table.ids[row]);
    if (known === undefined) first.set(table.ids[row], row);
    person[row] = known ?? row;
  }
  const member = new Int32Array(table.rows).fill(-1);
  for (let i = 0; i < rows.length; i++) {
    const row = first.get(ids[rows[i]]);
    if (row !== undefined) member[row] = i;
  }
  return row => member[person[row]];
}
