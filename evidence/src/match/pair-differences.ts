import { requireNumbers } from './people.ts';
import type { Matched } from './matched.ts';

/**
 * Outcome of the first arm's person less that of the second's, for each matched pair: what the sign test, the signed
 * rank test and their bounds under hidden bias take.
 *
 * @throws RangeError when people were matched with replacement or in larger sets, which are no pairs
 */
export function pairDifferences(
  outcome: ArrayLike<number>,
  treated: ArrayLike<number>,
  { pairs, sets }: Pick<Matched, 'pairs' | 'sets'>,
): Float64Array {
  requireNumbers('outcome', outcome, treated.length);
  const seen = new Set<number>();
  for (const rows of pairs ?? []) for (const row of rows) seen.add(row);
  if (!pairs || !sets || seen.size !== 2 * pairs[0].length) {
    throw new RangeError(
      'These people are not in pairs: some have several matches. Match one to one without replacement first.',
    );
  }
  const [one, other] = pairs;
  return Float64Array.from(one, (row, k) => {
    const difference = outcome[row] - outcome[other[k]];
    return treated[row] === 1 ? difference : -difference;
  });
}
