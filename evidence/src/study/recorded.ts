import type { Protocol } from '../protocol/read.ts';
import type { Table } from '../extract/table.ts';
import { columnNamed } from '../extract/where.ts';
import { StudyRefusal } from '../refusal.ts';
import type { Cohort } from './cohort.ts';
import { numberColumn } from './cohort-columns.ts';
import { NO_FACTS, NOT_RECORDED } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** From columns of the cohort file, matched by line; the file has counted the days itself. */
export function recordedOutcome(protocol: Protocol, cohort: Cohort, table: Table): Outcome {
  const rowOf = rowsByLine(cohort, table);
  const none = {
    control: undefined,
    also: new Map<string, Uint8Array>(),
    pseudo: undefined,
    daysInside: undefined,
    spells: undefined,
  };
  return protocol.outcome.kind === 'count'
    ? { ...none, ...counts(protocol, table, rowOf) }
    : { ...none, ...ends(protocol, table, rowOf) };
}

/** The row of `table` at the line of each member; -1 where that row could not be used. Both go by rising lines. */
function rowsByLine(cohort: Cohort, table: Table): Int32Array {
  const rowOf = new Int32Array(cohort.rows.length).fill(-1);
  let row = 0;
  for (let i = 0; i < rowOf.length; i++) {
    const line = cohort.table.lines[cohort.rows[i]];
    while (row < table.rows && table.lines[row] < line) row++;
    if (row < table.rows && table.lines[row] === line) rowOf[i] = row;
  }
  return rowOf;
}

type Read = Omit<Outcome, 'control' | 'also' | 'pseudo' | 'daysInside' | 'spells'>;

function ends(protocol: Protocol, table: Table, rowOf: Int32Array): Read {
  const { within_days: window, recorded_in, kind } = protocol.outcome;
  if (recorded_in?.event === undefined || recorded_in.is === undefined || recorded_in.days === undefined)
    throw new Error('this protocol has no outcome columns');
  const flag = columnNamed(table.columns, recorded_in.event);
  if (flag.kind !== 'category') throw new Error('the outcome column has the wrong kind');
  const counted = numberColumn(table.columns, recorded_in.days);
  const yes = flag.levels.indexOf(recorded_in.is);
  const other = recorded_in.competing_is === undefined ? -2 : flag.levels.indexOf(recorded_in.competing_is);
  const event = new Uint8Array(rowOf.length);
  const time = new Float64Array(rowOf.length).fill(window);
  const competing = kind === 'competing' ? new Uint8Array(rowOf.length) : undefined;
  let negative = 0;
  for (let i = 0; i < rowOf.length; i++) {
    const row = rowOf[i];
    const code = row === -1 ? -1 : flag.codes[row];
    if (code === -1) {
      event[i] = NOT_RECORDED;
      continue;
    }
    const days = counted[row];
    if (days < 0) negative++;
    if (code === yes || code === other) {
      if (Number.isNaN(days)) event[i] = NOT_RECORDED;
      else if (days <= window) {
        if (code === yes) event[i] = 1;
        else if (competing !== undefined) competing[i] = 1;
        time[i] = days;
      }
    } else if (kind !== 'binary' && days < window) {
      // Nothing happened up to here, and afterwards nobody looked.
      time[i] = days;
    }
  }
  if (negative > 0) refuseNegative(negative, recorded_in.days, 'days');
  return { event, time, competing, count: undefined, exposure: undefined, facts: NO_FACTS };
}

function counts(protocol: Protocol, table: Table, rowOf: Int32Array): Read {
  const { within_days: window, recorded_in } = protocol.outcome;
  if (recorded_in?.count === undefined) throw new Error('this protocol has no column of counts');
  const counted = numberColumn(table.columns, recorded_in.count);
  const atRisk =
    recorded_in.at_risk === undefined ? undefined : numberColumn(table.columns, recorded_in.at_risk);
  const event = new Uint8Array(rowOf.length);
  const count = new Float64Array(rowOf.length);
  const exposure = new Float64Array(rowOf.length);
  let negative = 0;
  let neverAtRisk = 0;
  for (let i = 0; i < rowOf.length; i++) {
    const row = rowOf[i];
    const own = row === -1 ? Number.NaN : counted[row];
    const days = atRisk === undefined ? window : row === -1 ? Number.NaN : atRisk[row];
    if (Number.isNaN(own) || Number.isNaN(days)) {
      event[i] = NOT_RECORDED;
      continue;
    }
    if (own < 0 || days < 0 || !Number.isInteger(own)) negative++;
    count[i] = own;
    exposure[i] = Math.min(days, window);
    if (exposure[i] === 0) neverAtRisk++;
    event[i] = own > 0 ? 1 : 0;
  }
  if (negative > 0) refuseNegative(negative, recorded_in.count, 'counts or days at risk');
  return {
    event,
    time: undefined,
    competing: undefined,
    count,
    exposure,
    facts: { ...NO_FACTS, neverAtRisk },
  };
}

function refuseNegative(people: number, column: string, what: string): never {
  throw new StudyRefusal(
    `${people} people have ${what} below 0 or broken in ${column}. Nothing was estimated. Say in the protocol what the column can ` +
      `hold, { number: { from: 0 } }, and such rows are reported by line; or mend the file.`,
  );
}
