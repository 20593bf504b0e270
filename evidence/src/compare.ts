import type { DesignMatrix } from './design-matrix.ts';
import { takeRows } from './design-matrix.ts';
import { weightedDifference } from './effect/risk-difference.ts';
import type { WeightedDifference } from './effect/risk-difference.ts';
import { entropyBalance } from './entropy-balancing.ts';
import type { EntropyBalance } from './entropy-balancing.ts';
import { fitPropensity, scoreResiduals } from './propensity.ts';
import type { Propensity, PropensityOptions } from './propensity.ts';
import { takeNumbers } from './take.ts';
import { balancingWeights, effectiveSampleSize } from './weight.ts';
import type { BalancingOptions, BalancingWeights, Estimand } from './weight.ts';

/** Two arms with their covariates, before any outcome is known. */
export interface WeightedPair {
  /** Which rows of the cohort are in the comparison. */
  readonly rows: Int32Array;
  /** 1 for the first arm, 0 for the second. */
  readonly treated: Uint8Array;
  /** The covariates of these rows. */
  readonly design: DesignMatrix;
  readonly propensity: Propensity;
  readonly balancing: BalancingWeights;
  /** Where the weights balance the means themselves; the propensity then shows the overlap only. */
  readonly entropy?: EntropyBalance;
  /** Effective sample sizes of the first and the second arm. */
  readonly effective: readonly [number, number];
}

/** How the two arms are weighted; the propensity's odds unless entropy balancing is asked for. */
export type WeightingOptions = PropensityOptions & BalancingOptions & { readonly entropy?: boolean };

/** The unadjusted counts of one arm. */
export interface ArmCounts {
  readonly n: number;
  readonly events: number;
}

export interface TwoArmComparison extends WeightedPair, WeightedDifference {
  readonly counts: readonly [ArmCounts, ArmCounts];
  /** Difference of the unweighted means, or rates over the exposure. */
  readonly naiveDifference: number;
}

/**
 * Models who was in `first` rather than `second` and weights the two arms to the estimand. Reads no outcome.
 * Rows of other arms are left out. Where the covariates tell the arms apart (`propensity.separated`) the weights mean
 * nothing.
 *
 * @throws RangeError for an empty arm, for numbers that are not finite, for entropy balancing of ATO or ATM, and where
 *   no entropy weights exist
 */
export function weighPair(
  design: DesignMatrix,
  arm: ArrayLike<number>,
  first: number,
  second: number,
  estimand: Estimand,
  options: WeightingOptions = {},
): WeightedPair {
  const rows = rowsOfArms(arm, first, second);
  const treated = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) treated[i] = arm[rows[i]] === first ? 1 : 0;
  const pair = rows.length === design.rows ? design : takeRows(design, rows);
  const propensity = fitPropensity(pair, treated, options);
  const entropy = options.entropy ? entropyBalance(pair, treated, estimand) : undefined;
  const balancing = entropy
    ? { weights: entropy.weights, slopes: new Float64Array(rows.length) }
    : balancingWeights(propensity.scores, treated, estimand, options);
  const effective = [
    effectiveSampleSize(balancing.weights, treated, 1),
    effectiveSampleSize(balancing.weights, treated, 0),
  ] as const;
  return { rows, treated, design: pair, propensity, balancing, entropy, effective };
}

function rowsOfArms(arm: ArrayLike<number>, first: number, second: number): Int32Array {
  const rows = new Int32Array(arm.length);
  let count = 0;
  for (let i = 0; i < arm.length; i++) if (arm[i] === first || arm[i] === second) rows[count++] = i;
  return rows.slice(0, count);
}

/**
 * The numeric core of a study: propensity, weights, and the weighted difference of risks (or means, or rates over an
 * exposure) with its standard errors, from typed arrays alone. `arm`, `outcome`, `exposure` and `cluster` have one value
 * for each row of `design`.
 */
export function compareTwoArms(
  input: {
    readonly design: DesignMatrix;
    readonly arm: ArrayLike<number>;
    readonly first: number;
    readonly second: number;
    readonly outcome: ArrayLike<number>;
    readonly estimand: Estimand;
  } & OutcomeOptions,
  options: WeightingOptions = {},
): TwoArmComparison {
  const { design, arm, first, second, estimand, outcome } = input;
  return comparePair(weighPair(design, arm, first, second, estimand, options), outcome, input);
}

export interface OutcomeOptions {
  /** Time at risk, above 0: events are then compared as rates. */
  readonly exposure?: ArrayLike<number>;
  /** The number of each row's cluster, for cluster-robust standard errors. */
  readonly cluster?: ArrayLike<number>;
}

/** The outcome's part of `compareTwoArms`: its arrays are indexed as the whole cohort is. */
export function comparePair(
  pair: WeightedPair,
  outcome: ArrayLike<number>,
  { exposure, cluster }: OutcomeOptions = {},
): TwoArmComparison {
  const { rows, treated, balancing } = pair;
  const own = (values: ArrayLike<number>): Float64Array => takeNumbers(values, rows);
  const arms = {
    treated,
    outcome: own(outcome),
    weights: balancing.weights,
    exposure: exposure && own(exposure),
  };
  const counts = [countArm(arms, 1), countArm(arms, 0)] as const;
  return {
    ...pair,
    ...weightedDifference(arms, weightModels(pair), cluster && own(cluster)),
    counts: [pickCounts(counts[0]), pickCounts(counts[1])],
    naiveDifference: counts[0].events / counts[0].time - counts[1].events / counts[1].time,
  };
}

/** How the weights of either arm were estimated: by the one propensity, or each arm's by entropy. */
function weightModels({ propensity, balancing, entropy, treated }: WeightedPair) {
  if (entropy) return entropy.models;
  const { centred, information } = propensity;
  const model = {
    centred,
    information,
    residuals: scoreResiduals(propensity, treated),
    slopes: balancing.slopes,
  };
  return [model, model] as const;
}

function countArm(
  { treated, outcome, exposure }: { treated: Uint8Array; outcome: Float64Array; exposure?: Float64Array },
  arm: 0 | 1,
): ArmCounts & { readonly time: number } {
  let n = 0;
  let events = 0;
  let time = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (treated[i] !== arm) continue;
    n++;
    events += outcome[i];
    time += exposure ? exposure[i] : 1;
  }
  return { n, events, time };
}

const pickCounts = ({ n, events }: ArmCounts): ArmCounts => ({ n, events });
