import type { Protocol } from '../protocol/read.ts';
import type { Where } from '../protocol/schema.ts';
import type { Table } from '../extract/table.ts';
import type { Column } from '../extract/columns.ts';
import { NO_DAY } from '../extract/columns.ts';
import { columnNamed, columnsIn, EVERY_ROW, isMissing, rowTest } from '../extract/where.ts';
import { parseDay, sayDay } from '../day.ts';
import { StudyRefusal } from '../refusal.ts';
import { attritionLog } from './attrition.ts';
import type { AttritionStep } from './attrition.ts';
import { requireMaturity } from './maturity.ts';
import type { Maturity } from './maturity.ts';

/** The eligible people of all arms. Arrays have one value for each. */
export interface Cohort {
  readonly table: Table;
  /** Each person's row in `table`. */
  readonly rows: Int32Array;
  /** Index into `armNames`. */
  readonly arm: Uint8Array;
  readonly armNames: readonly string[];
  /** Day on which each person's clock starts; undefined where the file counts the days itself. */
  readonly timeZero: Int32Array | undefined;
  /** Day of death by person, NO_DAY for the living; undefined where the protocol names no such column. */
  readonly death: Int32Array | undefined;
  readonly maturity: Maturity;
  readonly attrition: readonly AttritionStep[];
}

/**
 * Eligibility, arms and clocks, with everybody who leaves counted at the step where they leave. Reads no outcome.
 *
 * @throws StudyRefusal for an empty arm, arms that overlap, an immature cohort, a policy date inside the cohort
 */
export function selectCohort(protocol: Protocol, tables: ReadonlyMap<string, Table>): Cohort {
  const table = tableNamed(tables, protocol.data.cohort);
  const log = attritionLog(
    [
      { step: 'rows in the file', removed: 0, left: table.rowsInFile, detail: [] },
      {
        step: 'rows that can be used; every other is reported by line',
        removed: table.rejected.length,
        left: table.rows,
        detail: [],
      },
    ],
    Int32Array.from({ length: table.rows }, (_, row) => row),
  );
  for (const { rule, where } of protocol.eligibility) log.keep(rule, rowTest(where, table.columns));

  const armNames = Object.keys(protocol.arms);
  const armOf = assignArms(protocol, tables, table, log.rows());
  const telling = [...new Set(Object.values(protocol.arms).flatMap(arm => columnsIn(arm.where)))];
  log.keep(
    'in one of the arms',
    row => armOf[row] !== NO_ARM,
    row => sayValues(table.columns, telling, row),
  );

  let zeroOf: Int32Array | undefined;
  const { death } = protocol.outcome;
  const deathDays = death === undefined ? undefined : dateColumn(table.columns, death);
  if (protocol.outcome.found_in !== undefined) {
    const clocks = armNames.map(name => dateColumn(table.columns, protocol.arms[name].time_zero ?? ''));
    const zeros = Int32Array.from({ length: table.rows }, (_, row) =>
      armOf[row] === NO_ARM ? NO_DAY : clocks[armOf[row]][row],
    );
    log.keep(
      'has a date on which the clock starts',
      row => zeros[row] !== NO_DAY,
      row => armNames[armOf[row]],
    );
    if (deathDays !== undefined) {
      log.keep(
        'alive when the clock starts',
        row => deathDays[row] === NO_DAY || deathDays[row] > zeros[row],
      );
    }
    zeroOf = zeros;
  }
  const covariates = protocol.covariates.map(({ column }) => column);
  const missingOne = (row: number): string | undefined =>
    covariates.find(name => isMissing(columnNamed(table.columns, name), row));
  log.keep(
    'every covariate is recorded',
    row => missingOne(row) === undefined,
    row => missingOne(row) ?? '',
  );

  const rows = log.rows();
  const arm = Uint8Array.from(rows, row => armOf[row]);
  for (const name of new Set(protocol.compare.flat())) {
    if (!arm.includes(armNames.indexOf(name))) {
      throw new StudyRefusal(
        `Nobody who is eligible is in the arm ${name}. Look at the attrition (${sayLeft(log.steps())}) and at the ` +
          "arm's conditions; nothing was estimated.",
      );
    }
  }
  const pick = (days: Int32Array | undefined): Int32Array | undefined =>
    days === undefined ? undefined : Int32Array.from(rows, row => days[row]);
  const timeZero = pick(zeroOf);
  refusePolicyBreak(protocol, table, rows);
  return {
    table,
    rows,
    arm,
    armNames,
    timeZero,
    death: pick(deathDays),
    maturity: maturityOf(protocol, timeZero),
    attrition: log.steps(),
  };
}

const NO_ARM = 255;

function assignArms(
  protocol: Protocol,
  tables: ReadonlyMap<string, Table>,
  table: Table,
  candidates: Int32Array,
): Uint8Array {
  const armOf = new Uint8Array(table.rows).fill(NO_ARM);
  const names = Object.keys(protocol.arms);
  const overlaps = new Map<string, number>();
  names.forEach((name, code) => {
    const { where, in_file } = protocol.arms[name];
    const meets = rowTest(where, table.columns);
    const members =
      in_file === undefined
        ? undefined
        : membersOf(tableNamed(tables, in_file.file), in_file.where ?? EVERY_ROW);
    for (const row of candidates) {
      if (!meets(row) || (members !== undefined && !members.has(table.ids[row]))) continue;
      if (armOf[row] === NO_ARM) armOf[row] = code;
      else {
        const both = `${names[armOf[row]]} and ${name}`;
        overlaps.set(both, (overlaps.get(both) ?? 0) + 1);
      }
    }
  });
  if (overlaps.size > 0) {
    const list = [...overlaps].map(([both, count]) => `${count} in ${both}`).join(', ');
    throw new StudyRefusal(
      `Some people are in two arms at once (${list}). Make the arms' conditions exclude one another; nothing was estimated.`,
    );
  }
  return armOf;
}

function membersOf(table: Table, where: Where): Set<string> {
  const meets = rowTest(where, table.columns);
  return new Set(table.ids.filter((_, row) => meets(row)));
}

function maturityOf(protocol: Protocol, timeZero: Int32Array | undefined): Maturity {
  const { within_days, conviction_lag_days, recorded_in } = protocol.outcome;
  const extracted = parseDay(protocol.data.extracted_on ?? '');
  if (timeZero !== undefined && extracted !== undefined) {
    return requireMaturity(timeZero, extracted, within_days, conviction_lag_days);
  }
  return { by: 'statement', windowDays: within_days, because: recorded_in?.complete_because ?? '' };
}

/** A policy changed who is sent where: people from both sides of its date are not comparable as one cohort. */
function refusePolicyBreak(protocol: Protocol, table: Table, rows: Int32Array): void {
  for (const { date, column, what } of protocol.policy_dates) {
    const days = dateColumn(table.columns, column);
    const policy = parseDay(date) ?? 0;
    let before = 0;
    let since = 0;
    for (const row of rows) {
      if (days[row] === NO_DAY) continue;
      if (days[row] < policy) before++;
      else since++;
    }
    if (before > 0 && since > 0) {
      throw new StudyRefusal(
        `The cohort lies on both sides of ${sayDay(policy)}, when the rule changed (${what}): ${before} people before, ` +
          `${since} since, by ${column}. Nothing was estimated. Choose one side by an eligibility rule on ${column}.`,
      );
    }
  }
}

/** How many people of an arm have each of the several values that a column may have in it. */
export function armValues(cohort: Cohort, arm: number, where: Where): { what: string; count: number }[] {
  const several = Object.keys(where.all).filter(name => Array.isArray(where.all[name]));
  const counts = new Map<string, number>();
  cohort.rows.forEach((row, i) => {
    if (cohort.arm[i] !== arm) return;
    for (const name of several) {
      const what = sayValues(cohort.table.columns, [name], row);
      counts.set(what, (counts.get(what) ?? 0) + 1);
    }
  });
  return [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count);
}

function dateColumn(columns: ReadonlyMap<string, Column>, name: string): Int32Array {
  const column = columnNamed(columns, name);
  if (column.kind !== 'date') throw new Error(`${name} is no date column`);
  return column.days;
}

function tableNamed(tables: ReadonlyMap<string, Table>, name: string): Table {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`${name} was not read`);
  return table;
}

function sayValues(columns: ReadonlyMap<string, Column>, names: readonly string[], row: number): string {
  return names
    .map(name => {
      const column = columnNamed(columns, name);
      if (isMissing(column, row)) return `${name}: blank`;
      return `${name}: ${column.kind === 'category' ? column.levels[column.codes[row]] : 'given'}`;
    })
    .join(', ');
}

function sayLeft(steps: readonly AttritionStep[]): string {
  return steps.map(({ step, left }) => `${step}: ${left}`).join('; ');
}
