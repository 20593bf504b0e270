import type { Protocol } from '../protocol/read.ts';
import type { RejectedRow, Table } from '../extract/table.ts';
import { NO_DAY } from '../extract/columns.ts';
import type { Column } from '../extract/columns.ts';
import { columnNamed, EVERY_ROW, rowTest } from '../extract/where.ts';
import type { Cohort } from './cohort.ts';

/** What happened to each member of the cohort within the follow-up. */
export interface Outcome {
  /** 1 for a detected event within the window, 0 for none, NOT_RECORDED where the file does not say. */
  readonly event: Uint8Array;
  /** Days from time zero to the event, or to the end of follow-up or death. */
  readonly time: Float64Array;
  /** The negative control, if the protocol has one. */
  readonly control: Uint8Array | undefined;
  readonly facts: OutcomeFacts;
  readonly rejected: readonly RejectedRow[];
  readonly file: { readonly file: string; readonly sha256: string; readonly rows: number };
}

/** What was met while outcomes were read, and how it was counted. */
export interface OutcomeFacts {
  /** Convictions after time zero for an offence on or before it: no reoffence, and counted as such. */
  readonly pseudoReconvictions: number;
  readonly peopleWithPseudoReconviction: number;
  /** Offences within the window whose conviction came later than the lag allows: not counted. */
  readonly convictedTooLate: number;
  /** Events without an offence date or a conviction date: not counted. */
  readonly undatedEvents: number;
  readonly diedWithinWindow: number;
}

export const NOT_RECORDED = 2;

/** Reads outcomes for the cohort from the table that only a run may open. */
export function readOutcome(protocol: Protocol, cohort: Cohort, table: Table): Outcome {
  const file = { file: table.file, sha256: table.sha256, rows: table.rowsInFile };
  const read = protocol.outcome.found_in === undefined ? fromColumns : fromOffences;
  return { ...read(protocol, cohort, table), rejected: table.rejected, file };
}

type Read = Pick<Outcome, 'event' | 'time' | 'control' | 'facts'>;

/**
 * By offence date: an event counts when the offence lies after time zero and within the window, and the conviction
 * within the window and the lag. The same rule for everybody, whenever the extract was taken.
 */
function fromOffences(protocol: Protocol, cohort: Cohort, table: Table): Read {
  const { within_days: window, conviction_lag_days: lag, found_in, negative_control } = protocol.outcome;
  const { timeZero } = cohort;
  if (found_in === undefined || timeZero === undefined)
    throw new Error('this protocol has no file of offences');
  const offence = days(table.columns, found_in.offence ?? found_in.conviction);
  const conviction = days(table.columns, found_in.conviction);
  const member = new Map(Array.from(cohort.rows, (row, i) => [cohort.table.ids[row], i]));
  const counts = rowTest(found_in.where ?? EVERY_ROW, table.columns);
  const isControl =
    negative_control === undefined ? undefined : rowTest(negative_control.where, table.columns);

  const event = new Uint8Array(cohort.rows.length);
  const control = isControl === undefined ? undefined : new Uint8Array(cohort.rows.length);
  const end = Float64Array.from(cohort.rows, (_, i) => endOfFollowUp(cohort, i, window));
  const time = end.slice();
  const pseudo = new Set<number>();
  let pseudoReconvictions = 0;
  let convictedTooLate = 0;
  let undatedEvents = 0;
  for (let row = 0; row < table.rows; row++) {
    const i = member.get(table.ids[row]);
    if (i === undefined) continue;
    const main = counts(row);
    if (!main && isControl?.(row) !== true) continue;
    if (offence[row] === NO_DAY || conviction[row] === NO_DAY) {
      if (main) undatedEvents++;
      continue;
    }
    const after = offence[row] - timeZero[i];
    const convicted = conviction[row] - timeZero[i];
    if (after <= 0) {
      if (main && convicted > 0) {
        pseudoReconvictions++;
        pseudo.add(i);
      }
      continue;
    }
    if (after > window) continue;
    if (convicted > window + lag) {
      if (main) convictedTooLate++;
      continue;
    }
    if (main) {
      event[i] = 1;
      time[i] = Math.min(time[i], after);
    }
    if (control !== undefined && isControl?.(row) === true) control[i] = 1;
  }
  const diedWithinWindow = end.reduce((total, days) => total + (days < window ? 1 : 0), 0);
  return {
    event,
    time,
    control,
    facts: {
      pseudoReconvictions,
      peopleWithPseudoReconviction: pseudo.size,
      convictedTooLate,
      undatedEvents,
      diedWithinWindow,
    },
  };
}

/** From columns of the cohort file, matched by line; the file has counted the days itself. */
function fromColumns(protocol: Protocol, cohort: Cohort, table: Table): Read {
  const { within_days: window, recorded_in } = protocol.outcome;
  if (recorded_in?.event === undefined || recorded_in.is === undefined || recorded_in.days === undefined)
    throw new Error('this protocol has no outcome columns');
  const flag = columnNamed(table.columns, recorded_in.event);
  const counted = columnNamed(table.columns, recorded_in.days);
  if (flag.kind !== 'category' || counted.kind !== 'number')
    throw new Error('outcome columns have the wrong kinds');
  const yes = flag.levels.indexOf(recorded_in.is);
  const rowOfLine = new Map(Array.from(table.lines, (line, row) => [line, row]));
  const event = new Uint8Array(cohort.rows.length);
  const time = new Float64Array(cohort.rows.length).fill(window);
  cohort.rows.forEach((cohortRow, i) => {
    const row = rowOfLine.get(cohort.table.lines[cohortRow]);
    if (row === undefined || flag.codes[row] === -1) {
      event[i] = NOT_RECORDED;
    } else if (flag.codes[row] === yes) {
      const days = counted.values[row];
      if (Number.isNaN(days)) event[i] = NOT_RECORDED;
      else if (days <= window) {
        event[i] = 1;
        time[i] = days;
      }
    }
  });
  const none = {
    pseudoReconvictions: 0,
    peopleWithPseudoReconviction: 0,
    convictedTooLate: 0,
    undatedEvents: 0,
  };
  return { event, time, control: undefined, facts: { ...none, diedWithinWindow: 0 } };
}

function endOfFollowUp(cohort: Cohort, i: number, window: number): number {
  const death = cohort.death?.[i] ?? NO_DAY;
  if (death === NO_DAY || cohort.timeZero === undefined) return window;
  return Math.min(window, death - cohort.timeZero[i]);
}

function days(columns: ReadonlyMap<string, Column>, name: string): Int32Array {
  const column = columnNamed(columns, name);
  if (column.kind !== 'date') throw new Error(`${name} is no date column`);
  return column.days;
}
