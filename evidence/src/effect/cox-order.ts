import { argsort } from '@throughcare/numerics';
import { centred } from './centred-rows.ts';
import type { CoxData } from './cox-data.ts';
import { tiesOf, walkOf } from './cox-ties.ts';
import type { CoxTies, CoxWalk, OrderedRows } from './cox-ties.ts';
import { tieNearTimes } from './near-times.ts';
import { strataOf } from './strata-of.ts';

/**
 * A cohort laid out for walking its risk sets: strata one after another, in each the latest time first and events before
 * censoring, so that a risk set is the one before it and the rows that come next. Covariates are centred, which changes no
 * coefficient and keeps exp() within range.
 */
export interface CoxOrder extends OrderedRows {
  readonly rows: number;
  readonly columns: number;
  /** The row of the data that stands at each position. */
  readonly order: Int32Array;
  /** Centred covariates, row after row. */
  readonly values: Float64Array;
  readonly means: Float64Array;
  /** The largest size of a value of each centred column; 0 for a constant. */
  readonly reach: Float64Array;
  readonly stop: Float64Array;
  /** Undefined when everybody is at risk from the beginning. */
  readonly start: Float64Array | undefined;
  /** 1 for an event; one of weight 0 counts as none. */
  readonly event: Uint8Array;
  readonly weight: Float64Array;
  /** Position after the last row of each stratum. */
  readonly strata: Int32Array;
  /** Positions of each stratum by start, the latest first; undefined without starts. */
  readonly byStart: Int32Array | undefined;
  /** How many events there are. */
  readonly events: number;
  readonly ties: CoxTies;
  readonly walk: CoxWalk;
  /** The weighted sum of the centred covariates of everybody with the event. */
  readonly eventSums: Float64Array;
}

/** Lays out data that has been checked. */
export function coxOrder(data: CoxData): CoxOrder {
  const { columns, weights } = data;
  const rows = data.time.length;
  const latestFirst = argsort(data.time);
  const { time, start: from } = tieNearTimes(data.time, latestFirst, data.start);
  latestFirst.reverse();
  const parts = strataOf(latestFirst, data.strata);
  const order = parts.length === 1 ? latestFirst : new Int32Array(rows);
  const strata = new Int32Array(parts.length);
  let end = 0;
  parts.forEach((part, s) => {
    if (parts.length > 1) order.set(part, end);
    strata[s] = end += part.length;
  });
  const stop = inOrder(time, order);
  const event = new Uint8Array(rows);
  let events = 0;
  for (let at = 0; at < rows; at++) {
    const i = order[at];
    if (data.event[i] !== 1 || (weights !== undefined && weights[i] === 0)) continue;
    event[at] = 1;
    events++;
  }
  eventsFirst(order, event, stop, strata);
  const weight = weights === undefined ? new Float64Array(rows).fill(1) : inOrder(weights, order);
  const start = from && inOrder(from, order);
  const laid = {
    stop,
    event,
    weight,
    strata,
    start,
    byStart: start && positionsByStart(start, strata),
    events,
  };
  const ties = tiesOf(laid);
  const covariates = centred(data, order);
  return {
    ...laid,
    ...covariates,
    rows,
    columns,
    order,
    ties,
    walk: walkOf(laid, ties),
    eventSums: eventSums(covariates.values, columns, laid),
  };
}

function inOrder(values: ArrayLike<number>, order: Int32Array): Float64Array {
  const result = new Float64Array(order.length);
  for (let at = 0; at < order.length; at++) result[at] = values[order[at]];
  return result;
}

/** Moves events before censoring within each time of a stratum; either keeps its order. */
function eventsFirst(order: Int32Array, event: Uint8Array, stop: Float64Array, strata: Int32Array): void {
  const later: number[] = [];
  let position = 0;
  for (const end of strata) {
    while (position < end) {
      const first = position;
      const moment = stop[position++];
      while (position < end && stop[position] === moment) position++;
      if (position === first + 1) continue;
      let to = first;
      for (let at = first; at < position; at++) {
        if (event[at] === 1) order[to++] = order[at];
        else later.push(order[at]);
      }
      event.fill(1, first, to).fill(0, to, position);
      for (const row of later) order[to++] = row;
      later.length = 0;
    }
  }
}

function eventSums(
  values: Float64Array,
  columns: number,
  { event, weight }: Pick<OrderedRows, 'event' | 'weight'>,
): Float64Array {
  const sums = new Float64Array(columns);
  for (let i = 0; i < event.length; i++) {
    if (event[i] === 0) continue;
    for (let j = 0; j < columns; j++) sums[j] += weight[i] * values[i * columns + j];
  }
  return sums;
}

function positionsByStart(start: Float64Array, strata: Int32Array): Int32Array {
  const positions = new Int32Array(start.length);
  let from = 0;
  for (const to of strata) {
    const own = argsort(start.subarray(from, to).map(value => -value));
    for (let k = 0; k < own.length; k++) positions[from + k] = from + own[k];
    from = to;
  }
  return positions;
}
