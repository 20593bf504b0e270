import { choleskySolve, dot, matrixTimes, sum, transposeTimes } from '@throughcare/numerics';
import type { Cholesky, RowMatrix } from '@throughcare/numerics';
import type { MeansCovariance, StandardErrorName } from './figure.ts';
import { sumsByArm } from './weighted-means.ts';
import type { WeightedArms, WeightedMeans } from './weighted-means.ts';

/** How much each row moves the mean of the first arm and that of the second; variances are sums of their squares. */
export type Influences = readonly [Float64Array, Float64Array];

/**
 * The weights taken as known: HC0 (White 1980) to HC3 (MacKinnon and White 1985) of the regression of the outcome on the
 * arm. A row's leverage is its share of its arm's weight; HC1 multiplies by n / (n - 2), n being those who weigh anything.
 * Undefined where they cannot be had: HC1 of two people, HC2 and HC3 where one person is all the weight of an arm.
 */
export function robustCovariance(
  { treated, weights, exposure }: WeightedArms,
  { residuals, totals }: WeightedMeans,
  name: 'HC0' | 'HC1' | 'HC2' | 'HC3',
): MeansCovariance | undefined {
  const power = name === 'HC3' ? 2 : name === 'HC2' ? 1 : 0;
  let counted = 0;
  for (let i = 0; i < treated.length; i++) if (weights[i] > 0) counted++;
  if (name === 'HC1' && counted < 3) return undefined;
  const square = (i: number): number => {
    const one = (weights[i] * residuals[i]) ** 2;
    if (power === 0 || weights[i] === 0) return one;
    const leverage = (weights[i] * (exposure ? exposure[i] : 1)) / totals[treated[i] === 1 ? 0 : 1];
    return one / Math.max(0, 1 - leverage) ** power;
  };
  const [second, first] = sumsByArm(treated, square);
  if (!Number.isFinite(first + second)) return undefined;
  const scale = name === 'HC1' ? counted / (counted - 2) : 1;
  return { name, variances: [first * scale, second * scale], covariance: 0 };
}

/** The rows' influences when the weights are taken as known. */
export function knownWeightInfluences(
  { treated, weights }: WeightedArms,
  { residuals }: WeightedMeans,
): Influences {
  const part = (arm: number): Float64Array =>
    residuals.map((residual, i) => (treated[i] === arm ? weights[i] * residual : 0));
  return [part(1), part(0)];
}

/** How the weights of one arm were estimated: a concave likelihood with one linear predictor a row. */
export interface WeightModel {
  /** The design and the factor of X'WX at the maximum. */
  readonly centred: RowMatrix;
  readonly information: Cholesky;
  /** Derivative of each row's log-likelihood by its linear predictor. */
  readonly residuals: Float64Array;
  /** Derivative of each row's weight by its linear predictor. */
  readonly slopes: Float64Array;
}

/**
 * The same with the estimation of the weights taken into account (M-estimation: Lunceford and Davidian 2004; for
 * overlap weights Li, Thomas and Li 2019; for entropy balancing Zhao and Percival 2017): each person's score of the
 * model, through the inverse of its information, times how the mean moves with the model.
 *
 * @param models of the weights of the first and the second arm; undefined where they were not estimated
 */
export function estimatedWeightInfluences(
  arms: WeightedArms,
  means: WeightedMeans,
  models: readonly [WeightModel | undefined, WeightModel | undefined],
): Influences {
  const { treated } = arms;
  const ofArm = (arm: number, influence: Float64Array, model: WeightModel | undefined): Float64Array => {
    if (model === undefined) return influence;
    const { centred, information, residuals, slopes } = model;
    const slope = means.residuals.map((residual, i) => (treated[i] === arm ? slopes[i] * residual : 0));
    const correction = matrixTimes(centred, choleskySolve(information, transposeTimes(centred, slope)));
    for (let i = 0; i < correction.length; i++) correction[i] *= residuals[i];
    // Zero on average, unless a ridge holds the scores of the model back: its part is everybody's alike.
    const average = sum(correction) / correction.length;
    return influence.map((value, i) => value + correction[i] - average);
  };
  const [first, second] = knownWeightInfluences(arms, means);
  return [ofArm(1, first, models[0]), ofArm(0, second, models[1])];
}

/**
 * Sums of squares and products of the influences; with clusters, of their sums by cluster, times G / (G - 1) for G
 * clusters (Liang and Zeger 1986).
 *
 * @throws RangeError for fewer than two clusters
 */
export function influenceCovariance(
  [first, second]: Influences,
  name: StandardErrorName,
  cluster?: ArrayLike<number>,
): MeansCovariance {
  if (cluster === undefined) {
    return { name, variances: [dot(first, first), dot(second, second)], covariance: dot(first, second) };
  }
  const { codes, count } = clusterCodes(cluster, first.length);
  const [a, b] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < first.length; i++) {
    a[codes[i]] += first[i];
    b[codes[i]] += second[i];
  }
  const scale = count / (count - 1);
  return { name, variances: [scale * dot(a, a), scale * dot(b, b)], covariance: scale * dot(a, b) };
}

/** Numbers the clusters from 0 in the order in which they first appear. */
export function clusterCodes(
  cluster: ArrayLike<number>,
  rows: number,
): { readonly codes: Int32Array; readonly count: number } {
  if (cluster.length !== rows) {
    throw new RangeError(`cluster has ${cluster.length} values for ${rows} rows; they must be as many.`);
  }
  const numbers = new Map<number, number>();
  const codes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    let code = numbers.get(cluster[i]);
    if (code === undefined) {
      code = numbers.size;
      numbers.set(cluster[i], code);
    }
    codes[i] = code;
  }
  if (numbers.size < 2) {
    throw new RangeError(`${numbers.size} cluster; a cluster-robust standard error needs at least two.`);
  }
  return { codes, count: numbers.size };
}
