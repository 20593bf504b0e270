import type { FreePlaces } from './free-places.ts';
import type { Line } from './line.ts';
import { pointDistance } from './mahalanobis-space.ts';
import type { Space } from './mahalanobis-space.ts';

/** Whom each person could be matched to: places of the other arm in the stratum and within the caliper. */
export interface Neighbours {
  /** Places of the other arm, in line. */
  readonly others: Int32Array;
  /** Of each place of the arm that chooses: its first and the one after its last among `others`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** How many pairs that makes. */
  readonly pairs: number;
}

export function neighbours({ at, focal, starts }: Line, width: number): Neighbours {
  const others = Int32Array.from({ length: focal.length }, (_, place) => place).filter(
    place => focal[place] === 0,
  );
  const from = new Int32Array(focal.length);
  const to = new Int32Array(focal.length);
  let [low, high, pairs] = [0, 0, 0];
  for (let s = 0; s + 1 < starts.length; s++) {
    const [first, end] = [starts[s], starts[s + 1]];
    for (let place = first; place < end; place++) {
      if (focal[place] === 0) continue;
      const isPast = (k: number): boolean => others[k] < first || at[place] - at[others[k]] > width;
      while (low < others.length && others[low] < end && isPast(low)) low++;
      high = Math.max(high, low);
      while (high < others.length && others[high] < end && at[others[high]] - at[place] <= width) high++;
      from[place] = low;
      to[place] = high;
      pairs += high - low;
    }
  }
  return { others, from, to, pairs };
}

/** The nearest free place by Mahalanobis distance, by looking at all of them; of equally near ones the first in line. */
export function freePoints(space: Space, { others, from, to }: Neighbours): FreePlaces {
  const taken = new Uint8Array(space.points.length / space.dimensions);
  return {
    nearest(place) {
      let [best, least] = [-1, Number.POSITIVE_INFINITY];
      for (let k = from[place]; k < to[place]; k++) {
        if (taken[others[k]] === 1) continue;
        const distance = pointDistance(space, place, others[k]);
        if (distance < least) [best, least] = [others[k], distance];
      }
      return best;
    },
    take(place) {
      taken[place] = 1;
    },
  };
}
