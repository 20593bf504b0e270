import { argsort } from '@throughcare/numerics';
import type { FreePlaces } from './free-places.ts';
import type { PairList, PlaceDistance } from './pair-list.ts';
import { waitingLine } from './waiting-line.ts';

/**
 * Greedy matching without replacement by the closest pair that is left; of equally close ones, the person who stands
 * first in line. A person whose match has been taken looks again and waits for the new distance's turn.
 *
 * @param asking places of those who choose, ascending; `places` is how many there are in line
 */
export function takeClosestFirst(
  { asking, places, ratio }: { asking: Int32Array; places: number; ratio: number },
  free: FreePlaces,
  apart: PlaceDistance,
  pairs: PairList,
): void {
  const wanted = new Int32Array(places).fill(-1);
  const distance = new Float64Array(places);
  const taken = new Uint8Array(places);
  const look = (place: number): boolean => {
    wanted[place] = free.nearest(place);
    if (wanted[place] >= 0) distance[place] = apart(place, wanted[place]);
    return wanted[place] >= 0;
  };
  const sooner = (waiting: number, turn: number): boolean =>
    distance[waiting] < distance[turn] || (distance[waiting] === distance[turn] && waiting < turn);

  let left = asking;
  for (let round = 0; round < ratio && left.length > 0; round++) {
    const looking = left.filter(look);
    const turns = argsort(Float64Array.from(looking, place => distance[place])).map(k => looking[k]);
    const again = waitingLine(looking.length);
    const matched = new Int32Array(looking.length);
    let count = 0;
    for (let next = 0; next < turns.length || again.size() > 0;) {
      const fromAgain = again.size() > 0 && (next === turns.length || sooner(again.first(), turns[next]));
      const place = fromAgain ? again.take() : turns[next++];
      if (taken[wanted[place]] === 1) {
        if (look(place)) again.add(place, distance[place]);
        continue;
      }
      taken[wanted[place]] = 1;
      free.take(wanted[place]);
      pairs.add(place, wanted[place]);
      matched[count++] = place;
    }
    left = matched.subarray(0, count).sort();
  }
}
