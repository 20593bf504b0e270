import { coxRegression } from './cox.ts';
import type { CoxFit } from './cox.ts';
import type { CoxData } from './cox-data.ts';
import { checkCox, nameOf } from './cox-data.ts';
import type { Ties } from './cox-hazard.ts';

/** Rows cut at given times, so that something may change with time. */
export interface SplitRows extends CoxData {
  readonly start: Float64Array;
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly cluster: ArrayLike<number>;
  /** The period of each row: 0 up to the first cut, and so on. */
  readonly period: Int32Array;
  /** The row of the data that it was cut from. */
  readonly row: Int32Array;
}

/**
 * Cuts every row at each time within it, as R's survSplit; pieces of a row are one cluster, unless the data has clusters
 * of its own. The model of the pieces is the model of the rows.
 *
 * @param cuts rising times
 */
export function splitTime(data: CoxData, cuts: readonly number[]): SplitRows {
  checkCox(data);
  cuts.forEach((cut, k) => {
    if (!Number.isFinite(cut) || (k > 0 && cut <= cuts[k - 1])) {
      throw new RangeError(`cuts were ${cuts.join(', ')}; they must be rising times.`);
    }
  });
  // Without starts everybody is at risk from the beginning, also those with a time of 0.
  let least = cuts[0] ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i < data.time.length; i++) least = Math.min(least, data.time[i]);
  const beginning = least > 0 ? 0 : least - 1;
  const row: number[] = [];
  const start: number[] = [];
  const time: number[] = [];
  const period: number[] = [];
  for (let i = 0; i < data.time.length; i++) {
    const end = data.time[i];
    let from = data.start === undefined ? beginning : data.start[i];
    for (let k = 0; k <= cuts.length; k++) {
      const to = k < cuts.length ? Math.min(cuts[k], end) : end;
      if (to <= from) continue;
      row.push(i);
      start.push(from);
      time.push(to);
      period.push(k);
      from = to;
      if (to === end) break;
    }
  }
  const pick = (values: ArrayLike<number>): Float64Array => Float64Array.from(row, i => values[i]);
  const { columns, covariates, weights, strata, names } = data;
  return {
    start: Float64Array.from(start),
    time: Float64Array.from(time),
    event: Uint8Array.from(row, (i, at) => (time[at] === data.time[i] ? data.event[i] : 0)),
    period: Int32Array.from(period),
    row: Int32Array.from(row),
    cluster: data.cluster === undefined ? Int32Array.from(row) : pick(data.cluster),
    weights: weights && pick(weights),
    strata: strata && pick(strata),
    columns,
    covariates: Float64Array.from({ length: row.length * columns }, (_, at) => {
      const j = at % columns;
      return covariates[row[(at - j) / columns] * columns + j];
    }),
    names,
  };
}

/**
 * The Cox model in which some columns have a hazard ratio for each period of time between the cuts, the others one for
 * all time: what to report where proportional hazards fail. Those columns come apart into one for each period, named
 * after it, at their place.
 *
 * @param changing columns whose ratio may change
 */
export function coxByPeriod(
  data: CoxData,
  cuts: readonly number[],
  changing: readonly number[],
  ties: Ties = 'efron',
): CoxFit {
  if (cuts.length === 0 || changing.length === 0) {
    throw new RangeError('There is nothing to split: give a time to cut at and a column that may change.');
  }
  const split = splitTime(data, cuts);
  const periods = cuts.length + 1;
  const parts = Array.from({ length: data.columns }, (_, j) =>
    changing.includes(j) ? Array.from({ length: periods }, (__, k) => ({ j, k })) : [{ j, k: -1 }],
  ).flat();
  const columns = parts.length;
  const covariates = new Float64Array(split.row.length * columns);
  for (let i = 0; i < split.row.length; i++) {
    parts.forEach(({ j, k }, at) => {
      if (k === -1 || split.period[i] === k) {
        covariates[i * columns + at] = split.covariates[i * data.columns + j];
      }
    });
  }
  const names = parts.map(({ j, k }) => `${nameOf(j, data.names)}${k === -1 ? '' : sayPeriod(cuts, k)}`);
  return coxRegression({ ...split, covariates, columns, names }, ties);
}

function sayPeriod(cuts: readonly number[], k: number): string {
  if (k === 0) return `, up to ${cuts[0]}`;
  return k < cuts.length ? `, ${cuts[k - 1]} to ${cuts[k]}` : `, after ${cuts[k - 1]}`;
}
