import type { Protocol } from '../protocol/read.ts';
import type { Where } from '../protocol/schema.ts';
import { assignArms, NO_ARM } from './assign-arms.ts';
import { missingForChance } from './chance-arms.ts';
import { dateColumn } from './cohort-columns.ts';
import { refuseLateCovariates } from './late-covariates.ts';
import { policySides } from './policy-break.ts';
import type { PolicySide } from './policy-break.ts';
import type { Table } from '../extract/table.ts';
import type { Column } from '../extract/columns.ts';
import { NO_DAY } from '../extract/columns.ts';
import { columnNamed, columnsIn, isMissing, rowTest } from '../extract/where.ts';
import { parseDay } from '../day.ts';
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
  readonly policies: readonly PolicySide[];
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
    new Int32Array(table.rows).map((_, row) => row),
  );
  for (const { rule, where } of protocol.eligibility) log.keep(rule, rowTest(where, table.columns));

  const missing = missingForChance(protocol, table);
  if (missing !== undefined)
    log.keep(
      'has what the design goes by',
      row => missing(row) === undefined,
      row => missing(row) ?? '',
    );
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
    const releases = armNames.map(name => {
      const { released } = protocol.arms[name];
      return released === undefined ? undefined : dateColumn(table.columns, released);
    });
    const zeros = new Int32Array(table.rows).fill(NO_DAY);
    for (let row = 0; row < table.rows; row++) {
      if (armOf[row] === NO_ARM) continue;
      const released = releases[armOf[row]]?.[row] ?? NO_DAY;
      zeros[row] = released === NO_DAY ? clocks[armOf[row]][row] : released;
    }
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
  if (protocol.missing_values.method === 'complete case') {
    const covariates = protocol.covariates.map(({ column }) => columnNamed(table.columns, column));
    const missingOne = (row: number): number => covariates.findIndex(column => isMissing(column, row));
    log.keep(
      'every covariate is recorded',
      row => missingOne(row) === -1,
      row => protocol.covariates[missingOne(row)].column,
    );
  }

  const rows = log.rows();
  const arm = new Uint8Array(rows.length).map((_, i) => armOf[rows[i]]);
  for (const name of new Set(protocol.compare.flat())) {
    if (!arm.includes(armNames.indexOf(name))) {
      throw new StudyRefusal(
        `Nobody who is eligible is in the arm ${name}. Look at the attrition (${sayLeft(log.steps())}) and at the ` +
          "arm's conditions; nothing was estimated.",
      );
    }
  }
  const pick = (days: Int32Array | undefined): Int32Array | undefined =>
    days === undefined ? undefined : rows.map(row => days[row]);
  const timeZero = pick(zeroOf);
  if (timeZero !== undefined) refuseLateCovariates(protocol, table, rows, timeZero);
  return {
    table,
    rows,
    arm,
    armNames,
    timeZero,
    death: pick(deathDays),
    maturity: maturityOf(protocol, timeZero),
    policies: policySides(protocol, table, rows),
    attrition: log.steps(),
  };
}

function maturityOf(protocol: Protocol, timeZero: Int32Array | undefined): Maturity {
  const { within_days, conviction_lag_days, recorded_in } = protocol.outcome;
  const extracted = parseDay(protocol.data.extracted_on ?? '');
  if (timeZero !== undefined && extracted !== undefined) {
    return requireMaturity(timeZero, extracted, within_days, conviction_lag_days);
  }
  return { by: 'statement', windowDays: within_days, because: recorded_in?.complete_because ?? '' };
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
