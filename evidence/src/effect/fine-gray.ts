import { argsort, choleskyInverse } from '@throughcare/numerics';
import { checkCompeting } from './competing-data.ts';
import type { CompetingData } from './competing-data.ts';
import { checkCovariates, nameOf, sayDependent } from './cox-data.ts';
import { byCluster, sandwich, sumOfSquares } from './cox-robust.ts';
import { fineGrayInfluence } from './fine-gray-influence.ts';
import { fineGrayModel, layOut } from './fine-gray-model.ts';
import { maximisePartial } from './partial-likelihood.ts';
import { checkCluster, checkLengths } from './survival-data.ts';

/** Covariates without intercept, `columns` for each person, row after row. */
export interface FineGrayData extends CompetingData {
  readonly covariates: Float64Array;
  readonly columns: number;
  /** The number of each row's cluster, whose rows the sandwich adds up before squaring (Zhou and others 2012). */
  readonly cluster?: ArrayLike<number> | undefined;
  readonly names?: readonly string[] | undefined;
}

export interface FineGrayFit {
  readonly cause: number;
  /** Log ratios of subdistribution hazards; 0 for a column that follows from others. */
  readonly coefficients: Float64Array;
  /** Fine and Gray's sandwich, with the estimation of the censoring distribution counted, summed by cluster. */
  readonly covariance: Float64Array;
  /** The inverse of the information alone. */
  readonly modelCovariance: Float64Array;
  /** Log pseudo-likelihood at zero and at the estimate. */
  readonly logLikelihood: readonly [number, number];
  readonly events: number;
  readonly iterations: number;
  /** Columns that are constant or follow from those before them, and have no coefficient. */
  readonly dependent: readonly number[];
  /** A sentence on each of them. */
  readonly notes: readonly string[];
  readonly names: readonly string[];
}

/**
 * Fine and Gray's proportional hazards model for the subdistribution of one cause (1999): people who had another event
 * stay in the risk sets, weighted by the chance that they would still be followed, from the Kaplan-Meier estimate of
 * censoring just before each time. Ties by Breslow. As R's cmprsk::crr.
 *
 * @param cause the number of the cause that the answer is about
 * @throws RangeError when nobody had it, or when a coefficient runs off to infinity
 */
export function fineGray(data: FineGrayData, cause = 1): FineGrayFit {
  checkCompeting(data);
  if (data.weights !== undefined) {
    throw new RangeError('A Fine-Gray model with case weights is not offered; leave weights out.');
  }
  const { columns, names, cluster } = data;
  checkLengths(data.time.length, { cluster });
  if (cluster !== undefined) checkCluster(cluster);
  checkCovariates(data, data.time.length);
  if (!Array.prototype.includes.call(data.cause, cause)) {
    throw new RangeError(`Nobody had an event of cause ${cause}; its hazard cannot be estimated.`);
  }
  const laid = layOut(data, cause, argsort(data.time));
  const { coefficients, atZero, model, factor, iterations } = maximisePartial(
    beta => fineGrayModel(laid, beta),
    laid.reach,
    names,
  );
  const modelCovariance = choleskyInverse(factor);
  const own = fineGrayInfluence(laid, model);
  const influence = cluster === undefined ? own : byCluster(own, columns, laid.order, cluster);
  return {
    cause,
    coefficients,
    covariance: sandwich(modelCovariance, sumOfSquares(influence, columns), columns),
    modelCovariance,
    logLikelihood: [atZero.logLikelihood, model.logLikelihood],
    events: laid.events,
    iterations,
    dependent: factor.dependent,
    notes: sayDependent(factor.dependent, laid.reach, names),
    names: Array.from(coefficients, (_, j) => nameOf(j, names)),
  };
}
