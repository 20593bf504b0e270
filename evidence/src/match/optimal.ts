import { caliperWidth } from './caliper.ts';
import type { Caliper } from './caliper.ts';
import { pairsWithin } from './line-pairs.ts';
import { joinInOrder, partnersOnLine } from './line-transport.ts';
import { lineUp } from './line.ts';
import type { Scale } from './line.ts';
import { matchedPairs } from './matched.ts';
import type { Matched } from './matched.ts';
import { pairList, scoreDistance } from './pair-list.ts';
import { countArms, focalArm, requireRatio } from './people.ts';
import type { MatchPeople } from './people.ts';

export interface OptimalOptions {
  /** ATT: each person of the first arm gets matches from the second; ATC: the other way round. */
  readonly estimand: 'ATT' | 'ATC';
  /** Matches for each person; 1 unless said. */
  readonly ratio?: number;
  readonly caliper?: Caliper;
  /** Raw unless said. */
  readonly scale?: Scale;
}

/**
 * Optimal matching without replacement on one score (Rosenbaum 1989): as many pairs as there can be, and of all ways
 * to have so many the one with the least sum of distances; exact, not to a tolerance. Everybody may be paired in
 * order of the score, since uncrossing two pairs makes neither the sum nor the larger distance longer.
 *
 * Without a caliper the time is that of a sort. With one it grows with the number of pairs within the caliper, as
 * dynamic programming looks at each; beyond 1,000 million of them it is refused.
 *
 * @throws RangeError as `matchNearest`, and when a caliper leaves too many pairs to look at
 */
export function matchOptimal(people: MatchPeople, options: OptimalOptions): Matched {
  const arm = focalArm(options.estimand);
  const counts = countArms(people);
  const ratio = options.ratio ?? 1;
  requireRatio(ratio, counts[1 - arm]);
  const line = lineUp(people, arm, options.scale ?? 'raw');
  const width = caliperWidth(options.caliper, line);
  const pairs = pairList(line, Math.min(counts[arm] * ratio, counts[1 - arm]), scoreDistance(line));
  for (let s = 0; s + 1 < line.starts.length; s++) {
    const [from, to] = [line.starts[s], line.starts[s + 1]];
    if (width < Number.POSITIVE_INFINITY) {
      pairsWithin(line, [from, to], { width, ratio }, pairs.add);
      continue;
    }
    const partners =
      partnersOnLine(line, [from, to], [ratio, ratio], [0, 1]) ??
      partnersOnLine(line, [from, to], [0, ratio], [1, 1]);
    if (partners) joinInOrder(partners, line.focal, from, pairs.add);
  }
  return matchedPairs(
    pairs.found(),
    { treated: people.treated, counts },
    { arm, ratio, replace: false, width },
  );
}
