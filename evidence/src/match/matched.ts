import type { FocalArm } from './people.ts';

/** Who was matched to whom, and the weights that make the comparison. */
export interface Matched {
  /** A weight for each row, 0 for people who are not in the comparison; their mean is 1 in each arm. */
  readonly weights: Float64Array;
  /** Rows of the pairs: pairs[0][k] of the arm that got matches, pairs[1][k] its match. */
  readonly pairs?: readonly [Int32Array, Int32Array];
  /** The matched set of each row, from 0; -1 for nobody's match. Absent when people may be matched more than once. */
  readonly sets?: Int32Array;
  /** Sum of the distances between matched people, on the scale that was matched on. */
  readonly distance: number;
  /** The largest of these distances: never above the caliper. */
  readonly widest: number;
  /** The caliper on that scale, where there was one. */
  readonly caliper?: number;
  /** How many people of the arm that gets matches (for full matching, of both) found none. */
  readonly unmatched: number;
  /** What a reader must know, in sentences: who was left out, who got fewer matches than asked for. */
  readonly notes: readonly string[];
}

/** Pairs as they are found, with their distances. */
export interface FoundPairs {
  readonly focal: Int32Array;
  readonly other: Int32Array;
  readonly apart: Float64Array;
}

/**
 * Weights from pairs: 1 for each person with a match, 1 / (their number of matches) to each match, summed over those
 * whose match somebody is; then divided by their mean in each arm (Stuart 2010; Ho, Imai, King and Stuart 2011).
 */
export function matchedPairs(
  { focal, other, apart }: FoundPairs,
  arms: { readonly treated: ArrayLike<number>; readonly counts: readonly [number, number] },
  { arm, ratio, replace, width }: { arm: FocalArm; ratio: number; replace: boolean; width: number },
): Matched {
  const count = arms.treated.length;
  if (focal.length === 0) throw new RangeError(nobody(width));
  const matches = new Int32Array(count);
  for (const row of focal) matches[row]++;
  const weights = new Float64Array(count);
  let [distance, widest, found, short] = [0, 0, 0, 0];
  const sets = new Int32Array(count).fill(-1);
  for (let k = 0; k < focal.length; k++) {
    const [row, match] = [focal[k], other[k]];
    if (weights[row] === 0) {
      weights[row] = 1;
      sets[row] = found++;
      if (matches[row] < ratio) short++;
    }
    weights[match] += 1 / matches[row];
    sets[match] = sets[row];
    distance += apart[k];
    widest = Math.max(widest, apart[k]);
  }
  normalise(weights, arms.treated);
  const unmatched = arms.counts[arm] - found;
  return {
    weights,
    pairs: [focal, other],
    ...(replace ? {} : { sets }),
    distance,
    widest,
    ...(width < Number.POSITIVE_INFINITY ? { caliper: width } : {}),
    unmatched,
    notes: [
      ...(unmatched > 0
        ? [
            `${unmatched} of ${arms.counts[arm]} people ${inArm(arm)} found no match and are left out: the answer is about the other ${found}.`,
          ]
        : []),
      ...(short > 0 ? [`${short} of the ${found} got fewer than the ${ratio} matches asked for.`] : []),
    ],
  };
}

/** Divides the weights above 0 by their mean in each arm. */
export function normalise(weights: Float64Array, treated: ArrayLike<number>): void {
  const totals = [0, 0];
  const counts = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    totals[treated[i]] += weights[i];
    counts[treated[i]]++;
  }
  for (let i = 0; i < weights.length; i++) weights[i] *= counts[treated[i]] / totals[treated[i]];
}

export const inArm = (arm: FocalArm): string => `in the ${arm === 1 ? 'first' : 'second'} arm`;

export function nobody(width: number): string {
  const within = width < Number.POSITIVE_INFINITY ? ` within the caliper of ${width}` : '';
  return `Nobody has anybody of the other arm${within} in their stratum, so there is nobody to compare. Widen the caliper, ask for fewer exact columns, or say that these arms cannot be compared.`;
}
