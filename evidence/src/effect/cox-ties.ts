import { MARK } from '@throughcare/numerics';
import type { RunningWalk } from '@throughcare/numerics';

/** Times of one stratum at which somebody has the event, from the latest time of the first stratum on. */
export interface CoxTies {
  readonly count: number;
  /** First position of each tie's rows, its events first, and the position after its last. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** How many have the event, and their total weight. */
  readonly deaths: Int32Array;
  readonly eventWeight: Float64Array;
  /** Ties of stratum s are `strata[s - 1]` to `strata[s] - 1`. */
  readonly strata: Int32Array;
}

export interface OrderedRows {
  readonly stop: Float64Array;
  readonly start: Float64Array | undefined;
  readonly byStart: Int32Array | undefined;
  readonly event: Uint8Array;
  readonly weight: Float64Array;
  readonly strata: Int32Array;
  readonly events: number;
}

export function tiesOf({ stop, event, weight, strata, events }: OrderedRows): CoxTies {
  const from = new Int32Array(events);
  const to = new Int32Array(events);
  const deaths = new Int32Array(events);
  const eventWeight = new Float64Array(events);
  const lastOf = new Int32Array(strata.length);
  let count = 0;
  let position = 0;
  strata.forEach((end, s) => {
    while (position < end) {
      const first = position;
      let dead = 0;
      let total = 0;
      for (; position < end && stop[position] === stop[first]; position++) {
        if (event[position] === 0) continue;
        dead++;
        total += weight[position];
      }
      if (dead === 0) continue;
      from[count] = first;
      to[count] = position;
      deaths[count] = dead;
      eventWeight[count++] = total;
    }
    lastOf[s] = count;
  });
  return {
    count,
    from: from.subarray(0, count),
    to: to.subarray(0, count),
    deaths: deaths.subarray(0, count),
    eventWeight: eventWeight.subarray(0, count),
    strata: lastOf,
  };
}

/** The steps by which risk sets grow towards earlier times; with delayed entry each row also leaves again. */
export interface CoxWalk extends Omit<RunningWalk, 'r' | 'numbers'> {
  /** 1 where a step brings its row in, -1 where it takes it out; undefined when no row leaves. */
  readonly signs: Int8Array | undefined;
}

export function walkOf(rows: OrderedRows, ties: CoxTies): CoxWalk {
  return rows.start === undefined || rows.byStart === undefined
    ? { marks: marksOf(rows, ties), rows: undefined, signs: undefined }
    : withLeaving(rows, ties, rows.start, rows.byStart);
}

function marksOf({ stop, event, strata }: OrderedRows, ties: CoxTies): Uint8Array {
  const marks = new Uint8Array(stop.length);
  for (let tie = 0; tie < ties.count; tie++) {
    const apart = ties.deaths[tie] > 1;
    if (apart) {
      for (let i = ties.from[tie]; i < ties.to[tie]; i++) if (event[i] === 1) marks[i] |= MARK.apart;
    }
    marks[ties.to[tie] - 1] |= apart ? MARK.end | MARK.hasApart : MARK.end;
  }
  let position = 0;
  for (const end of strata) {
    if (position < end) marks[position] |= MARK.begin;
    position = end;
  }
  return marks;
}

/** Before the rows of a tie come in, those go out that come under risk at its time or later. */
function withLeaving(rows: OrderedRows, ties: CoxTies, start: Float64Array, byStart: Int32Array): CoxWalk {
  const own = marksOf(rows, ties);
  const most = 2 * own.length;
  const steps = new Int32Array(most);
  const marks = new Uint8Array(most);
  const signs = new Int8Array(most);
  let count = 0;
  let position = 0;
  let tie = 0;
  for (const end of rows.strata) {
    let gone = position;
    while (position < end) {
      if (tie < ties.count && ties.from[tie] === position) {
        for (; gone < end && start[byStart[gone]] >= rows.stop[position]; gone++) {
          steps[count] = byStart[gone];
          signs[count++] = -1;
        }
        tie++;
      }
      steps[count] = position;
      marks[count] = own[position++];
      signs[count++] = 1;
    }
  }
  return { rows: steps.slice(0, count), marks: marks.slice(0, count), signs: signs.slice(0, count) };
}
