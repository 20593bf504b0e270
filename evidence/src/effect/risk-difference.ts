import {
  estimatedWeightInfluences,
  influenceCovariance,
  knownWeightInfluences,
  robustCovariance,
} from './means-covariance.ts';
import type { WeightModel } from './means-covariance.ts';
import { figuresOf } from './figure.ts';
import type { MeansCovariance } from './figure.ts';
import { weightedMeans } from './weighted-means.ts';
import type { WeightedArms } from './weighted-means.ts';

/** A weighted comparison of the mean outcome (a risk, if the outcome is 0 or 1; a rate, over an exposure) of two arms. */
export interface WeightedDifference {
  /** First arm minus second. */
  readonly difference: number;
  /** Weighted means of the first and the second arm. */
  readonly means: readonly [number, number];
  /** HC0: the weights taken as known. Conservative for ATE. */
  readonly standardErrorHC0: number;
  /** M-estimation: the estimation of the weights taken into account; that of HC0 where they were not estimated. */
  readonly standardErrorM: number;
  /** Logarithm of the ratio of the means and its HC0 standard error; undefined where a mean is not above 0. */
  readonly logRatio: number | undefined;
  readonly logRatioStandardError: number | undefined;
  /**
   * How sure the two means are, by each standard error that these data allow, HC0 first; `figuresOf` makes means,
   * difference and ratio with intervals of any of them.
   */
  readonly covariances: readonly MeansCovariance[];
}

/**
 * The Hajek (self-normalised) difference of weighted means with sandwich standard errors: the weights taken as known
 * (HC0 to HC3), their estimation taken into account (M-estimation), and both again by cluster if there are clusters.
 *
 * @param models how the weights of the first and the second arm were estimated
 * @param cluster the number of each row's cluster: people whose outcomes may hang together
 */
export function weightedDifference(
  arms: WeightedArms,
  models?: readonly [WeightModel | undefined, WeightModel | undefined],
  cluster?: ArrayLike<number>,
): WeightedDifference {
  const weighted = weightedMeans(arms);
  const known = knownWeightInfluences(arms, weighted);
  const HC0 = influenceCovariance(known, 'HC0');
  const covariances = [
    HC0,
    ...(['HC1', 'HC2', 'HC3'] as const).flatMap(name => robustCovariance(arms, weighted, name) ?? []),
  ];
  let estimated = HC0;
  if (models) {
    const influences = estimatedWeightInfluences(arms, weighted, models);
    estimated = influenceCovariance(influences, 'M-estimation');
    covariances.push(estimated);
    if (cluster) covariances.push(influenceCovariance(influences, 'cluster-robust M-estimation', cluster));
  }
  if (cluster) covariances.push(influenceCovariance(known, 'cluster-robust', cluster));
  const { difference, ratio } = figuresOf(weighted.means, HC0);
  return {
    difference: difference.value,
    means: weighted.means,
    standardErrorHC0: difference.standardError,
    standardErrorM: figuresOf(weighted.means, estimated).difference.standardError,
    logRatio: ratio && Math.log(ratio.value),
    logRatioStandardError: ratio?.standardError,
    covariances,
  };
}
