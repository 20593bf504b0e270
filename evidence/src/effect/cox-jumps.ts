import type { CoxOrder } from './cox-order.ts';

export type Ties = 'efron' | 'breslow';

/**
 * Where the baseline hazard jumps, and by how much, at one set of coefficients. A tie is one time of one stratum at
 * which somebody has the event. Breslow's rule gives it one jump; Efron's as many as events, each with one share more
 * of the tied people taken out of the risk set.
 */
export interface CoxJumps {
  readonly ties: number;
  /** First position of each tie's rows, and the position after its last, from the latest time of a stratum on. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Total weight of the events of each tie. */
  readonly eventWeight: Float64Array;
  /** The jumps of tie k are `first[k]` to `first[k + 1] - 1`. */
  readonly first: Int32Array;
  /** The weight of each jump's events, the share of tied people it has taken out, and the hazard it adds. */
  readonly weight: Float64Array;
  readonly out: Float64Array;
  readonly hazard: Float64Array;
  /** The weighted mean of the covariates over each jump's risk set, `columns` a jump. */
  readonly means: Float64Array;
  /** The tie from whose time on a stratum begins: ties of stratum s are `strata[s - 1]` to `strata[s] - 1`. */
  readonly strata: Int32Array;
  /** The sum of weight times the logarithm of the risk set's total: what the likelihood loses. */
  readonly logTotals: number;
}

/**
 * Walks the risk sets from the latest time to the earliest.
 *
 * @param risk weight times exp(linear predictor) of each position
 */
export function coxJumps(data: CoxOrder, risk: Float64Array, rule: Ties): CoxJumps {
  const { columns, values, stop, event, weight, start, byStart } = data;
  const jumps = emptyJumps(data);
  const sum1 = new Float64Array(columns);
  const tied1 = new Float64Array(columns);
  let ties = 0;
  let next = 0;
  let logTotals = 0;
  let position = 0;
  data.strata.forEach((end, s) => {
    let sum0 = 0;
    sum1.fill(0);
    let gone = position;
    while (position < end) {
      const from = position;
      let tied0 = 0;
      let deaths = 0;
      let deathWeight = 0;
      for (; position < end && stop[position] === stop[from]; position++) {
        const r = risk[position];
        sum0 += r;
        const at = position * columns;
        for (let j = 0; j < columns; j++) sum1[j] += r * values[at + j];
        if (event[position] !== 1) continue;
        if (deaths === 0) tied1.fill(0);
        deaths++;
        deathWeight += weight[position];
        tied0 += r;
        for (let j = 0; j < columns; j++) tied1[j] += r * values[at + j];
      }
      if (deaths === 0) continue;
      if (start !== undefined && byStart !== undefined) {
        for (; gone < end && start[byStart[gone]] >= stop[from]; gone++) {
          const at = byStart[gone] * columns;
          const r = risk[byStart[gone]];
          sum0 -= r;
          for (let j = 0; j < columns; j++) sum1[j] -= r * values[at + j];
        }
      }
      jumps.from[ties] = from;
      jumps.to[ties] = position;
      jumps.eventWeight[ties] = deathWeight;
      jumps.first[ties] = next;
      ties++;
      const shares = rule === 'efron' ? deaths : 1;
      for (let share = 0; share < shares; share++, next++) {
        const out = share / shares;
        const left = sum0 - out * tied0;
        const own = deathWeight / shares;
        jumps.weight[next] = own;
        jumps.out[next] = out;
        jumps.hazard[next] = own / left;
        logTotals += own * Math.log(left);
        for (let j = 0; j < columns; j++) {
          jumps.means[next * columns + j] = (sum1[j] - out * tied1[j]) / left;
        }
      }
    }
    jumps.strata[s] = ties;
  });
  jumps.first[ties] = next;
  return {
    ...jumps,
    weight: jumps.weight.subarray(0, next),
    out: jumps.out.subarray(0, next),
    hazard: jumps.hazard.subarray(0, next),
    means: jumps.means.subarray(0, next * columns),
    ties,
    logTotals,
  };
}

function emptyJumps({ events, columns, strata }: CoxOrder) {
  return {
    from: new Int32Array(events),
    to: new Int32Array(events),
    eventWeight: new Float64Array(events),
    first: new Int32Array(events + 1),
    weight: new Float64Array(events),
    out: new Float64Array(events),
    hazard: new Float64Array(events),
    means: new Float64Array(events * columns),
    strata: new Int32Array(strata.length),
  };
}

/**
 * The sum of `step` over the jumps that each position is at risk for: all jumps of its stratum up to its own time and
 * after its start. Who has the event themselves at a tie bears of it only what Efron's rule leaves them.
 *
 * @param step a number for each jump; the hazard itself gives each position's cumulative hazard
 */
export function sumWhileAtRisk(data: CoxOrder, jumps: CoxJumps, step: Float64Array): Float64Array {
  const { event, stop, start, byStart } = data;
  const sums = new Float64Array(data.rows);
  let lastTie = 0;
  let firstPosition = 0;
  data.strata.forEach((end, s) => {
    // Forwards in time: ties and positions from the end of the stratum to its beginning.
    let position = end - 1;
    let late = end - 1;
    let total = 0;
    for (let tie = jumps.strata[s] - 1; tie >= lastTie; tie--) {
      const moment = stop[jumps.from[tie]];
      for (; position >= jumps.to[tie]; position--) sums[position] += total;
      if (start !== undefined && byStart !== undefined) {
        for (; late >= firstPosition && start[byStart[late]] < moment; late--) sums[byStart[late]] -= total;
      }
      let whole = 0;
      let spared = 0;
      for (let jump = jumps.first[tie]; jump < jumps.first[tie + 1]; jump++) {
        whole += step[jump];
        spared += jumps.out[jump] * step[jump];
      }
      for (; position >= jumps.from[tie]; position--) {
        sums[position] += total + whole - (event[position] === 1 ? spared : 0);
      }
      total += whole;
    }
    for (; position >= firstPosition; position--) sums[position] += total;
    if (byStart !== undefined) for (; late >= firstPosition; late--) sums[byStart[late]] -= total;
    lastTie = jumps.strata[s];
    firstPosition = end;
  });
  return sums;
}
