import { caliperWidth } from './caliper.ts';
import type { Caliper } from './caliper.ts';
import { lineUp } from './line.ts';
import type { Scale } from './line.ts';
import { matchedPairs } from './matched.ts';
import type { Matched } from './matched.ts';
import { freePlaces } from './free-places.ts';
import { takeClosestFirst } from './nearest-closest.ts';
import { inTurn, takeInOrder } from './nearest-in-order.ts';
import { takeReplacing } from './nearest-replacing.ts';
import { pairList, scoreDistance } from './pair-list.ts';
import { countArms, focalArm, requireRatio } from './people.ts';
import type { MatchPeople } from './people.ts';

/**
 * Who chooses first when nobody may be matched twice: the largest score, the smallest, the closest pair of all that
 * are left, or people by their rank.
 */
export type MatchOrder = 'largest' | 'smallest' | 'closest' | 'rank';

export interface NearestOptions {
  /** ATT: each person of the first arm gets matches from the second; ATC: the other way round. */
  readonly estimand: 'ATT' | 'ATC';
  /** Matches for each person; 1 unless said. */
  readonly ratio?: number;
  readonly caliper?: Caliper;
  /** Raw unless said. */
  readonly scale?: Scale;
  /** May somebody be the match of several? No, unless said. */
  readonly replace?: boolean;
  /** Largest for ATT, smallest for ATC, unless said. Of no effect with replacement. */
  readonly order?: MatchOrder;
}

/**
 * Nearest-neighbour matching on a score (Rubin 1973; Ho, Imai, King and Stuart 2011): in the given order each person
 * takes the nearest person of the other arm who is still free, in `ratio` rounds; with replacement, the `ratio`
 * nearest of all. The caliper is checked on every pair. Time is that of a sort.
 *
 * Ties: people with one score choose by rank, the lowest first; of two people equally near, the one with the lower
 * score is taken; of several with that score, the lowest rank above the person, the highest below. So the order of the
 * rows decides nothing, unless two people of an arm have the same stratum, score and rank.
 *
 * @throws RangeError naming what is wrong: an empty arm, a caliper not above 0, a ratio that nobody can get, no pair at all
 */
export function matchNearest(people: MatchPeople, options: NearestOptions): Matched {
  const arm = focalArm(options.estimand);
  const counts = countArms(people);
  const ratio = options.ratio ?? 1;
  requireRatio(ratio, counts[1 - arm]);
  const replace = options.replace ?? false;
  const order = options.order ?? (arm === 1 ? 'largest' : 'smallest');
  if (order === 'rank' && !people.rank) {
    throw new RangeError(
      'order was rank and nobody has one; give rank, or order by largest, smallest or closest.',
    );
  }
  const line = lineUp(people, arm, options.scale ?? 'raw');
  const width = caliperWidth(options.caliper, line);
  const pairs = pairList(
    line,
    replace ? counts[arm] * ratio : Math.min(counts[arm] * ratio, counts[1 - arm]),
    scoreDistance(line),
  );
  if (replace) {
    takeReplacing(line, { ratio, width }, pairs);
  } else if (order === 'closest') {
    const asking = inTurn(line, 'smallest', undefined);
    const wish = { asking, places: line.at.length, ratio };
    takeClosestFirst(wish, freePlaces(line, width), scoreDistance(line), pairs);
  } else {
    takeInOrder(inTurn(line, order, people.rank), ratio, freePlaces(line, width), pairs);
  }
  return matchedPairs(pairs.found(), { treated: people.treated, counts }, { arm, ratio, replace, width });
}
