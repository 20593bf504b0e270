import { NO_DAY } from '../extract/columns.ts';
import type { Table } from '../extract/table.ts';
import { columnsIn, EVERY_ROW, rowTest } from '../extract/where.ts';
import type { Where } from '../protocol/schema.ts';
import { dateColumn } from './cohort-columns.ts';
import { memberFinder } from './members.ts';
import { testsIn } from './trap-context.ts';
import type { Side, TrapContext } from './trap-context.ts';

/** People for whom a date on which their place in the study rests came after time zero. */
export interface LateDates {
  readonly column: string;
  readonly people: number;
  readonly of: number;
  /** Days from time zero, over all of these people. */
  readonly days: number;
  /** True where they are left out because the date came. */
  readonly isOutside: boolean;
}

/** Fewer late dates than this share are slips of the pen. */
const SLIPS = 0.01;

/** The date with the most late days among those on which an arm rests; without an arm, on which eligibility rests. */
export function latestOf(context: TrapContext, side: Side | undefined): LateDates | undefined {
  const found = side === undefined ? ofEligibility(context) : ofArm(context, side);
  return found
    .filter(({ people, of }) => people > SLIPS * of)
    .sort((a, b) => b.days - a.days || (a.column < b.column ? -1 : 1))[0];
}

function ofArm(context: TrapContext, side: Side): LateDates[] {
  const { spec, people } = side;
  const named = [...columnsIn(spec.where), ...(spec.assigned_on === undefined ? [] : [spec.assigned_on])];
  return [
    ...named.flatMap(name => among(context, people, name)),
    ...leftOut(context, spec.where, [side], where => [where]),
    ...inFile(context, side),
  ];
}

function ofEligibility(context: TrapContext): LateDates[] {
  const { protocol, people, pair } = context;
  const everybody = Int32Array.from([...people[0], ...people[1]]);
  const arms = [pair.first, pair.second].map(arm => ({ arm, spec: protocol.arms[arm], people: everybody }));
  return protocol.eligibility.flatMap(({ where }, k) => [
    ...columnsIn(where).flatMap(name => among(context, everybody, name)),
    ...leftOut(context, where, arms, own =>
      protocol.eligibility.map((rule, other) => (other === k ? own : rule.where)),
    ),
  ]);
}

/** Members whose date in a column of the cohort file lies after their time zero. */
function among({ cohort }: TrapContext, people: Int32Array, name: string): LateDates[] {
  const { timeZero, table, rows } = cohort;
  if (timeZero === undefined || table.columns.get(name)?.kind !== 'date') return [];
  const day = dateColumn(table.columns, name);
  return counted(name, people, i => day[rows[i]], timeZero);
}

function counted(
  column: string,
  people: Int32Array,
  dayOf: (person: number) => number,
  timeZero: Int32Array,
): LateDates[] {
  let late = 0;
  let days = 0;
  for (const i of people) {
    const day = dayOf(i);
    if (day === NO_DAY || day <= timeZero[i]) continue;
    late++;
    days += day - timeZero[i];
  }
  return late === 0 ? [] : [{ column, people: late, of: people.length, days, isOutside: false }];
}

/**
 * People who would be in the study but that a date must be empty, and to whom it came after time zero: an arm of
 * "never started", or a cohort of those alive at the end.
 */
function leftOut(
  { protocol, cohort }: TrapContext,
  where: Where,
  sides: readonly Side[],
  rest: (where: Where) => readonly Where[],
): LateDates[] {
  const { table } = cohort;
  if (cohort.timeZero === undefined) return [];
  return testsIn(where).flatMap(({ column, test, isChoice }): LateDates[] => {
    const isEmpty = typeof test === 'object' && !Array.isArray(test) && 'present' in test && !test.present;
    if (!isEmpty || isChoice || table.columns.get(column)?.kind !== 'date') return [];
    const without = { ...where, all: { ...where.all } };
    delete (without.all as Record<string, unknown>)[column];
    const isArm = sides.length === 1 && sides[0].spec.where === where;
    const rules = [...rest(without), ...(isArm ? protocol.eligibility.map(rule => rule.where) : [])];
    const tests = rules.map(rule => rowTest(rule, table.columns));
    const day = dateColumn(table.columns, column);
    let late = 0;
    let days = 0;
    for (const { spec } of sides) {
      const clock = dateColumn(table.columns, spec.time_zero ?? '');
      const isIn = isArm ? () => true : rowTest(spec.where, table.columns);
      for (let row = 0; row < table.rows; row++) {
        if (day[row] === NO_DAY || clock[row] === NO_DAY || day[row] <= clock[row]) continue;
        if (!tests.every(meets => meets(row)) || !isIn(row)) continue;
        late++;
        days += day[row] - clock[row];
      }
    }
    const of = sides[0].people.length + late;
    return late === 0 ? [] : [{ column, people: late, of, days, isOutside: true }];
  });
}

/**
 * Who is in an arm because another file has them: each date that its test looks at, and the earliest of all dates of
 * their rows, before which nothing says that they were.
 */
function inFile(context: TrapContext, { spec, people }: Side): LateDates[] {
  const { in_file } = spec;
  const { cohort, beside } = context;
  const table = in_file && (beside.armDates.get(in_file.file) ?? context.tables.get(in_file.file));
  if (in_file === undefined || table === undefined || cohort.timeZero === undefined) return [];
  const where = in_file.where ?? EVERY_ROW;
  const dates = [...table.columns].flatMap(([name, column]) => (column.kind === 'date' ? [name] : []));
  const named = columnsIn(where).filter(name => dates.includes(name));
  const { timeZero } = cohort;
  return [...named.map(name => [name]), ...(dates.length === 0 ? [] : [dates])].flatMap(own => {
    const earliest = earliestOf(context, table, where, own);
    return counted(`${own.join(' and ')} (${table.file})`, people, i => earliest[i], timeZero);
  });
}

function earliestOf(
  { cohort }: TrapContext,
  table: Table,
  where: Where,
  dates: readonly string[],
): Int32Array {
  const earliest = new Int32Array(cohort.rows.length).fill(NO_DAY);
  const memberOf = memberFinder(cohort, table);
  const meets = rowTest(where, table.columns);
  const columns = dates.map(name => dateColumn(table.columns, name));
  for (let row = 0; row < table.rows; row++) {
    const i = memberOf(row);
    if (i === -1 || !meets(row)) continue;
    for (const days of columns) {
      if (days[row] !== NO_DAY && (earliest[i] === NO_DAY || days[row] < earliest[i]))
        earliest[i] = days[row];
    }
  }
  return earliest;
}
