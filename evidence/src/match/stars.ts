import { nobody } from './matched.ts';
import type { Matched } from './matched.ts';
import type { Line } from './line.ts';
import { setWeights } from './set-weights.ts';

/**
 * Sets from joined places, each of one person of one arm and all who are joined to it. A join between two people who
 * both have others is no loss to anybody and is left out; it can only be one between equal scores.
 */
export function matchedStars(
  { rows, at, focal }: Line,
  joined: readonly (readonly [number, number])[],
  arms: { readonly treated: ArrayLike<number>; readonly counts: readonly [number, number] },
  { estimand, width }: { estimand: 'ATT' | 'ATC' | 'ATE'; width: number },
): Matched {
  if (joined.length === 0) throw new RangeError(nobody(width));
  const partners = new Int32Array(at.length);
  for (const [first, second] of joined) {
    partners[first]++;
    partners[second]++;
  }
  const kept = joined.filter(([first, second]) => {
    if (partners[first] < 2 || partners[second] < 2) return true;
    partners[first]--;
    partners[second]--;
    return false;
  });
  // The one with several partners gives the set its name.
  const centre = new Int32Array(at.length).fill(-1);
  let [distance, widest] = [0, 0];
  for (const [first, second] of kept) {
    const middle = partners[first] > 1 ? first : second;
    centre[first] = centre[second] = middle;
    const apart = Math.abs(at[first] - at[second]);
    distance += apart;
    widest = Math.max(widest, apart);
  }
  const names = new Map<number, number>();
  const sets = new Int32Array(at.length).fill(-1);
  const left = [0, 0];
  for (let place = 0; place < at.length; place++) {
    if (centre[place] < 0) {
      left[focal[place]]++;
      continue;
    }
    const name = names.get(centre[place]) ?? names.size;
    names.set(centre[place], name);
    sets[rows[place]] = name;
  }
  const unmatched = left[0] + left[1];
  return {
    weights: setWeights(sets, arms.treated, estimand),
    pairs: [
      Int32Array.from(kept, ([first]) => rows[first]),
      Int32Array.from(kept, ([, second]) => rows[second]),
    ],
    sets,
    distance,
    widest,
    ...(width < Number.POSITIVE_INFINITY ? { caliper: width } : {}),
    unmatched,
    notes:
      unmatched > 0
        ? [
            `${left[1]} of ${arms.counts[1]} people in the first arm and ${left[0]} of ${arms.counts[0]} in the second found no match and are left out: the answer is about the others.`,
          ]
        : [],
  };
}
