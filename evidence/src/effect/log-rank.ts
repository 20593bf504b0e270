import { chiSquareUpper, cholesky, choleskySolve } from '@throughcare/numerics';
import { checkSurvival } from './kaplan-meier.ts';

export interface LogRank {
  /** For each group, in the order of their numbers. */
  readonly n: readonly number[];
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/**
 * The log-rank test of equal hazards in groups 0 to k - 1 (Mantel 1966; Peto and Peto 1972), with the
 * hypergeometric variance at tied times.
 *
 * @param group the number of each person's group; every number from 0 to the greatest must occur
 */
export function logRank(
  time: ArrayLike<number>,
  event: ArrayLike<number>,
  group: ArrayLike<number>,
): LogRank {
  checkSurvival({ time, event });
  const count = time.length;
  const groups = Math.max(...Array.from(new Set(Array.from(group)))) + 1;
  const atRisk = new Float64Array(groups);
  for (let i = 0; i < count; i++) atRisk[group[i]]++;
  const n = [...atRisk];
  if (groups < 2 || n.some(size => size === 0)) {
    throw new RangeError(
      `Groups have ${n.join(', ')} people; a log-rank test needs two groups or more, none empty.`,
    );
  }
  const observed = new Float64Array(groups);
  const expected = new Float64Array(groups);
  const size = groups - 1; // the last group follows from the others
  const variance = new Float64Array(size * size);
  const order = Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => time[a] - time[b]);
  const leaving = new Float64Array(groups);
  let left = count;
  for (let from = 0; from < count;) {
    let to = from;
    let deaths = 0;
    leaving.fill(0);
    while (to < count && time[order[to]] === time[order[from]]) {
      const i = order[to++];
      leaving[group[i]]++;
      if (event[i] === 1) {
        deaths++;
        observed[group[i]]++;
      }
    }
    if (deaths > 0) {
      const spread = left > 1 ? (deaths * (left - deaths)) / (left - 1) : 0;
      for (let g = 0; g < groups; g++) {
        const share = atRisk[g] / left;
        expected[g] += deaths * share;
        if (g === size) continue;
        for (let h = 0; h < size; h++) {
          variance[g * size + h] += spread * share * ((g === h ? 1 : 0) - atRisk[h] / left);
        }
      }
    }
    left -= to - from;
    for (let g = 0; g < groups; g++) atRisk[g] -= leaving[g];
    from = to;
  }
  const excess = Float64Array.from({ length: size }, (_, g) => observed[g] - expected[g]);
  const solved = choleskySolve(cholesky(variance, size), excess);
  const chiSquare = excess.reduce((total, value, g) => total + value * solved[g], 0);
  return {
    n,
    observed: [...observed],
    expected: [...expected],
    chiSquare,
    degreesOfFreedom: size,
    p: chiSquareUpper(chiSquare, size),
  };
}
