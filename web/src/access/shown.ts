import { protectTable, roundedCount, SMALLEST_SHOWN, withTotals } from '@throughcare/evidence';
import type { AccessCount } from '@throughcare/records';

/** A count that may be read, rounded to 5; that is small; or that would give a small one away. */
export type Shown = ReturnType<typeof protectTable>[number][number];

/** What may be counted of everybody, from the finest down: each splits those referred without a remainder. */
const splits = [
  ['soon', 'later', 'offered', 'neither'],
  ['began', 'offered', 'neither'],
  ['began', 'notBegun'],
] as const;
export type Column = (typeof splits)[number][number];

export interface ShownGroup {
  readonly group: string;
  /** One a column, and how many were referred at the end. */
  readonly cells: readonly Shown[];
  /** Weeks within which half of those who began had begun; null where fewer than ten stand on either side. */
  readonly medianWeeks: number | null;
}

export interface ShownTable {
  readonly characteristic: AccessCount['characteristic'];
  readonly groups: readonly ShownGroup[];
}

export interface ShownAccess {
  readonly columns: readonly Column[];
  readonly everybody: readonly Shown[];
  readonly tables: readonly ShownTable[];
}

/**
 * The tables as they may be read (E16, E32). Every table counts the same people, so what is known of everybody is told
 * once, of a split in which no count of everybody is small; each table then hides small counts, and as many others as it
 * takes that nobody who knows the rest can compute one back. Null where even two columns are too small.
 */
export function shownAccess(counts: readonly AccessCount[]): ShownAccess | null {
  const names = [...new Set(counts.map(one => one.characteristic))];
  const of = (name: string) => counts.filter(one => one.characteristic === name);
  const columns = splits.find(split =>
    split.every(column => sum(of(names[0] ?? '').map(one => inColumn(one, column))) >= SMALLEST_SHOWN),
  );
  if (columns === undefined) return null;
  const tables = names.map(characteristic => {
    const groups = of(characteristic);
    const exact = withTotals(groups.map(one => columns.map(column => inColumn(one, column))));
    return { characteristic, groups, exact };
  });
  return {
    columns,
    everybody: tables[0].exact.at(-1)!.map(roundedCount),
    tables: tables.map(({ characteristic, groups, exact }) => {
      const cells = protectTable(exact, row => row === exact.length - 1);
      return {
        characteristic,
        groups: groups.map((one, row) => ({
          group: one.group,
          cells: cells[row],
          medianWeeks: medianOf(one, cells[row]),
        })),
      };
    }),
  };
}

function inColumn(one: AccessCount, column: Column): number {
  if (column === 'began') return one.soon + one.later;
  return column === 'notBegun' ? one.offered + one.neither : one[column];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** A middle with ten or more on either side tells of nobody; one of a group with a hidden count could. */
function medianOf({ soon, later, medianDays }: AccessCount, row: readonly Shown[]): number | null {
  const few = soon + later < 2 * SMALLEST_SHOWN;
  const hidden = row.some(cell => typeof cell !== 'number');
  return few || hidden || medianDays === null ? null : Math.ceil(medianDays / 7);
}
