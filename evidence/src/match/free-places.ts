import type { Line } from './line.ts';

/** The places of the other arm that are still free, and the nearest of them to a place. */
export interface FreePlaces {
  /** The free place nearest to `place` in its stratum and within `width`, the lower of two equally near; -1 for none. */
  nearest(place: number): number;
  take(place: number): void;
}

/**
 * Free places as two forests, one that leads each place down to the nearest free one and one up, with paths halved
 * as they are walked (Tarjan and van Leeuwen 1984): next to no time for a question.
 */
export function freePlaces({ at, focal, starts }: Line, width: number): FreePlaces {
  const count = at.length;
  // Places are put up by one, so that 0 and count + 1 mean that there is none.
  const down = new Int32Array(count + 2);
  const up = new Int32Array(count + 2);
  for (let place = 1; place <= count; place++) down[place] = focal[place - 1] === 1 ? down[place - 1] : place;
  up[count + 1] = count + 1;
  for (let place = count; place >= 1; place--) up[place] = focal[place - 1] === 1 ? up[place + 1] : place;
  // Nobody takes over the border of a stratum.
  const border = starts.length > 2 ? borders(starts, count) : undefined;
  return {
    nearest(place) {
      const below = root(down, place + 1) - 1;
      const above = root(up, place + 1) - 1;
      const own = at[place];
      const farDown =
        below >= (border ? border.first[place] : 0) ? own - at[below] : Number.POSITIVE_INFINITY;
      const farUp =
        above <= (border ? border.last[place] : count - 1) ? at[above] - own : Number.POSITIVE_INFINITY;
      if (farDown <= farUp) return farDown <= width && farDown < Number.POSITIVE_INFINITY ? below : -1;
      return farUp <= width ? above : -1;
    },
    take(place) {
      down[place + 1] = place;
      up[place + 1] = place + 2;
    },
  };
}

function root(forest: Int32Array, from: number): number {
  let place = from;
  while (forest[place] !== place) {
    const next = forest[forest[place]];
    forest[place] = next;
    place = next;
  }
  return place;
}

/** First and last place of the stratum of each place. */
function borders(starts: Int32Array, count: number): { first: Int32Array; last: Int32Array } {
  const first = new Int32Array(count);
  const last = new Int32Array(count);
  for (let s = 0; s + 1 < starts.length; s++) {
    first.fill(starts[s], starts[s], starts[s + 1]);
    last.fill(starts[s + 1] - 1, starts[s], starts[s + 1]);
  }
  return { first, last };
}
