import { caliperWidth } from './caliper.ts';
import type { Caliper } from './caliper.ts';
import { coverWithin } from './full-within.ts';
import { joinInOrder, partnersOnLine } from './line-transport.ts';
import { lineUp } from './line.ts';
import type { Line, Scale } from './line.ts';
import { matchedStars } from './stars.ts';
import type { Matched } from './matched.ts';
import { countArms } from './people.ts';
import type { MatchPeople } from './people.ts';

export interface FullOptions {
  /** Whom the weights make the answer about; it does not change the sets. */
  readonly estimand: 'ATT' | 'ATC' | 'ATE';
  readonly caliper?: Caliper;
  /** Raw unless said. */
  readonly scale?: Scale;
  /** The most people of the second arm in a set with one of the first; any number unless said. Not with a caliper. */
  readonly mostSecond?: number;
  /** The most people of the first arm in a set with one of the second; any number unless said. Not with a caliper. */
  readonly mostFirst?: number;
}

/**
 * Full matching on one score (Rosenbaum 1991; Hansen 2004): everybody is in a set of one person of one arm and one or
 * more of the other, and of all ways to do so this has the least sum of distances between them; exact. With a caliper
 * only those are left out who have nobody within it.
 *
 * `pairs` holds the two rows of every distance that was summed, the first arm's first. Without a caliper the time is
 * that of a sort; with one see `matchOptimal`.
 *
 * @throws RangeError as `matchNearest`; when the bounds on the sets cannot be kept; for bounds and a caliper together
 */
export function matchFull(people: MatchPeople, options: FullOptions): Matched {
  const counts = countArms(people);
  const { mostSecond = Number.POSITIVE_INFINITY, mostFirst = Number.POSITIVE_INFINITY } = options;
  requireMost('mostSecond', mostSecond);
  requireMost('mostFirst', mostFirst);
  const line = lineUp(people, 1, options.scale ?? 'raw');
  const width = caliperWidth(options.caliper, line);
  const bounded = mostSecond < Number.POSITIVE_INFINITY || mostFirst < Number.POSITIVE_INFINITY;
  if (bounded && width < Number.POSITIVE_INFINITY) {
    throw new RangeError(
      'A caliper and a limit to the size of sets came together; full matching here takes one or the other.',
    );
  }
  const edges: [number, number][] = [];
  const join = (first: number, second: number): unknown => edges.push([first, second]);
  for (let s = 0; s + 1 < line.starts.length; s++) {
    const stratum = [line.starts[s], line.starts[s + 1]] as const;
    if (armsIn(line, stratum) < 2) continue;
    if (width < Number.POSITIVE_INFINITY) {
      coverWithin(line, stratum, width, join);
      continue;
    }
    const partners = partnersOnLine(line, stratum, [1, mostSecond], [1, mostFirst]);
    if (!partners) throw new RangeError(cannotKeep(line, stratum, mostSecond, mostFirst));
    joinInOrder(partners, line.focal, stratum[0], join);
  }
  return matchedStars(
    line,
    edges,
    { treated: people.treated, counts },
    { estimand: options.estimand, width },
  );
}

function armsIn({ focal }: Line, [from, to]: readonly [number, number]): number {
  const stratum = focal.subarray(from, to);
  return (stratum.includes(0) ? 1 : 0) + (stratum.includes(1) ? 1 : 0);
}

function requireMost(name: string, most: number): void {
  if (most === Number.POSITIVE_INFINITY || (Number.isInteger(most) && most >= 1)) return;
  throw new RangeError(`${name} was ${most}; it is a number of people in a set, a whole number from 1.`);
}

function cannotKeep(
  { focal }: Line,
  [from, to]: readonly [number, number],
  mostSecond: number,
  mostFirst: number,
): string {
  const first = focal.subarray(from, to).reduce((sum, is) => sum + is, 0);
  return `${first} people of the first arm and ${to - from - first} of the second cannot all be in sets of one with at most ${mostSecond} of the second or at most ${mostFirst} of the first. Allow larger sets.`;
}
