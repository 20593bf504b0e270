import { sumOf } from '@throughcare/numerics';
import { requireNumbers } from './people.ts';
import type { Matched } from './matched.ts';

/** The difference of two arms' means after matching, with its standard errors. */
export interface MatchedDifference {
  /** First arm minus second. */
  readonly difference: number;
  /** Weighted means of the first and the second arm. */
  readonly means: readonly [number, number];
  /** People with weight: first arm, second arm. */
  readonly people: readonly [number, number];
  /** The one to use: clustered by matched set (HC1) where there are sets, else HC1. */
  readonly standardError: number;
  readonly standardErrorName: string;
  readonly standardErrors: MatchedErrors;
}

export interface MatchedErrors {
  readonly HC0: number;
  readonly HC1: number;
  /** Absent where somebody is alone in an arm: that person's residual has no variance. */
  readonly HC3?: number;
  /** Clustered by matched set, without correction; times G / (G - 1); and times (n - 1) / (n - 2) too. */
  readonly clusterHC0?: number;
  readonly clusterHC0Adjusted?: number;
  readonly clusterHC1?: number;
}

/**
 * The weighted difference in means after matching, that is the slope of a weighted regression of the outcome on the
 * arm, with sandwich standard errors (HC0 to HC3: MacKinnon and White 1985; by set: Abadie and Spiess 2022). With
 * replacement people are in several sets and HC1 is the error of the weighted regression; it leaves out that matches
 * recur only in so far as their weights say it (Hill and Reiter 2006). Weights are taken as known.
 *
 * @param outcome a finite number for each row; 0 and 1 make it a difference of risks
 */
export function matchedDifference(
  outcome: ArrayLike<number>,
  treated: ArrayLike<number>,
  { weights, sets }: Pick<Matched, 'weights' | 'sets'>,
): MatchedDifference {
  const rows = treated.length;
  requireNumbers('outcome', outcome, rows);
  requireBothArms(weights, treated);
  const arms = [0, 1].map(arm => {
    const w = (i: number): number => (treated[i] === arm ? weights[i] : 0);
    const total = sumOf(rows, w);
    const people = sumOf(rows, i => (w(i) > 0 ? 1 : 0));
    return { total, people, mean: sumOf(rows, i => w(i) * outcome[i]) / total };
  });
  const [second, first] = arms;
  // A person's part in the difference's error, and how much of an arm's weight the person has.
  const share = (i: number): number => weights[i] / arms[treated[i]].total;
  const part = (i: number): number => share(i) * (outcome[i] - arms[treated[i]].mean);
  const n = first.people + second.people;
  const hc0 = sumOf(rows, i => part(i) ** 2);
  const hc1 = n > 2 ? (hc0 * n) / (n - 2) : hc0;
  const alone = first.people < 2 || second.people < 2;
  const byset = sets && clustered(rows, sets, i => (treated[i] === 1 ? part(i) : -part(i)));
  const clusterHC1 = byset && byset.adjusted * (n > 2 ? (n - 1) / (n - 2) : 1);
  return {
    difference: first.mean - second.mean,
    means: [first.mean, second.mean],
    people: [first.people, second.people],
    standardError: Math.sqrt(clusterHC1 ?? hc1),
    standardErrorName:
      clusterHC1 === undefined
        ? 'HC1, weights taken as known'
        : 'cluster-robust by matched set (HC1), weights taken as known',
    standardErrors: {
      HC0: Math.sqrt(hc0),
      HC1: Math.sqrt(hc1),
      ...(alone ? {} : { HC3: Math.sqrt(sumOf(rows, i => (part(i) / (1 - share(i))) ** 2)) }),
      ...(byset && clusterHC1 !== undefined
        ? {
            clusterHC0: Math.sqrt(byset.plain),
            clusterHC0Adjusted: Math.sqrt(byset.adjusted),
            clusterHC1: Math.sqrt(clusterHC1),
          }
        : {}),
    },
  };
}

/** Sum over sets of the squared sum of their people's parts, plain and times G / (G - 1). */
function clustered(rows: number, sets: Int32Array, part: (i: number) => number) {
  const sums = new Float64Array(sets.reduce((most, set) => Math.max(most, set), -1) + 1);
  for (let i = 0; i < rows; i++) if (sets[i] >= 0) sums[sets[i]] += part(i);
  const plain = sumOf(sums.length, set => sums[set] ** 2);
  return { plain, adjusted: sums.length > 1 ? (plain * sums.length) / (sums.length - 1) : plain };
}

/** Throws a RangeError unless weights are 0 or more and somebody of each arm has some. */
export function requireBothArms(weights: ArrayLike<number>, treated: ArrayLike<number>): void {
  requireNumbers('weights', weights, treated.length);
  const seen = [false, false];
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] < 0) throw new RangeError(`weights is ${weights[i]} in row ${i}; a weight is 0 or more.`);
    if (weights[i] > 0) seen[treated[i]] = true;
  }
  if (!seen[0] || !seen[1]) {
    throw new RangeError('Nobody of one of the arms has any weight, so there is nothing to compare.');
  }
}
