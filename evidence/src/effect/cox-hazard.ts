import { GROUP_NUMBERS } from '@throughcare/numerics';
import type { CoxOrder } from './cox-order.ts';

export type Ties = 'efron' | 'breslow';

/**
 * How the baseline hazard jumps at each tie, at one set of coefficients. With S the sum of risks in the risk set, D that
 * of the tied people, Efron's rule (1977) lets d events jump one after another at S - k/d D, k = 0 to d - 1; Breslow's all at
 * S. Of a tie with total event weight W the jumps k have own = W/d and out = k/d, and its five numbers are sums over them:
 *
 *   c0  own / left            the hazard added
 *   c1  out own / left        what of it the tied people are spared
 *   a   own / left^2          f  the sum of out own / left^2, over a          b  the sum of out^2 own / left^2, less a f^2
 */
export interface CoxHazard {
  readonly numbers: Float64Array;
  /** The sum of own times log left: what the likelihood loses. */
  readonly logTotals: number;
}

/**
 * @param risk weight times exp(linear predictor) of each position
 * @param numbers where to write the ties' numbers, if not into an array of its own
 */
export function coxHazard(
  data: CoxOrder,
  risk: Float64Array,
  rule: Ties,
  numbers: Float64Array = new Float64Array(data.ties.count * GROUP_NUMBERS),
): CoxHazard {
  const { stop, start, byStart, strata, ties } = data;
  let logTotals = 0;
  let tie = 0;
  let position = 0;
  for (const end of strata) {
    let total = 0;
    let gone = position;
    for (; tie < ties.count && ties.from[tie] < end; tie++) {
      const from = ties.from[tie];
      const to = ties.to[tie];
      const deaths = ties.deaths[tie];
      for (; position < to; position++) total += risk[position];
      if (start !== undefined && byStart !== undefined) {
        for (; gone < end && start[byStart[gone]] >= stop[from]; gone++) total -= risk[byStart[gone]];
      }
      const at = tie * GROUP_NUMBERS;
      const weight = ties.eventWeight[tie];
      if (deaths === 1 || rule === 'breslow') {
        numbers[at] = weight / total;
        numbers[at + 1] = 0;
        numbers[at + 2] = weight / (total * total);
        numbers[at + 3] = 0;
        numbers[at + 4] = 0;
        logTotals += weight * Math.log(total);
        continue;
      }
      let tied = 0;
      for (let i = from; i < from + deaths; i++) tied += risk[i];
      logTotals += efron(numbers, at, { total, tied, deaths, weight });
    }
    position = end;
  }
  return { numbers, logTotals };
}

function efron(
  numbers: Float64Array,
  at: number,
  { total, tied, deaths, weight }: { total: number; tied: number; deaths: number; weight: number },
): number {
  const own = weight / deaths;
  let logs = 0;
  let [hazard, spared, once, twice, plain] = [0, 0, 0, 0, 0];
  for (let k = 0; k < deaths; k++) {
    const out = k / deaths;
    const left = total - out * tied;
    const jump = own / left;
    const slope = jump / left;
    logs += own * Math.log(left);
    hazard += jump;
    spared += out * jump;
    plain += slope;
    once += out * slope;
    twice += out * out * slope;
  }
  numbers[at] = hazard;
  numbers[at + 1] = spared;
  numbers[at + 2] = plain;
  numbers[at + 3] = once / plain;
  numbers[at + 4] = twice - (once * once) / plain;
  return logs;
}

/**
 * The sum of a number over the ties that each position is at risk for: all ties of its stratum up to its own time and
 * after its start. Who has the event themselves at a tie bears of it only what Efron's rule leaves them.
 *
 * @param whole the number of each tie
 * @param spared what of it somebody with the event at the tie does not bear
 * @param sums where to write them, if not into an array of its own
 */
export function sumWhileAtRisk(
  data: CoxOrder,
  whole: (tie: number) => number,
  spared: (tie: number) => number,
  sums: Float64Array = new Float64Array(data.rows),
): Float64Array {
  const { stop, start, byStart, ties } = data;
  sums.fill(0);
  let lastTie = 0;
  let firstPosition = 0;
  data.strata.forEach((end, s) => {
    // Forwards in time: ties and positions from the end of the stratum to its beginning.
    let position = end - 1;
    let late = end - 1;
    let total = 0;
    for (let tie = ties.strata[s] - 1; tie >= lastTie; tie--) {
      const from = ties.from[tie];
      const to = ties.to[tie];
      for (; position >= to; position--) sums[position] += total;
      if (start !== undefined && byStart !== undefined) {
        const moment = stop[from];
        for (; late >= firstPosition && start[byStart[late]] < moment; late--) sums[byStart[late]] -= total;
      }
      total += whole(tie);
      const less = spared(tie);
      const dead = from + ties.deaths[tie];
      for (; position >= dead; position--) sums[position] += total;
      for (; position >= from; position--) sums[position] += total - less;
    }
    for (; position >= firstPosition; position--) sums[position] += total;
    if (byStart !== undefined) for (; late >= firstPosition; late--) sums[byStart[late]] -= total;
    lastTie = ties.strata[s];
    firstPosition = end;
  });
  return sums;
}
