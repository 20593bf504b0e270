import { argsort } from '@throughcare/numerics';
import type { CoxData } from './cox.ts';

/**
 * A cohort laid out for walking its risk sets: strata one after another, in each the latest time first, so that a risk
 * set is the one before it and the rows that come next. Covariates are centred, which changes no coefficient and keeps
 * exp() within range.
 */
export interface CoxOrder {
  readonly rows: number;
  readonly columns: number;
  /** The row of the data that stands at each position. */
  readonly order: Int32Array;
  /** Centred covariates, row after row. */
  readonly values: Float64Array;
  readonly means: Float64Array;
  readonly stop: Float64Array;
  /** Undefined when everybody is at risk from the beginning. */
  readonly start: Float64Array | undefined;
  readonly event: Uint8Array;
  readonly weight: Float64Array;
  /** Position after the last row of each stratum. */
  readonly strata: Int32Array;
  /** Positions of each stratum by start, the latest first; undefined without starts. */
  readonly byStart: Int32Array | undefined;
  /** How many events there are. */
  readonly events: number;
}

/** Lays out data that has been checked. Rows of one time keep the order of the data. */
export function coxOrder(data: CoxData): CoxOrder {
  const { columns, covariates, time } = data;
  const rows = time.length;
  const byTime = argsort(Float64Array.from(time, value => -value));
  const order = data.strata === undefined ? byTime : stable(byTime, data.strata);
  const means = columnMeans(covariates, rows, columns);
  const values = new Float64Array(rows * columns);
  const stop = new Float64Array(rows);
  const event = new Uint8Array(rows);
  const weight = new Float64Array(rows);
  let events = 0;
  for (let at = 0; at < rows; at++) {
    const i = order[at];
    stop[at] = time[i];
    event[at] = data.event[i];
    events += event[at];
    weight[at] = data.weights === undefined ? 1 : data.weights[i];
    for (let j = 0; j < columns; j++) values[at * columns + j] = covariates[i * columns + j] - means[j];
  }
  const strata = endsOfStrata(order, data.strata);
  const start =
    data.start === undefined
      ? undefined
      : Float64Array.from(order, i => (data.start as ArrayLike<number>)[i]);
  return {
    rows,
    columns,
    order,
    values,
    means,
    stop,
    start,
    event,
    weight,
    strata,
    byStart: start && positionsByStart(start, strata),
    events,
  };
}

/** `order` sorted by the stratum of each row, rows of one stratum as they stand. */
function stable(order: Int32Array, strata: ArrayLike<number>): Int32Array {
  const bySort = argsort(Float64Array.from(order, i => strata[i]));
  return bySort.map(at => order[at]);
}

function endsOfStrata(order: Int32Array, strata: ArrayLike<number> | undefined): Int32Array {
  if (strata === undefined) return Int32Array.of(order.length);
  const ends: number[] = [];
  for (let at = 1; at <= order.length; at++) {
    if (at === order.length || strata[order[at]] !== strata[order[at - 1]]) ends.push(at);
  }
  return Int32Array.from(ends);
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

function columnMeans(covariates: Float64Array, rows: number, columns: number): Float64Array {
  const means = new Float64Array(columns);
  for (let at = 0; at < covariates.length; at += columns) {
    for (let j = 0; j < columns; j++) means[j] += covariates[at + j];
  }
  return means.map(total => total / rows);
}
