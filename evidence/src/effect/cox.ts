import { cholesky, choleskyInverse, choleskySolve, weightedSquare } from '@throughcare/numerics';
import { checkCox } from './cox-check.ts';
import type { Ties } from './cox-jumps.ts';
import { coxLikelihood } from './cox-likelihood.ts';
import type { CoxLikelihood } from './cox-likelihood.ts';
import { coxOrder } from './cox-order.ts';
import type { CoxOrder } from './cox-order.ts';
import { scoreResiduals } from './cox-residuals.ts';
import type { SurvivalData } from './kaplan-meier.ts';

export type { Ties } from './cox-jumps.ts';

/** Covariates without intercept, `columns` for each row, row after row. */
export interface CoxData extends SurvivalData {
  readonly covariates: Float64Array;
  readonly columns: number;
  /** When each row comes under risk: the interval is (start, time]. Left out, from the beginning. */
  readonly start?: ArrayLike<number>;
  /** The number of each row's stratum, which has a baseline hazard of its own. */
  readonly strata?: ArrayLike<number>;
  /** The number of each row's cluster: rows of one person, say. Only the robust covariance knows of it. */
  readonly cluster?: ArrayLike<number>;
  /** What each column holds, for messages. */
  readonly names?: readonly string[];
}

export interface CoxFit {
  /** Log hazard ratios; 0 for a column that follows from others. */
  readonly coefficients: Float64Array;
  /** Inverse of the information, `columns` x `columns`. */
  readonly covariance: Float64Array;
  /** Lin and Wei's (1989) sandwich of the score residuals, weights taken as known, summed by cluster. */
  readonly robustCovariance: Float64Array;
  /** Log partial likelihood at zero and at the estimate. */
  readonly logLikelihood: readonly [number, number];
  /** Chi-square statistics of all coefficients being 0, on `degreesOfFreedom`. */
  readonly scoreTest: number;
  readonly likelihoodRatioTest: number;
  readonly waldTest: number;
  /** Wald's with the robust covariance. */
  readonly robustWaldTest: number;
  readonly degreesOfFreedom: number;
  readonly rows: number;
  readonly events: number;
  readonly iterations: number;
  readonly dependent: readonly number[];
  readonly ties: Ties;
  /** The data laid out and the model at the estimate, for residuals, baseline hazard and tests. */
  readonly data: CoxOrder;
  readonly model: CoxLikelihood;
}

const MOST_STEPS = 50;

/**
 * Cox's proportional hazards model (1972) by Newton's method to convergence, ties by Efron (1977, the default) or
 * Breslow, with case weights, strata, delayed entry and clusters.
 *
 * @throws RangeError when nobody had the event, or when a coefficient runs off to infinity (a group without events)
 */
export function coxRegression(data: CoxData, ties: Ties = 'efron'): CoxFit {
  checkCox(data);
  const { columns } = data;
  const order = coxOrder(data);
  let beta = new Float64Array(columns);
  let model = coxLikelihood(order, beta, ties);
  const atZero = model.logLikelihood;
  const startInformation = model.information;
  const scoreTest = quadratic(model.score, choleskySolve(cholesky(model.information, columns), model.score));
  let iterations = 0;
  for (;;) {
    const step = choleskySolve(cholesky(model.information, columns), model.score);
    // The step times the score is the rise in likelihood still to come, free of the covariates' units.
    const settled = quadratic(model.score, step) < 1e-20 * Math.max(1, Math.abs(atZero));
    const lost = settled || iterations >= MOST_STEPS ? vanished(model, startInformation, columns) : [];
    if (++iterations > MOST_STEPS || lost.length > 0) throw new RangeError(sayRunning(lost, data.names));
    if (settled) break;
    const { next, tried } = improve(order, beta, step, model, ties);
    const same = next.every(
      (value, j) => Math.abs(value - beta[j]) <= 1e-14 * Math.max(1e-6, Math.abs(value)),
    );
    beta = next;
    model = tried;
    if (same) break;
  }
  const factor = cholesky(model.information, columns);
  const covariance = choleskyInverse(factor);
  const robustCovariance = robust(order, model, covariance, data.cluster);
  return {
    coefficients: beta,
    covariance,
    robustCovariance,
    logLikelihood: [atZero, model.logLikelihood],
    scoreTest,
    likelihoodRatioTest: 2 * (model.logLikelihood - atZero),
    waldTest: waldTest(beta, covariance),
    robustWaldTest: waldTest(beta, robustCovariance),
    degreesOfFreedom: columns - factor.dependent.length,
    rows: order.rows,
    events: order.events,
    iterations,
    dependent: factor.dependent,
    ties,
    data: order,
    model,
  };
}

/** A step of Newton's, halved until the likelihood does not fall. */
function improve(order: CoxOrder, beta: Float64Array, step: Float64Array, model: CoxLikelihood, ties: Ties) {
  for (let part = 1; ; part /= 2) {
    const next = Float64Array.from(beta, (value, j) => value + part * step[j]);
    const tried = coxLikelihood(order, next, ties);
    const slack = 1e-12 * Math.abs(model.logLikelihood);
    if (tried.logLikelihood >= model.logLikelihood - slack || part < 1e-8) return { next, tried };
  }
}

/** A likelihood that goes flat has its top at infinity: nothing is left of what a column told at the start. */
function vanished({ information }: CoxLikelihood, start: Float64Array, columns: number): number[] {
  return Array.from({ length: columns }, (_, j) => j).filter(j => {
    const at = j * columns + j;
    return start[at] > 0 && information[at] < 1e-7 * start[at];
  });
}

function sayRunning(columns: readonly number[], names: readonly string[] | undefined): string {
  const which = columns.map(j => names?.[j] ?? `column ${j}`).join(', ');
  return (
    `A hazard ratio ran off to 0 or infinity${which === '' ? '' : ` (${which})`}: some group or covariate value had no ` +
    'events at all. Merge it with another, or leave it out.'
  );
}

function quadratic(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, j) => total + value * b[j], 0);
}

/** The chi-square statistic of all coefficients being 0 under a covariance. */
function waldTest(coefficients: Float64Array, covariance: Float64Array): number {
  const factor = cholesky(covariance, coefficients.length);
  return quadratic(coefficients, choleskySolve(factor, coefficients));
}

/** V (sum of d d') V with d the score residuals, of a row or summed over a cluster. */
function robust(
  order: CoxOrder,
  model: CoxLikelihood,
  covariance: Float64Array,
  cluster: ArrayLike<number> | undefined,
): Float64Array {
  const { columns } = order;
  const own = scoreResiduals(order, model);
  const residuals = cluster === undefined ? own : byCluster(own, order, cluster);
  const meat = weightedSquare(
    { values: residuals, columns },
    new Float64Array(residuals.length / columns).fill(1),
  );
  return product(product(covariance, meat, columns), covariance, columns);
}

function byCluster(
  residuals: Float64Array,
  { order, columns }: CoxOrder,
  cluster: ArrayLike<number>,
): Float64Array {
  const number = new Map<number, number>();
  for (let i = 0; i < order.length; i++) if (!number.has(cluster[i])) number.set(cluster[i], number.size);
  const sums = new Float64Array(number.size * columns);
  for (let at = 0; at < order.length; at++) {
    const to = (number.get(cluster[order[at]]) ?? 0) * columns;
    for (let j = 0; j < columns; j++) sums[to + j] += residuals[at * columns + j];
  }
  return sums;
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < size; j++) result[i * size + j] += a[i * size + k] * b[k * size + j];
    }
  }
  return result;
}
