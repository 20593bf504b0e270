import { argsort } from './argsort.ts';
import { freePlaces } from './free-places.ts';
import type { Line } from './line.ts';
import type { FoundPairs } from './matched.ts';
import { pairList } from './pair-list.ts';
import { waitingLine } from './waiting-line.ts';

/**
 * Greedy matching without replacement by the closest pair that is left; of equally close ones, the person with the
 * lower score, then rank. A person whose match has been taken looks again and waits for the new distance's turn.
 */
export function takeClosestFirst(line: Line, { ratio, width }: { ratio: number; width: number }): FoundPairs {
  const { at, focal } = line;
  const free = freePlaces(line, width);
  const wanted = new Int32Array(focal.length).fill(-1);
  const taken = new Uint8Array(focal.length);
  let asking = Int32Array.from(focal.keys().filter(place => focal[place] === 1));
  const pairs = pairList(line, asking.length * ratio);
  const distance = (place: number): number => Math.abs(at[place] - at[wanted[place]]);

  for (let round = 0; round < ratio; round++) {
    const looking = asking.filter(place => (wanted[place] = free.nearest(place)) >= 0);
    const turns = argsort(Float64Array.from(looking, distance)).map(k => looking[k]);
    const again = waitingLine(looking.length);
    const matched: number[] = [];
    for (let next = 0; next < turns.length || again.size() > 0;) {
      const fromAgain = again.size() > 0 && (next === turns.length || sooner(again.first(), turns[next]));
      const place = fromAgain ? again.take() : turns[next++];
      if (taken[wanted[place]] === 1) {
        wanted[place] = free.nearest(place);
        if (wanted[place] >= 0) again.add(place, distance(place));
        continue;
      }
      taken[wanted[place]] = 1;
      free.take(wanted[place]);
      pairs.add(place, wanted[place]);
      matched.push(place);
    }
    asking = Int32Array.from(matched).sort();
  }
  return pairs.found();

  function sooner(waiting: number, turn: number): boolean {
    const difference = distance(waiting) - distance(turn);
    return difference < 0 || (difference === 0 && waiting < turn);
  }
}
