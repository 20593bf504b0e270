import type { Table } from '../extract/table.ts';
import { NO_DAY } from '../extract/columns.ts';
import { dateColumn } from './cohort-columns.ts';

/**
 * Time in custody after time zero: for person i the spells `starts[i]` to `starts[i + 1]` of `from` and `to`, in days
 * since time zero, apart from one another and in order. A person is inside from the day after `from` to `to`.
 */
export interface Spells {
  readonly starts: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

const FOR_EVER = 0x3fffffff;

/**
 * Spells of the cohort's people from a file with one row a spell. One without an end lasts on; one without a
 * beginning, or that ends before it begins, is left out and counted.
 *
 * @param memberOf the person of a row of the file, -1 for a stranger
 */
export function readSpells(input: {
  readonly table: Table;
  readonly from: string;
  readonly to: string;
  readonly memberOf: (row: number) => number;
  readonly timeZero: Int32Array;
}): { readonly spells: Spells; readonly unusable: number } {
  const { table, memberOf, timeZero } = input;
  const [from, to] = [dateColumn(table.columns, input.from), dateColumn(table.columns, input.to)];
  const found: { person: number; from: number; to: number }[] = [];
  let unusable = 0;
  for (let row = 0; row < table.rows; row++) {
    const person = memberOf(row);
    if (person === -1) continue;
    if (from[row] === NO_DAY || (to[row] !== NO_DAY && to[row] < from[row])) {
      // Without a beginning and without an end there was no spell.
      if (from[row] !== NO_DAY || to[row] !== NO_DAY) unusable++;
      continue;
    }
    const end = to[row] === NO_DAY ? FOR_EVER : to[row] - timeZero[person];
    if (end > 0) found.push({ person, from: Math.max(0, from[row] - timeZero[person]), to: end });
  }
  found.sort((a, b) => a.person - b.person || a.from - b.from || a.to - b.to);
  return { spells: joined(found, timeZero.length), unusable };
}

/** Spells that touch or overlap become one. */
function joined(found: readonly { person: number; from: number; to: number }[], people: number): Spells {
  const starts = new Int32Array(people + 1);
  const from: number[] = [];
  const to: number[] = [];
  let owner = -1;
  for (const spell of found) {
    const last = to.length - 1;
    if (spell.person === owner && spell.from <= to[last]) {
      to[last] = Math.max(to[last], spell.to);
      continue;
    }
    owner = spell.person;
    from.push(spell.from);
    to.push(spell.to);
    starts[owner + 1]++;
  }
  for (let i = 0; i < people; i++) starts[i + 1] += starts[i];
  return { starts, from: Int32Array.from(from), to: Int32Array.from(to) };
}

/** Days inside between time zero and `day`. */
export function daysInside({ starts, from, to }: Spells, person: number, day: number): number {
  let inside = 0;
  for (let k = starts[person]; k < starts[person + 1] && from[k] < day; k++) {
    inside += Math.min(to[k], day) - from[k];
  }
  return inside;
}

/** True between the day of entry and the day of release, neither of which counts as inside. */
export function isInside({ starts, from, to }: Spells, person: number, day: number): boolean {
  for (let k = starts[person]; k < starts[person + 1]; k++) if (from[k] < day && day < to[k]) return true;
  return false;
}
