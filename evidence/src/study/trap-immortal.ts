import type { Trap } from '../report/trap.ts';
import { NO_DAY } from '../extract/columns.ts';
import type { Table } from '../extract/table.ts';
import { columnsIn, EVERY_ROW } from '../extract/where.ts';
import { dateColumn } from './cohort-columns.ts';
import { sidesOf } from './trap-context.ts';
import type { TrapContext } from './trap-context.ts';

/** Words in a column's name that tell of something which takes time to come about. */
const LATER = /complet|finish|start|attend|drop|engag|graduat/i;

/**
 * Immortal time: who is in an arm was decided, or could be known, only after time zero. Until then nobody of the arm
 * could be detected and stay in it. Told by the dates themselves where the file has them, else by the column's name.
 */
export function immortalTime(context: TrapContext): Trap[] {
  const { cohort, tables } = context;
  return sidesOf(context).flatMap(({ arm, spec, people }): Trap[] => {
    const label = `the arm ${arm}`;
    const conditions = columnsIn(spec.where);
    const named = [...conditions, ...(spec.assigned_on === undefined ? [] : [spec.assigned_on])];
    const ownDates = named.flatMap(name => lateBy(context, people, cohort.table, name, i => cohort.rows[i]));
    const other = spec.in_file === undefined ? undefined : tables.get(spec.in_file.file);
    const otherNames = columnsIn(spec.in_file?.where ?? EVERY_ROW);
    const rowOf = other === undefined ? undefined : rowsOfPeople(context, other);
    const otherDates =
      other === undefined || rowOf === undefined
        ? []
        : otherNames.flatMap(name => lateBy(context, people, other, name, i => rowOf.get(i) ?? -1));
    const late = [...ownDates, ...otherDates].sort((a, b) => b.days - a.days)[0];
    if (late !== undefined) {
      return [
        {
          id: 'immortal time',
          sentence:
            `Who is in ${label} rests on ${late.column}, which came after time zero. To be in it they had to stay undetected until ` +
            'then, so the arm looks better than it is, even if it does nothing. Start the clock on that day, or compare ' +
            'everybody who was assigned.',
          size: `${late.people.toLocaleString('en-GB')} of ${people.length.toLocaleString('en-GB')} people, on average ${Math.round(late.days / late.people)} days each`,
        },
      ];
    }
    const suspect = [...conditions, ...otherNames].find(name => LATER.test(name));
    if (suspect === undefined) return [];
    return [
      {
        id: 'immortal time',
        sentence:
          `Who is in ${label} rests on ${suspect}, and that can be known only some time after time zero. Whoever was detected ` +
          'before could not get so far, so the arm looks better than it is. Compare everybody who was assigned, or give ' +
          'the date of it (assigned_on).',
      },
    ];
  });
}

interface Late {
  readonly column: string;
  readonly people: number;
  readonly days: number;
}

function lateBy(
  { cohort }: TrapContext,
  people: Int32Array,
  table: Table,
  name: string,
  rowOf: (person: number) => number,
): Late[] {
  const { timeZero } = cohort;
  if (timeZero === undefined || table.columns.get(name)?.kind !== 'date') return [];
  const days = dateColumn(table.columns, name);
  let late = 0;
  let total = 0;
  for (const i of people) {
    const row = rowOf(i);
    if (row === -1 || days[row] === NO_DAY || days[row] <= timeZero[i]) continue;
    late++;
    total += days[row] - timeZero[i];
  }
  return late === 0 ? [] : [{ column: name, people: late, days: total }];
}

function rowsOfPeople({ cohort }: TrapContext, table: Table): Map<number, number> {
  const rows = new Map(Array.from({ length: table.rows }, (_, row) => [table.ids[row], row]));
  const found = new Map<number, number>();
  cohort.rows.forEach((own, i) => {
    const row = rows.get(cohort.table.ids[own]);
    if (row !== undefined) found.set(i, row);
  });
  return found;
}
