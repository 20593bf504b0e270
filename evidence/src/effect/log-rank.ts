import { argsort, chiSquareUpper, cholesky, choleskySolve } from '@throughcare/numerics';
import { tieNearTimes } from './near-times.ts';
import { strataOf } from './strata-of.ts';
import { checkLengths, checkNumbered, checkSurvival, groupSizes } from './survival-data.ts';

export interface LogRank {
  /** For each group, in the order of their numbers. */
  readonly n: readonly number[];
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  /** Of observed less expected, groups x groups. */
  readonly variance: readonly (readonly number[])[];
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

export interface LogRankOptions {
  /** Times count by the pooled Kaplan-Meier estimate just before them to this power: 0 log-rank, 1 Peto and Peto. */
  readonly rho?: number;
  /** The number of each person's stratum: compared within, then added up. */
  readonly strata?: ArrayLike<number>;
}

/**
 * The log-rank test of equal hazards in groups 0 to k - 1 (Mantel 1966; Peto and Peto 1972) and its family G-rho
 * (Harrington and Fleming 1982), with the hypergeometric variance at tied times.
 *
 * @param group the number of each person's group; every number from 0 to the greatest must occur
 * @throws RangeError for an empty group, and when nobody had the event
 */
export function logRank(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  group: ArrayLike<number>,
  { rho = 0, strata }: LogRankOptions = {},
): LogRank {
  checkSurvival({ time, event });
  checkLengths(time.length, { group, strata });
  if (strata !== undefined) checkNumbered('strata', strata);
  if (!Number.isFinite(rho)) throw new RangeError(`rho was ${rho}; it must be a number.`);
  const n = groupSizes(group, 2, 'a log-rank test');
  const groups = n.length;
  if (!Array.prototype.includes.call(event, 1)) {
    throw new RangeError('Nobody had the event; there is nothing to compare.');
  }
  const sums: Sums = {
    observed: new Float64Array(groups),
    expected: new Float64Array(groups),
    variance: new Float64Array(groups * groups),
  };
  const byTime = argsort(time);
  const tied = tieNearTimes(time, byTime, undefined).time;
  for (const order of strataOf(byTime, strata)) {
    addStratum(order, { time: tied, event, group, rho }, sums);
  }
  return { n, ...testOf(sums, groups) };
}

interface Sums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly variance: Float64Array;
}

/** Adds one stratum, whose people are given by rising time. */
function addStratum(
  order: Int32Array,
  {
    time,
    event,
    group,
    rho,
  }: { time: ArrayLike<number>; event: ArrayLike<number>; group: ArrayLike<number>; rho: number },
  { observed, expected, variance }: Sums,
): void {
  const groups = observed.length;
  const atRisk = new Float64Array(groups);
  for (const i of order) atRisk[group[i]]++;
  const leaving = new Float64Array(groups);
  let left = order.length;
  let survival = 1;
  for (let from = 0; from < order.length;) {
    const weight = rho === 0 ? 1 : survival ** rho;
    let to = from;
    let deaths = 0;
    leaving.fill(0);
    while (to < order.length && time[order[to]] === time[order[from]]) {
      const i = order[to++];
      leaving[group[i]]++;
      if (event[i] === 1) {
        deaths++;
        observed[group[i]] += weight;
      }
    }
    if (deaths > 0) {
      const spread = left > 1 ? (weight * weight * deaths * (left - deaths)) / (left - 1) : 0;
      for (let g = 0; g < groups; g++) {
        const share = atRisk[g] / left;
        expected[g] += weight * deaths * share;
        for (let h = 0; h < groups; h++) {
          variance[g * groups + h] += spread * share * ((g === h ? 1 : 0) - atRisk[h] / left);
        }
      }
      survival *= 1 - deaths / left;
    }
    left -= to - from;
    for (let g = 0; g < groups; g++) atRisk[g] -= leaving[g];
    from = to;
  }
}

/** The last group follows from the others, and a group never at risk at an event tells nothing. */
function testOf({ observed, expected, variance }: Sums, groups: number): Omit<LogRank, 'n'> {
  const size = groups - 1;
  const excess = Float64Array.from({ length: size }, (_, g) => observed[g] - expected[g]);
  const own = new Float64Array(size * size);
  for (let g = 0; g < size; g++) for (let h = 0; h < size; h++) own[g * size + h] = variance[g * groups + h];
  const factor = cholesky(own, size);
  const solved = choleskySolve(factor, excess);
  const chiSquare = excess.reduce((total, value, g) => total + value * solved[g], 0);
  const degreesOfFreedom = size - factor.dependent.length;
  return {
    observed: [...observed],
    expected: [...expected],
    variance: Array.from({ length: groups }, (_, g) => [...variance.subarray(g * groups, (g + 1) * groups)]),
    chiSquare,
    degreesOfFreedom,
    p: degreesOfFreedom === 0 ? 1 : chiSquareUpper(chiSquare, degreesOfFreedom),
  };
}
