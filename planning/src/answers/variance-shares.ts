import { studentTQuantile } from '@throughcare/numerics';
import { refuseNoNumbers, refuseOtherLength } from '../engine/refuse/argument.ts';
import { ordersOf } from './draws.ts';
import type { Orders } from './draws.ts';
import { meanOf, varianceOf } from './mean.ts';

/** How much of the variance of an answer one assumption alone explains, with its 95% interval. */
export interface VarianceShare {
  readonly parameter: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const jackknifeGroups = 20;
/** Of fewer runs no shares are told. */
export const fewestForShares = 60;

/**
 * First-order shares (Sobol' 1993) from runs in which everything moved at once: the runs are put in order by the
 * assumption and cut into classes, and a straight line is laid through each. What is left about the lines, per degree of
 * freedom, is what the assumption does not explain: the correlation ratio (Pearson 1905, Plischke 2010) with lines in place
 * of means, which follows a steep or a bent answer where means would tell too little of it. Intervals by
 * leaving out a twentieth of the runs at a time. What the shares leave to 1 is chance and assumptions that act
 * together. Empty below 60 runs, or when the answer never varies.
 *
 * @param draws what each run drew, by assumption
 * @param answers of the same runs, in the same order
 * @throws RangeError naming what is no number, or not one a run
 */
export function varianceShares(
  draws: Readonly<Record<string, readonly number[]>>,
  answers: readonly number[],
): VarianceShare[] {
  refuseNoNumbers('answers', answers);
  for (const [name, values] of Object.entries(draws)) {
    refuseOtherLength(`draws.${name}`, values, 'answers', answers.length);
    refuseNoNumbers(`draws.${name}`, values);
  }
  return varianceOf(answers) === 0 ? [] : sharesByOrder(ordersOf(draws), answers);
}

/** The same of runs that are in order already. */
export function sharesByOrder(orders: Orders, answers: readonly number[]): VarianceShare[] {
  const far = studentTQuantile(0.975, jackknifeGroups - 1);
  const shares = Object.entries(orders).flatMap(([parameter, order]): VarianceShare[] => {
    if (order.length < fewestForShares) return [];
    const share = explained(order, answers);
    const without = Array.from({ length: jackknifeGroups }, (_, group) =>
      explained(
        order.filter(i => i % jackknifeGroups !== group),
        answers,
      ),
    );
    const mean = meanOf(without);
    const squares = without.reduce((sum, each) => sum + (each - mean) ** 2, 0);
    const half = far * Math.sqrt(((jackknifeGroups - 1) / jackknifeGroups) * squares);
    return [{ parameter, share: held(share), low: held(share - half), high: held(share + half) }];
  });
  return shares.sort((a, b) => b.share - a.share || (a.parameter < b.parameter ? -1 : 1));
}

const held = (share: number): number => Math.min(1, Math.max(0, share));

function explained(order: readonly number[], answers: readonly number[]): number {
  const runs = order.length;
  // More classes follow a bent curve more closely and leave fewer runs to each: the square root balances them.
  const classes = Math.max(3, Math.min(40, Math.floor(Math.sqrt(runs) / 2)));
  const mean = order.reduce((sum, i) => sum + answers[i], 0) / runs;
  let total = 0;
  let left = 0;
  for (let group = 0; group < classes; group++) {
    const start = Math.floor((group * runs) / classes);
    const size = Math.floor(((group + 1) * runs) / classes) - start;
    let [sum, squares, products] = [0, 0, 0];
    for (let at = 0; at < size; at++) {
      const away = answers[order[start + at]] - mean;
      sum += away;
      squares += away * away;
      products += (at - (size - 1) / 2) * away;
    }
    total += squares;
    left += squares - (sum * sum) / size - (12 * products * products) / (size * (size * size - 1));
  }
  // Without a twentieth of the runs, the few that differ may all be gone.
  return total === 0 ? 0 : 1 - ((left / (runs - 2 * classes)) * (runs - 1)) / total;
}
