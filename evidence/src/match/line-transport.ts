import type { Line } from './line.ts';
import { slopeList } from './slope-list.ts';

/** How few and how many partners each person may have; the most may be Infinity. */
export type Bounds = readonly [least: number, most: number];

/**
 * How many partners each person of a stratum has when the sum of all distances is least: the cheapest transport
 * between two arms on a line, exact, in time that grows with the number of people.
 *
 * Let F be the partners that those up to a place still owe the other arm. The cost of the distance between two
 * neighbours is |F| times it, so the least cost up to a place is a convex function of F: a person adds a choice of F
 * (the function is shifted and stretched at its minimum), a distance adds a multiple of |F|. Going back, the best
 * former F is the minimum's, or what bounds allow that is nearest to it.
 *
 * @param from first place of the stratum, `to` the one after its last
 * @returns a number for each place from `from` on; undefined when the bounds cannot be kept
 */
export function partnersOnLine(
  { at, focal }: Pick<Line, 'at' | 'focal'>,
  [from, to]: readonly [number, number],
  focalBounds: Bounds,
  otherBounds: Bounds,
): Float64Array | undefined {
  let people = 0;
  for (let place = from; place < to; place++) people += focal[place];
  const least = Math.max(people * focalBounds[0], (to - from - people) * otherBounds[0]);
  if (least > most(people, focalBounds) || least > most(to - from - people, otherBounds)) return undefined;

  const cost = slopeList(to - from);
  const minima = new Float64Array(to - from);
  for (let place = from; place < to; place++) {
    if (place > from) cost.addDistance(at[place] - at[place - 1]);
    minima[place - from] = cost.minimum();
    const [few, many] = focal[place] === 1 ? focalBounds : otherBounds;
    cost.move(focal[place] === 1 ? 1 : 0, few, many);
  }
  const partners = new Float64Array(to - from);
  let owed = 0;
  for (let k = to - from - 1; k >= 0; k--) {
    const isFocal = focal[from + k] === 1;
    const [few, many] = isFocal ? focalBounds : otherBounds;
    const before = isFocal
      ? Math.min(Math.max(minima[k], owed - many), owed - few)
      : Math.min(Math.max(minima[k], owed + few), owed + many);
    partners[k] = Math.abs(owed - before);
    owed = before;
  }
  return partners;
}

const most = (people: number, [, many]: Bounds): number => (people === 0 ? 0 : people * many);

/** Calls `join` for every pair of places, the first who is still owed a partner with the first who still owes one. */
export function joinInOrder(
  partners: Float64Array,
  focal: Uint8Array,
  from: number,
  join: (focalPlace: number, otherPlace: number) => void,
): void {
  const left = partners.slice();
  const open = new Int32Array(partners.length);
  let [first, last] = [0, 0];
  for (let k = 0; k < partners.length; k++) {
    while (left[k] > 0 && first < last && focal[from + open[first]] !== focal[from + k]) {
      const mate = open[first];
      const [one, other] = focal[from + k] === 1 ? [k, mate] : [mate, k];
      join(from + one, from + other);
      left[k]--;
      if (--left[mate] === 0) first++;
    }
    if (left[k] > 0) open[last++] = k;
  }
}
