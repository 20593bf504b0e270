import { quantile } from '@throughcare/numerics';
import { normalise } from './matched.ts';
import type { Matched } from './matched.ts';
import { countArms, requireNumbers } from './people.ts';
import { setWeights } from './set-weights.ts';

export interface SubclassOptions {
  readonly estimand: 'ATT' | 'ATC' | 'ATE';
  /** How many classes; 6 unless said. */
  readonly classes?: number;
}

/**
 * Subclassification (Rosenbaum and Rubin 1984): people in classes between quantiles of the score (of the first arm's for
 * ATT, the second's for ATC, everybody's for ATE), and within a class as if sent by lot. People in a class without the
 * other arm are in no comparison, and are counted.
 *
 * @throws RangeError for fewer than two classes, an empty arm, or no class with people of both arms
 */
export function subclassify(
  people: { readonly treated: ArrayLike<number>; readonly scores: ArrayLike<number> },
  { estimand, classes = 6 }: SubclassOptions,
): Matched {
  const { treated, scores } = people;
  countArms(people);
  requireNumbers('scores', scores, treated.length);
  if (!(Number.isInteger(classes) && classes >= 2)) {
    throw new RangeError(`classes was ${classes}; two or more are needed.`);
  }
  const counted = Float64Array.from(scores).filter(
    (_, i) => estimand === 'ATE' || treated[i] === (estimand === 'ATT' ? 1 : 0),
  );
  const limits = Array.from({ length: classes - 1 }, (_, k) => quantile(counted, (k + 1) / classes));
  const classOf = Int32Array.from(scores, score => limits.filter(limit => score > limit).length);
  const both = Array.from({ length: classes }, (_, k) =>
    [0, 1].every(arm => classOf.some((own, i) => own === k && treated[i] === arm)),
  );
  let next = 0;
  const number = both.map(has => (has ? next++ : -1));
  const sets = classOf.map(own => number[own]);
  if (next === 0) throw new RangeError('No class holds people of both arms; use fewer classes.');
  const weights = setWeights(sets, treated, estimand);
  normalise(weights, treated);
  const unmatched = sets.reduce((total, set) => total + (set === -1 ? 1 : 0), 0);
  return {
    weights,
    sets,
    distance: 0,
    widest: 0,
    unmatched,
    notes:
      next === classes
        ? []
        : [
            `${classes - next} of ${classes} classes hold people of one arm only; their ${unmatched} people are left out.`,
          ],
  };
}
