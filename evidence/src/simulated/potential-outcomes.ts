import { sentence } from './court.ts';
import type { Window } from './days.ts';
import { eligibleRows } from './eligible.ts';
import { drawLuck, emptyFuture, emptyLuck, follow, proven, provenOfKind } from './future.ts';
import { ARMS } from './levels.ts';
import type { Arm } from './levels.ts';
import { drawPeople } from './people.ts';
import type { People } from './people.ts';
import { armProbabilities } from './arm-probabilities.ts';

export const ESTIMANDS = ['ATE', 'ATT', 'ATC', 'ATO'] as const;
export type Estimand = (typeof ESTIMANDS)[number];

/** A true effect: the risk of a proven reoffence under the first arm and under the second, in the same people. */
export interface TrueEffect {
  /** Eligible people in either arm. */
  readonly people: number;
  readonly riskA: number;
  readonly riskB: number;
  readonly riskDifference: number;
  /** Of `riskDifference` as an estimate for all the people there could be; none for these people themselves. */
  readonly monteCarloError: number;
  /** The same difference for the negative control, which no arm touches. */
  readonly controlDifference: number;
}

/** Weighted sums of one estimand, from which the effect and its Monte Carlo error come. */
interface Sums {
  n: number;
  weight: number;
  a: number;
  b: number;
  control: number;
  /** Of weight squared; times the difference; times the difference squared. */
  weight2: number;
  weight2Difference: number;
  weight2Difference2: number;
}

const CHUNK = 40_000;

export type Pair = readonly [Arm, Arm];

/**
 * The true effects of the first arm of each pair against the second, among the eligible people in either, out of
 * `count` people of the world of `seed`: everybody is followed under both arms with the same luck. ATO weighs by
 * the true propensity given the observed covariates without the court.
 */
export function trueEffects(
  seed: number,
  count: number,
  pairs: readonly Pair[],
  window: Window,
): { pair: Pair; effects: Record<Estimand, TrueEffect> }[] {
  const arms = pairs.map(([a, b]) => [ARMS.indexOf(a), ARMS.indexOf(b)] as const);
  const sums = pairs.map(() => ESTIMANDS.map(emptySums));
  for (let first = 0; first < count; first += CHUNK) {
    const people = drawPeople(seed, first, Math.min(CHUNK, count - first));
    addChunk(seed, people, arms, window, sums);
  }
  return pairs.map((pair, k) => {
    const [ate, att, atc, ato] = sums[k].map(effectOf) as [TrueEffect, TrueEffect, TrueEffect, TrueEffect];
    return { pair, effects: { ATE: ate, ATT: att, ATC: atc, ATO: ato } };
  });
}

function addChunk(
  seed: number,
  people: People,
  pairs: readonly (readonly [number, number])[],
  window: Window,
  sums: readonly Sums[][],
): void {
  const luck = emptyLuck();
  const underA = emptyFuture();
  const underB = emptyFuture();
  const sentences = sentence(seed, people);
  for (const i of eligibleRows(seed, people, sentences, window)) {
    const arm = sentences.arm[i];
    drawLuck(seed, people.first + i, luck);
    const probabilities = armProbabilities(people, i);
    pairs.forEach(([a, b], k) => {
      if (arm !== a && arm !== b) return;
      follow(people, i, a, sentences.term[i], luck, underA);
      follow(people, i, b, sentences.term[i], luck, underB);
      const outcomeA = proven(underA, window) ? 1 : 0;
      const outcomeB = proven(underB, window) ? 1 : 0;
      const control = Number(provenOfKind(underA, 3, window)) - Number(provenOfKind(underB, 3, window));
      const propensity = probabilities[a] / (probabilities[a] + probabilities[b]);
      const weights = [1, arm === a ? 1 : 0, arm === b ? 1 : 0, propensity * (1 - propensity)];
      weights.forEach((weight, estimand) => add(sums[k][estimand], weight, outcomeA, outcomeB, control));
    });
  }
}

function emptySums(): Sums {
  return { n: 0, weight: 0, a: 0, b: 0, control: 0, weight2: 0, weight2Difference: 0, weight2Difference2: 0 };
}

function add(sums: Sums, weight: number, a: number, b: number, control: number): void {
  if (weight === 0) return;
  sums.n++;
  sums.weight += weight;
  sums.a += weight * a;
  sums.b += weight * b;
  sums.control += weight * control;
  sums.weight2 += weight ** 2;
  sums.weight2Difference += weight ** 2 * (a - b);
  sums.weight2Difference2 += weight ** 2 * (a - b) ** 2;
}

function effectOf(sums: Sums): TrueEffect {
  const d = (sums.a - sums.b) / sums.weight;
  // Sum of squared weighted deviations, (sum w2 (x - d)2) / (sum w)2: the usual error of a ratio of sums.
  const spread = sums.weight2Difference2 - 2 * d * sums.weight2Difference + d * d * sums.weight2;
  return {
    people: sums.n,
    riskA: sums.a / sums.weight,
    riskB: sums.b / sums.weight,
    riskDifference: d,
    monteCarloError: Math.sqrt(spread) / sums.weight,
    controlDifference: sums.control / sums.weight,
  };
}
