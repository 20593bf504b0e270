import { quantileSorted } from '@throughcare/numerics';
import { lineUp } from './line.ts';
import type { Line } from './line.ts';
import type { Matched } from './matched.ts';
import { countArms } from './people.ts';
import type { MatchPeople } from './people.ts';
import { setWeights } from './set-weights.ts';

export interface SubclassOptions {
  /** Whose quantiles cut the score, and whom the weights make the answer about. */
  readonly estimand: 'ATT' | 'ATC' | 'ATE';
  /** 6 unless said. */
  readonly subclasses?: number;
}

/**
 * The weights, and the subclass of each row. There are no `sets`: errors are not clustered by a handful of subclasses,
 * so that `matchedDifference` gives HC1 and HC3 beside it. There is no distance between pairs, which is 0 here.
 */
export interface Subclassified extends Matched {
  /** From 0, in ascending order of the score. */
  readonly subclassOf: Int32Array;
  /** People of the second arm and of the first in each subclass. */
  readonly sizes: readonly (readonly [number, number])[];
}

/**
 * Subclasses between quantiles (type 7) of the score of the first arm (ATT), the second (ATC) or everybody (ATE), with
 * weights that make each subclass count by its people of that arm (Rosenbaum and Rubin 1984; Stuart 2010). A subclass
 * without one of the arms is given the nearest person of a neighbouring subclass, as MatchIt does.
 *
 * @throws RangeError for fewer than two subclasses, or fewer people in an arm than subclasses
 */
export function subclassify(
  people: Omit<MatchPeople, 'stratum'>,
  { estimand, subclasses = 6 }: SubclassOptions,
): Subclassified {
  const counts = countArms(people);
  if (!Number.isInteger(subclasses) || subclasses < 2) {
    throw new RangeError(`subclasses was ${subclasses}; it is a whole number from 2.`);
  }
  const line = lineUp({ ...people, stratum: undefined }, 1, 'raw');
  const sizes = sizesBetween(line, cutsOf(line, estimand, subclasses), subclasses);
  if (Math.min(...counts) < sizes.length) {
    throw new RangeError(
      `There are ${counts[1]} people in the first arm and ${counts[0]} in the second, too few for ${sizes.length} subclasses with somebody of each. Ask for fewer.`,
    );
  }
  const moved = [0, 1].reduce((sum, arm) => sum + fillEmpty(sizes, arm as 0 | 1), 0);
  const subclassOf = new Int32Array(line.rows.length);
  const current = [0, 0];
  const left = [sizes[0][0], sizes[0][1]];
  for (let place = 0; place < line.rows.length; place++) {
    const arm = line.focal[place];
    while (left[arm] === 0) left[arm] = sizes[++current[arm]][arm];
    left[arm]--;
    subclassOf[line.rows[place]] = current[arm];
  }
  return {
    weights: setWeights(subclassOf, people.treated, estimand),
    subclassOf,
    sizes,
    distance: 0,
    widest: 0,
    unmatched: 0,
    notes: [
      ...(sizes.length < subclasses
        ? [
            `Many people have the same score, so that there are ${sizes.length} subclasses and not ${subclasses}.`,
          ]
        : []),
      ...(moved > 0
        ? [`People were moved ${moved} times to a neighbouring subclass that lacked their arm.`]
        : []),
    ],
  };
}

function cutsOf({ at, focal }: Line, estimand: 'ATT' | 'ATC' | 'ATE', subclasses: number): number[] {
  const own =
    estimand === 'ATE' ? at : at.filter((_, place) => focal[place] === (estimand === 'ATT' ? 1 : 0));
  return Array.from({ length: subclasses - 1 }, (_, k) => quantileSorted(own, (k + 1) / subclasses));
}

/** People of the second and first arm from one cut up to the next; what holds nobody is left out. */
function sizesBetween({ at, focal }: Line, cuts: readonly number[], subclasses: number): [number, number][] {
  const sizes = Array.from({ length: subclasses }, (): [number, number] => [0, 0]);
  let k = 0;
  for (let place = 0; place < at.length; place++) {
    while (k < cuts.length && at[place] >= cuts[k]) k++;
    sizes[k][focal[place]]++;
  }
  return sizes.filter(([second, first]) => second + first > 0);
}

/**
 * Moves people of an arm along the line into subclasses that have none; gives how many moves that took. Who is moved
 * follows from the sizes, as people keep their order.
 */
function fillEmpty(sizes: [number, number][], arm: 0 | 1): number {
  for (let moves = 0; ; moves++) {
    const empty = sizes.findIndex(size => size[arm] === 0);
    if (empty < 0) return moves;
    const step = fromBelow(sizes, arm, empty) ? -1 : 1;
    let giver = empty + step;
    while (sizes[giver][arm] === 0) giver += step;
    sizes[giver][arm]--;
    sizes[empty][arm]++;
  }
}

/** Are there more people to spare below than above, the nearer ones counting more? */
function fromBelow(sizes: readonly [number, number][], arm: 0 | 1, empty: number): boolean {
  if (empty === sizes.length - 1) return true;
  if (empty === 0) return false;
  const pull = sizes.reduce(
    (sum, size, k) => (k === empty || size[arm] <= 1 ? sum : sum + (size[arm] - 1) / (k - empty)),
    0,
  );
  return pull <= 0;
}
