import { fitPropensity } from '../propensity.ts';
import { effectiveSampleSize } from '../weight.ts';
import type { Estimand } from '../weight.ts';
import { weighPair } from '../compare.ts';
import type { WeightedPair } from '../compare.ts';
import type { ChanceSpec } from '../protocol/chance-schema.ts';
import type { DesignSpec } from '../protocol/schema.ts';
import type { Matched } from '../match/matched.ts';
import { matchBy } from './match-pair.ts';
import type { MatchingSpec, PeopleToMatch } from './match-pair.ts';

/** The people of a pair as a design sees them; arrays have one value for each, `treated` 1 for the first arm. */
export type PairSubjects = PeopleToMatch;

export interface WeighedPair {
  readonly weighted: WeightedPair;
  readonly matched: Matched | undefined;
  /** People of the first and of the second arm whom the design left out, and why. */
  readonly leftOut: readonly { readonly why: string; readonly first: number; readonly second: number }[];
  readonly notes: readonly string[];
}

/**
 * Makes two arms alike by the design that the protocol names. Reads no outcome.
 *
 * @throws RangeError where that design cannot be had, in a sentence
 */
export function weigh(
  people: PairSubjects,
  spec: Exclude<DesignSpec, ChanceSpec>,
  estimand: Estimand,
): WeighedPair {
  switch (spec.by) {
    case 'weighting': {
      const { propensity: link, ridge, stabilised, trim } = spec;
      const options = { link, ridge, stabilised, trim };
      const weighted = weighPair(people.design, people.treated, 1, 0, estimand, options);
      const why = `score below ${trim} or above ${1 - (trim ?? 0)}`;
      return { weighted, matched: undefined, leftOut: countUnused(weighted, why), notes: [] };
    }
    case 'entropy balancing': {
      const weighted = weighPair(people.design, people.treated, 1, 0, estimand, { entropy: true });
      return { weighted, matched: undefined, leftOut: [], notes: [] };
    }
    case 'matching':
    case 'subclassification':
      return matchPair(people, spec, estimand);
  }
}

function matchPair(people: PairSubjects, spec: MatchingSpec, estimand: Estimand): WeighedPair {
  const { design, treated } = people;
  const propensity = fitPropensity(design, treated, { link: spec.propensity, ridge: spec.ridge });
  const rows = new Int32Array(design.rows).map((_, i) => i);
  const whole = { rows, treated, design, propensity };
  const none = new Float64Array(design.rows);
  if (propensity.separated.length > 0) {
    // Nobody can be matched on scores of 0 and 1; the caller names the columns.
    const weighted = { ...whole, balancing: { weights: none, slopes: none }, effective: [0, 0] as const };
    return { weighted, matched: undefined, leftOut: [], notes: [] };
  }
  const matched = matchBy(people, propensity.scores, spec, estimand);
  const { weights } = matched;
  const weighted = {
    ...whole,
    balancing: { weights, slopes: none },
    effective: [effectiveSampleSize(weights, treated, 1), effectiveSampleSize(weights, treated, 0)] as const,
  };
  const why = spec.by === 'matching' ? 'no match' : 'no counterpart in the class';
  return { weighted, matched, leftOut: countUnused(weighted, why), notes: matched.notes };
}

function countUnused({ treated, balancing }: WeightedPair, why: string): WeighedPair['leftOut'] {
  let first = 0;
  let second = 0;
  for (let i = 0; i < treated.length; i++) {
    if (balancing.weights[i] > 0) continue;
    if (treated[i] === 1) first++;
    else second++;
  }
  return first + second === 0 ? [] : [{ why, first, second }];
}
