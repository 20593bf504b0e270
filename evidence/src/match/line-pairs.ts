import type { Line } from './line.ts';

/** More pairs than this to look at take too long and too much memory: 2 bits each are kept. */
const MOST_CELLS = 1e9;

/** What was best at a cell: leave the person out, leave the other out, or pair them. */
const PAIR = 1;
const SKIP_OTHER = 2;

/**
 * Pairs people of a stratum within `width`, in the order of the line, by dynamic programming over both arms: as many
 * pairs as can be, then the least sum of distances; or with `worth` the pairs whose worth less their distance is
 * greatest in sum, however many. Calls `join` for each pair.
 */
export function pairsWithin(
  { at, focal }: Pick<Line, 'at' | 'focal'>,
  [from, to]: readonly [number, number],
  { width, ratio, worth }: { width: number; ratio: number; worth?: Float64Array },
  join: (focalPlace: number, otherPlace: number) => void,
): void {
  const people: number[] = [];
  const others: number[] = [];
  for (let place = from; place < to; place++) {
    if (focal[place] === 0) others.push(place);
    // Somebody who gets several matches stands there so many times.
    else for (let k = 0; k < ratio; k++) people.push(place);
  }
  const { low, high, first, cells } = bands(at, people, others, width);
  const best = new Uint8Array(Math.ceil(cells / 4));
  // Of the first j others: how many pairs, and at what cost.
  const pairs = new Int32Array(others.length + 1);
  const cost = new Float64Array(others.length + 1);
  let reached = 0;
  for (let i = 0; i < people.length; i++) {
    const place = people[i];
    const [own, own1] = [at[place], worth ? worth[place] : 0];
    const one = worth ? 0 : 1;
    while (reached < high[i]) {
      reached++;
      pairs[reached] = pairs[reached - 1];
      cost[reached] = cost[reached - 1];
    }
    let cell = first[i];
    let [pairsBefore, costBefore] = [pairs[low[i]], cost[low[i]]];
    for (let j = low[i]; j < high[i]; j++, cell++) {
      const other = others[j];
      const pairsWith = pairsBefore + one;
      const costWith = costBefore + Math.abs(own - at[other]) - (worth ? own1 + worth[other] : 0);
      pairsBefore = pairs[j + 1];
      costBefore = cost[j + 1];
      let choice = 0;
      if (pairs[j] > pairsBefore || (pairs[j] === pairsBefore && cost[j] < costBefore)) {
        choice = SKIP_OTHER;
        pairs[j + 1] = pairs[j];
        cost[j + 1] = cost[j];
      }
      if (pairsWith > pairs[j + 1] || (pairsWith === pairs[j + 1] && costWith < cost[j + 1])) {
        choice = PAIR;
        pairs[j + 1] = pairsWith;
        cost[j + 1] = costWith;
      }
      best[cell >> 2] |= choice << ((cell & 3) << 1);
    }
  }
  let j = others.length;
  for (let i = people.length - 1; i >= 0; i--) {
    j = Math.min(j, high[i]);
    for (let open = true; open && j > low[i];) {
      const cell = first[i] + j - 1 - low[i];
      const choice = (best[cell >> 2] >> ((cell & 3) << 1)) & 3;
      open = choice === SKIP_OTHER;
      if (choice === 0) break;
      j--;
      if (choice === PAIR) join(people[i], others[j]);
    }
  }
}

/** For each person the others within `width`, low up to but without high, and the number of their first cell. */
function bands(at: Float64Array, people: readonly number[], others: readonly number[], width: number) {
  const low = new Int32Array(people.length);
  const high = new Int32Array(people.length);
  const first = new Float64Array(people.length);
  let cells = 0;
  let [l, h] = [0, 0];
  for (let i = 0; i < people.length; i++) {
    const own = at[people[i]];
    while (l < others.length && own - at[others[l]] > width) l++;
    h = Math.max(h, l);
    while (h < others.length && at[others[h]] - own <= width) h++;
    low[i] = l;
    high[i] = h;
    first[i] = cells;
    cells += h - l;
  }
  if (cells > MOST_CELLS) {
    throw new RangeError(
      `Within the caliper of ${width} are ${cells} possible pairs, and optimal matching with a caliper looks at each; ${MOST_CELLS} is the most. Use a narrower caliper, exact columns, or nearest matching.`,
    );
  }
  return { low, high, first, cells };
}
