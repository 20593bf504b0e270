import { argsort, matrixTimes } from '@throughcare/numerics';
import type { CoxFit } from './cox.ts';

/**
 * How often, of two people of one stratum of whom one had the event while the other was still at risk, the one with the
 * event had the higher linear predictor; ties in it count half (Harrell 1996; weighted as Therneau and Watson 2017).
 */
export function concordance(fit: CoxFit): number {
  const { data, coefficients } = fit;
  const eta = matrixTimes(data, coefficients);
  const place = ranks(eta);
  const size = place.reduce((most, rank) => Math.max(most, rank), 0) + 1;
  let concordant = 0;
  let tied = 0;
  let pairs = 0;
  let position = 0;
  for (const end of data.strata) {
    const tree = new Float64Array(size + 1);
    const atRank = new Float64Array(size);
    let total = 0;
    let gone = position;
    const change = (rank: number, by: number): void => {
      atRank[rank] += by;
      total += by;
      for (let k = rank + 1; k <= size; k += k & -k) tree[k] += by;
    };
    const below = (rank: number): number => {
      let sum = 0;
      for (let k = rank; k > 0; k -= k & -k) sum += tree[k];
      return sum;
    };
    while (position < end) {
      const from = position;
      while (position < end && data.stop[position] === data.stop[from]) position++;
      // Censored at the very time of an event, people were still at risk at it.
      for (let i = from; i < position; i++) if (data.event[i] === 0) change(place[i], data.weight[i]);
      if (data.start !== undefined && data.byStart !== undefined) {
        for (; gone < end && data.start[data.byStart[gone]] >= data.stop[from]; gone++) {
          change(place[data.byStart[gone]], -data.weight[data.byStart[gone]]);
        }
      }
      for (let i = from; i < position; i++) {
        if (data.event[i] === 0) continue;
        concordant += data.weight[i] * below(place[i]);
        tied += data.weight[i] * atRank[place[i]];
        pairs += data.weight[i] * total;
      }
      for (let i = from; i < position; i++) if (data.event[i] === 1) change(place[i], data.weight[i]);
    }
  }
  return pairs > 0 ? (concordant + tied / 2) / pairs : 0.5;
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
