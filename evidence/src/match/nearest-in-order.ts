import { argsort } from './argsort.ts';
import { freePlaces } from './free-places.ts';
import type { Line } from './line.ts';
import type { FoundPairs } from './matched.ts';
import { pairList } from './pair-list.ts';

/**
 * Greedy matching without replacement in a fixed order. People with one score choose by rank, the first first. A
 * person who found nobody in one round is not asked again, as nobody will have become free.
 */
export function takeInOrder(
  line: Line,
  order: 'largest' | 'smallest' | 'rank',
  rank: ArrayLike<number> | undefined,
  { ratio, width }: { ratio: number; width: number },
): FoundPairs {
  const free = freePlaces(line, width);
  let asking = order === 'rank' && rank ? byRank(line, rank) : byScore(line, order === 'largest');
  const pairs = pairList(line, asking.length * ratio);
  for (let round = 0; round < ratio && asking.length > 0; round++) {
    let going = 0;
    for (const place of asking) {
      const match = free.nearest(place);
      if (match < 0) continue;
      free.take(match);
      pairs.add(place, match);
      asking[going++] = place;
    }
    asking = asking.subarray(0, going);
  }
  return pairs.found();
}

/** Places of those who choose: by score, those with one score by rank. */
function byScore({ at, focal, starts }: Line, fromLargest: boolean): Int32Array {
  const places = new Int32Array(focal.length);
  let count = 0;
  if (!fromLargest) {
    for (let place = 0; place < focal.length; place++) if (focal[place] === 1) places[count++] = place;
    return places.subarray(0, count);
  }
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

function byRank(line: Line, rank: ArrayLike<number>): Int32Array {
  const places = byScore(line, false);
  return argsort(Float64Array.from(places, place => rank[line.rows[place]])).map(k => places[k]);
}
