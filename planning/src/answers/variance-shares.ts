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
 * assumption and cut into classes; what the class means vary by is what the assumption explains, less what as
 * many classes of pure noise would (the adjusted correlation ratio: Pearson 1905, Plischke 2010). Intervals by
 * leaving out a twentieth of the runs at a time. What the shares leave to 1 is chance and assumptions that act
 * together. Empty below 60 runs, or when the answer never varies.
 */
export function varianceShares(
  draws: Readonly<Record<string, readonly number[]>>,
  answers: readonly number[],
): VarianceShare[] {
  return varianceOf(answers) === 0 ? [] : sharesByOrder(ordersOf(draws), answers);
}

/** The same of runs that are in order already. */
export function sharesByOrder(orders: Orders, answers: readonly number[]): VarianceShare[] {
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
    const error = Math.sqrt(((jackknifeGroups - 1) / jackknifeGroups) * squares);
    return [
      { parameter, share: held(share), low: held(share - 1.96 * error), high: held(share + 1.96 * error) },
    ];
  });
  return shares.sort((a, b) => b.share - a.share || (a.parameter < b.parameter ? -1 : 1));
}

const held = (share: number): number => Math.min(1, Math.max(0, share));

function explained(order: readonly number[], answers: readonly number[]): number {
  const runs = order.length;
  // More classes follow a bent curve more closely and leave fewer runs to each: the square root balances them.
  const classes = Math.max(4, Math.min(40, Math.floor(Math.sqrt(runs) / 1.5)));
  const mean = order.reduce((sum, i) => sum + answers[i], 0) / runs;
  let total = 0;
  let between = 0;
  for (let group = 0; group < classes; group++) {
    const start = Math.floor((group * runs) / classes);
    const end = Math.floor(((group + 1) * runs) / classes);
    let sum = 0;
    for (let at = start; at < end; at++) {
      sum += answers[order[at]] - mean;
      total += (answers[order[at]] - mean) ** 2;
    }
    between += (sum * sum) / (end - start);
  }
  return 1 - ((1 - between / total) * (runs - 1)) / (runs - classes);
}
