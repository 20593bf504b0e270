import { normalise } from './matched.ts';

/**
 * Weights from sets: for ATT 1 to the first arm and (first arm's people / second arm's) of its set to each of the
 * second, for ATC the reverse, for ATE the set's people over those of one's own arm in it; then divided by their mean
 * in each arm (Hansen 2004; Ho, Imai, King and Stuart 2011).
 *
 * @param sets the set of each row, from 0; -1 for people in none, who get 0. Each set holds people of both arms.
 */
export function setWeights(
  sets: Int32Array,
  treated: ArrayLike<number>,
  estimand: 'ATT' | 'ATC' | 'ATE',
): Float64Array {
  const count = sets.reduce((most, set) => Math.max(most, set), -1) + 1;
  const people = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < sets.length; i++) if (sets[i] >= 0) people[treated[i]][sets[i]]++;
  const weights = new Float64Array(sets.length);
  for (let i = 0; i < sets.length; i++) {
    if (sets[i] < 0) continue;
    const arm = treated[i];
    const [own, other] = [people[arm][sets[i]], people[1 - arm][sets[i]]];
    const isTarget = (estimand === 'ATT' && arm === 1) || (estimand === 'ATC' && arm === 0);
    weights[i] = estimand === 'ATE' ? (own + other) / own : isTarget ? 1 : other / own;
  }
  normalise(weights, treated);
  return weights;
}
