import { argsort } from '@throughcare/numerics';
import type { FreePlaces } from './free-places.ts';
import type { Line } from './line.ts';
import type { PairList } from './pair-list.ts';

/**
 * Greedy matching without replacement: each of `asking` in turn takes the nearest who is free, in `ratio` rounds. A
 * person who found nobody in one round is not asked again, as nobody will have become free.
 */
export function takeInOrder(asking: Int32Array, ratio: number, free: FreePlaces, pairs: PairList): void {
  let left = asking.slice();
  for (let round = 0; round < ratio && left.length > 0; round++) {
    let going = 0;
    for (const place of left) {
      const match = free.nearest(place);
      if (match < 0) continue;
      free.take(match);
      pairs.add(place, match);
      left[going++] = place;
    }
    left = left.subarray(0, going);
  }
}

/** The places of those who choose, by rank, or by score and those with one score as they stand in line. */
export function inTurn(
  line: Line,
  order: 'largest' | 'smallest' | 'rank',
  rank: ArrayLike<number> | undefined,
): Int32Array {
  const { at, focal, starts } = line;
  const places = new Int32Array(focal.length);
  let count = 0;
  if (order === 'largest') {
    for (let s = starts.length - 2; s >= 0; s--) {
      for (let end = starts[s + 1]; end > starts[s];) {
        let from = end - 1;
        while (from > starts[s] && at[from - 1] === at[from]) from--;
        for (let place = from; place < end; place++) if (focal[place] === 1) places[count++] = place;
        end = from;
      }
    }
    return places.subarray(0, count);
  }
  for (let place = 0; place < focal.length; place++) if (focal[place] === 1) places[count++] = place;
  const standing = places.subarray(0, count);
  if (order === 'smallest' || !rank) return standing;
  return argsort(Float64Array.from(standing, place => rank[line.rows[place]])).map(k => standing[k]);
}
