import { idIndex } from '../extract/id-index.ts';
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
    const { add, find } = idIndex(ids);
    const member = new Int32Array(ids.length);
    for (let i = 0; i < rows.length; i++) {
      add(rows[i]);
      member[rows[i]] = i;
    }
    return row => {
      const own = find(table.ids[row]);
      return own === -1 ? -1 : member[own];
    };
  }
  const { add, find } = idIndex(table.ids);
  const person = new Int32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const known = add(row);
    person[row] = known === -1 ? row : known;
  }
  const member = new Int32Array(table.rows).fill(-1);
  for (let i = 0; i < rows.length; i++) {
    const row = find(ids[rows[i]]);
    if (row !== -1) member[row] = i;
  }
  return row => member[person[row]];
}
