import { cholesky, choleskyInverse } from '@throughcare/numerics';
import { checkCox, nameOf, sayDependent } from './cox-data.ts';
import type { CoxData } from './cox-data.ts';
import type { Ties } from './cox-hazard.ts';
import { coxLikelihood, coxWorkspace } from './cox-likelihood.ts';
import type { CoxLikelihood } from './cox-likelihood.ts';
import { coxOrder } from './cox-order.ts';
import type { CoxOrder } from './cox-order.ts';
import { robustScore, sandwich, scoreSquares } from './cox-robust.ts';
import { maximisePartial, quadraticForm } from './partial-likelihood.ts';

export type { CoxData } from './cox-data.ts';
export type { Ties } from './cox-hazard.ts';

export interface CoxFit {
  /** Log hazard ratios; 0 for a column that follows from others. */
  readonly coefficients: Float64Array;
  /** Inverse of the information, `columns` x `columns`. */
  readonly covariance: Float64Array;
  /**
   * Lin and Wei's (1989) sandwich of the score residuals, weights taken as known, summed by cluster. Worked out when it,
   * or one of the two robust tests, is first asked for.
   */
  readonly robustCovariance: Float64Array;
  /** Log partial likelihood at zero and at the estimate. */
  readonly logLikelihood: readonly [number, number];
  /** Chi-square statistics of all coefficients being 0, on `degreesOfFreedom`. */
  readonly scoreTest: number;
  readonly likelihoodRatioTest: number;
  readonly waldTest: number;
  /** Wald's with the robust covariance. */
  readonly robustWaldTest: number;
  /** The score test with the squares of the score residuals at 0, summed by cluster (Therneau's robust score). */
  readonly robustScoreTest: number;
  readonly degreesOfFreedom: number;
  readonly rows: number;
  readonly events: number;
  readonly iterations: number;
  /** Columns that are constant or follow from those before them, and have no coefficient. */
  readonly dependent: readonly number[];
  /** A sentence on each of them. */
  readonly notes: readonly string[];
  readonly names: readonly string[];
  readonly ties: Ties;
  /** The data laid out and the model at the estimate, for residuals, baseline hazard and tests. */
  readonly data: CoxOrder;
  readonly model: CoxLikelihood;
}

/**
 * Cox's proportional hazards model (1972) by Newton's method to convergence, ties by Efron (1977, the default) or
 * Breslow, with case weights, strata, delayed entry and clusters.
 *
 * @throws RangeError when nobody had the event, or when a coefficient runs off to infinity (a group without events)
 */
export function coxRegression(data: CoxData, ties: Ties = 'efron'): CoxFit {
  checkCox(data);
  const { columns, cluster, names } = data;
  const order = coxOrder(data);
  // Of the models on the way only the last keeps its long arrays; the one at zero keeps what its tests need.
  const workspace = coxWorkspace(order);
  const evaluate = (beta: Float64Array): CoxLikelihood => coxLikelihood(order, beta, ties, workspace);
  const { coefficients, atZero, model, factor, iterations } = maximisePartial(evaluate, order.reach, names);
  const covariance = choleskyInverse(factor);
  const robustCovariance = once(() => sandwich(covariance, scoreSquares(order, model, cluster), columns));
  const scoreAtZero = once(() => {
    const zero = coxLikelihood(order, new Float64Array(columns), ties);
    return robustScore(zero, scoreSquares(order, zero, cluster), columns);
  });
  return {
    coefficients,
    covariance,
    get robustCovariance() {
      return robustCovariance();
    },
    logLikelihood: [atZero.logLikelihood, model.logLikelihood],
    scoreTest: quadraticForm(cholesky(atZero.information, columns), atZero.score),
    likelihoodRatioTest: 2 * (model.logLikelihood - atZero.logLikelihood),
    waldTest: waldTest(coefficients, covariance),
    get robustWaldTest() {
      return waldTest(coefficients, robustCovariance());
    },
    get robustScoreTest() {
      return scoreAtZero();
    },
    degreesOfFreedom: columns - factor.dependent.length,
    rows: order.rows,
    events: order.events,
    iterations,
    dependent: factor.dependent,
    notes: sayDependent(factor.dependent, order.reach, names),
    names: Array.from(coefficients, (_, j) => nameOf(j, names)),
    ties,
    data: order,
    model,
  };
}

/** The chi-square statistic of all coefficients being 0 under a covariance. */
function waldTest(coefficients: Float64Array, covariance: Float64Array): number {
  return quadraticForm(cholesky(covariance, coefficients.length), coefficients);
}

/** A value that is made when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
