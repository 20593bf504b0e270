import type { DesignMatrix } from '../design-matrix.ts';
import { matchFull } from '../match/full.ts';
import { matchMahalanobis } from '../match/mahalanobis.ts';
import type { Matched } from '../match/matched.ts';
import { matchNearest } from '../match/nearest.ts';
import { matchOptimal } from '../match/optimal.ts';
import { personRank } from '../match/person-rank.ts';
import { subclassify } from '../match/subclassify.ts';
import { whyNot } from '../protocol/design-combinations.ts';
import type { DesignSpec } from '../protocol/schema.ts';
import type { Estimand } from '../weight.ts';

export type MatchingSpec = Extract<DesignSpec, { by: 'matching' | 'subclassification' }>;

/** The people of a pair as matching sees them; arrays have one value for each. */
export interface PeopleToMatch {
  readonly design: DesignMatrix;
  /** 1 for the first arm, 0 for the second. */
  readonly treated: Uint8Array;
  /** What belongs to each person wherever the row stands. */
  readonly names: () => readonly string[];
  /** The number of each person's combination of the exactly matched columns; undefined where there are none. */
  readonly strata: Float64Array | undefined;
}

/**
 * Matches two arms in the way that the protocol names. Ties go by the people's names, so that no order of rows matters.
 *
 * @throws RangeError where that way cannot be had for the estimand, or nobody can be matched, in a sentence
 */
export function matchBy(
  { design, treated, strata, names }: PeopleToMatch,
  scores: Float64Array,
  spec: MatchingSpec,
  estimand: Estimand,
): Matched {
  const refused = whyNot(spec, estimand);
  if (refused !== undefined) throw new RangeError(refused.message);
  const people = { treated, scores: scores.map(shortened), stratum: strata, rank: personRank(names()) };
  const set = estimand as 'ATT' | 'ATC' | 'ATE';
  if (spec.by === 'subclassification')
    return subclassify(people, { estimand: set, subclasses: spec.classes });
  const { kind, ratio, replace, order, caliper_on: scale } = spec;
  const caliper =
    spec.caliper === undefined ? undefined : ({ width: spec.caliper, in: 'standard deviations' } as const);
  if (kind === 'full') return matchFull(people, { estimand: set, caliper, scale });
  const focal = estimand as 'ATT' | 'ATC';
  switch (kind) {
    case 'nearest':
      return matchNearest(people, { estimand: focal, ratio, caliper, scale, replace, order });
    case 'optimal':
      return matchOptimal(people, { estimand: focal, ratio, caliper, scale });
    case 'mahalanobis':
      return matchMahalanobis(design, people, {
        estimand: focal,
        kind: 'nearest',
        ratio,
        caliper,
        scale,
        replace,
        order,
      });
  }
}

/** 2^25 + 1, by which a product and two differences leave the upper 28 of 53 digits (Veltkamp 1968). */
const SPLIT = 2 ** 25 + 1;

/**
 * A score without its last digits. Those hang on the order in which rows were added up, and would decide between
 * matches that are equally good, of which there are always some.
 */
function shortened(score: number): number {
  const large = score * SPLIT;
  return large - (large - score);
}
