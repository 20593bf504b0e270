import { argsort, dot, matrixTimes } from '@throughcare/numerics';
import { clusterNumbers } from './cluster-squares.ts';
import type { CoxFit } from './cox.ts';
import type { CoxOrder } from './cox-order.ts';
import { rankSums } from './rank-sums.ts';
import type { RankSums } from './rank-sums.ts';

export interface Concordance {
  /** Between 0 and 1; one half is chance. */
  readonly concordance: number;
  /** By the infinitesimal jackknife over rows, or over clusters where they are given. */
  readonly standardError: number;
}

/**
 * How often, of two people of one stratum of whom one had the event while the other was still at risk, the one with the
 * event had the higher linear predictor; ties in it count half (Harrell 1996; weighted as Therneau and Watson 2017).
 *
 * @param cluster the number of each row's cluster, in the order of the data
 */
export function concordance(fit: CoxFit, cluster?: ArrayLike<number>): Concordance {
  const { data, coefficients } = fit;
  const predictor = matrixTimes(data, coefficients);
  const place = new Int32Array(data.rows);
  // For each row, over the pairs that it is part of: the weight of the other, and that times 1, one half or 0.
  const pairs = new Float64Array(data.rows);
  const right = new Float64Array(data.rows);
  let first = 0;
  for (const end of data.strata) {
    const own = ranks(predictor.subarray(first, end));
    place.set(own, first);
    const size = own.reduce((most, rank) => Math.max(most, rank), 0) + 1;
    asWhoHadTheEvent(data, place, first, end, rankSums(size), pairs, right);
    asWhoWasAtRisk(data, place, first, end, rankSums(size), pairs, right);
    first = end;
  }
  // Both sides count each pair, with the weight of both.
  let allPairs = 0;
  let allRight = 0;
  for (let i = 0; i < data.rows; i++) {
    allPairs += (data.weight[i] * pairs[i]) / 2;
    allRight += (data.weight[i] * right[i]) / 2;
  }
  if (!(allPairs > 0)) return { concordance: 0.5, standardError: 0 };
  const share = allRight / allPairs;
  const numbers = clusterNumbers(data.rows, cluster);
  const influence = new Float64Array(data.rows);
  for (let i = 0; i < data.rows; i++) {
    influence[numbers[data.order[i]]] += (data.weight[i] * (right[i] - share * pairs[i])) / allPairs;
  }
  return { concordance: share, standardError: Math.sqrt(dot(influence, influence)) };
}

/** From the latest time to the earliest: those with the event against those at risk after it. */
function asWhoHadTheEvent(
  data: CoxOrder,
  place: Int32Array,
  first: number,
  end: number,
  atRisk: RankSums,
  pairs: Float64Array,
  right: Float64Array,
): void {
  const { stop, start, byStart, event, weight } = data;
  let gone = first;
  for (let position = first; position < end;) {
    const from = position;
    while (position < end && stop[position] === stop[from]) position++;
    // Censored at the very time of an event, people were still at risk at it.
    for (let i = from; i < position; i++) if (event[i] === 0) atRisk.add(place[i], weight[i]);
    if (start !== undefined && byStart !== undefined) {
      for (; gone < end && start[byStart[gone]] >= stop[from]; gone++) {
        atRisk.add(place[byStart[gone]], -weight[byStart[gone]]);
      }
    }
    for (let i = from; i < position; i++) {
      if (event[i] === 0) continue;
      pairs[i] += atRisk.total();
      right[i] += atRisk.below(place[i]) + atRisk.at(place[i]) / 2;
    }
    for (let i = from; i < position; i++) if (event[i] === 1) atRisk.add(place[i], weight[i]);
  }
}

/** From the earliest time to the latest: those at risk against those who had the event meanwhile. */
function asWhoWasAtRisk(
  data: CoxOrder,
  place: Int32Array,
  first: number,
  end: number,
  had: RankSums,
  pairs: Float64Array,
  right: Float64Array,
): void {
  const { stop, start, byStart, event, weight } = data;
  const count = (i: number, sign: number): void => {
    pairs[i] += sign * had.total();
    right[i] += sign * (had.total() - had.below(place[i]) - had.at(place[i]) / 2);
  };
  let late = end - 1;
  for (let position = end - 1; position >= first;) {
    const to = position;
    const moment = stop[to];
    if (start !== undefined && byStart !== undefined) {
      for (; late >= first && start[byStart[late]] < moment; late--) count(byStart[late], -1);
    }
    while (position >= first && stop[position] === moment) position--;
    for (let i = position + 1; i <= to; i++) if (event[i] === 1) count(i, 1);
    for (let i = position + 1; i <= to; i++) if (event[i] === 1) had.add(place[i], weight[i]);
    for (let i = position + 1; i <= to; i++) if (event[i] === 0) count(i, 1);
  }
}

/** Ranks from 0, equal values sharing one; predictors that differ by rounding alone are equal. */
function ranks(values: Float64Array): Int32Array {
  const order = argsort(values);
  const rank = new Int32Array(values.length);
  for (let k = 1; k < order.length; k++) {
    const [before, here] = [values[order[k - 1]], values[order[k]]];
    const same = here - before <= 1e-12 * Math.max(1, Math.abs(here));
    rank[order[k]] = rank[order[k - 1]] + (same ? 0 : 1);
  }
  return rank;
}
