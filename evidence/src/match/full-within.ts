import { pairsWithin } from './line-pairs.ts';
import type { Line } from './line.ts';

/**
 * The cheapest way to join everybody of a stratum who has somebody of the other arm within `width` to at least one
 * such person. Everybody joins the nearest; a pair who join each other instead save both their ways less the one
 * between them, and the pairs that save most are found exactly (Schrijver 2003, Combinatorial Optimization, 19.3).
 */
export function coverWithin(
  line: Line,
  [from, to]: readonly [number, number],
  width: number,
  join: (first: number, second: number) => void,
): void {
  const { at, focal } = line;
  const nearest = nearestOther(line, from, to);
  const way = new Float64Array(at.length).fill(Number.POSITIVE_INFINITY);
  for (let place = from; place < to; place++) {
    if (nearest[place - from] >= 0) way[place] = Math.abs(at[place] - at[nearest[place - from]]);
  }
  const able = Int32Array.from({ length: to - from }, (_, k) => from + k).filter(
    place => way[place] <= width,
  );
  const near = {
    at: Float64Array.from(able, place => at[place]),
    focal: Uint8Array.from(able, place => focal[place]),
  };
  const paired = new Uint8Array(able.length);
  const seen = new Set<string>();
  const once = (first: number, second: number): void => {
    const name = `${first} ${second}`;
    if (!seen.has(name)) join(first, second);
    seen.add(name);
  };
  const worth = Float64Array.from(able, place => way[place]);
  pairsWithin(near, [0, able.length], { width, ratio: 1, worth }, (one, other) => {
    paired[one] = paired[other] = 1;
    once(able[one], able[other]);
  });
  able.forEach((place, k) => {
    if (paired[k] === 1) return;
    const other = nearest[place - from];
    if (focal[place] === 1) once(place, other);
    else once(other, place);
  });
}

/** The nearest place of the other arm for each place of a stratum, the lower of two equally near; -1 for none. */
function nearestOther({ at, focal }: Line, from: number, to: number): Int32Array {
  const nearest = new Int32Array(to - from).fill(-1);
  const last = [-1, -1];
  for (let place = from; place < to; place++) {
    nearest[place - from] = last[1 - focal[place]];
    last[focal[place]] = place;
  }
  last.fill(-1);
  for (let place = to - 1; place >= from; place--) {
    const [below, above] = [nearest[place - from], last[1 - focal[place]]];
    if (below < 0 || (above >= 0 && at[above] - at[place] < at[place] - at[below]))
      nearest[place - from] = above;
    last[focal[place]] = place;
  }
  return nearest;
}
