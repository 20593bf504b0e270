import { argsort } from '@throughcare/numerics';

/**
 * Ranks of the absolute differences that are not 0, equal ones by their mean, and the sum of those of `sign`.
 * Throws a RangeError for a difference that is not finite.
 */
export function signedRanks(
  differences: ArrayLike<number>,
  sign: 1 | -1,
): { ranks: number[]; statistic: number } {
  const values = Array.from(differences);
  const odd = values.findIndex(value => !Number.isFinite(value));
  if (odd >= 0)
    throw new RangeError(`differences is ${values[odd]} in pair ${odd}; it must be a finite number.`);
  const given = values.filter(value => value !== 0);
  const order = argsort(given.map(Math.abs));
  const ranks = given.map(() => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && Math.abs(given[order[to]]) === Math.abs(given[order[from]])) to++;
    for (let k = from; k < to; k++) ranks[order[k]] = (from + 1 + to) / 2;
    from = to;
  }
  const statistic = ranks.reduce((sum, rank, i) => (Math.sign(given[i]) === sign ? sum + rank : sum), 0);
  return { ranks, statistic };
}
