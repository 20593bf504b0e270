import { cholesky, choleskyInverse, choleskySolve } from '@throughcare/numerics';
import { checkSurvival } from './kaplan-meier.ts';
import type { SurvivalData } from './kaplan-meier.ts';
import { accumulateRiskSets } from './cox-risk-sets.ts';
import { scoreResiduals } from './cox-residuals.ts';

export type Ties = 'efron' | 'breslow';

/** Covariates without intercept, `columns` for each person, row after row. */
export interface CoxData extends SurvivalData {
  readonly covariates: Float64Array;
  readonly columns: number;
}

export interface CoxFit {
  /** Log hazard ratios; 0 for a column that follows from others. */
  readonly coefficients: Float64Array;
  /** Inverse of the information, `columns` x `columns`. */
  readonly covariance: Float64Array;
  /** Sandwich of the score residuals, weights taken as known; right for weighted people. */
  readonly robustCovariance: Float64Array;
  /** Log partial likelihood at zero and at the estimate. */
  readonly logLikelihood: readonly [number, number];
  readonly scoreTest: number;
  readonly events: number;
  readonly iterations: number;
  readonly dependent: readonly number[];
}

const MOST_STEPS = 50;

/**
 * Cox's proportional hazards model (1972) by Newton's method to convergence, ties by Efron (1977, the default) or
 * Breslow, with case weights. The robust covariance is Lin and Wei's (1989).
 *
 * @throws RangeError when nobody had the event, or when a coefficient runs off to infinity (a group without events)
 */
export function coxRegression(data: CoxData, ties: Ties = 'efron'): CoxFit {
  checkSurvival(data);
  const { columns } = data;
  const people = data.time.length;
  if (data.covariates.length !== people * columns) {
    throw new RangeError(
      `covariates has ${data.covariates.length} values; ${people} people need ${people * columns}.`,
    );
  }
  let events = 0;
  for (let i = 0; i < people; i++) events += data.event[i];
  if (events === 0) throw new RangeError('Nobody had the event; a hazard ratio cannot be estimated.');

  const order = Int32Array.from({ length: people }, (_, i) => i).sort((a, b) => data.time[b] - data.time[a]);
  const centred = centre(data);
  let beta = new Float64Array(columns);
  let state = accumulateRiskSets(centred, order, beta, ties);
  const atZero = state.logLikelihood;
  const startInformation = state.information;
  const scoreTest = quadratic(state.score, choleskySolve(cholesky(state.information, columns), state.score));
  let iterations = 0;
  for (;;) {
    const step = choleskySolve(cholesky(state.information, columns), state.score);
    // The step times the score is the rise in likelihood still to come, free of the covariates' units.
    const settled = quadratic(state.score, step) < 1e-20 * Math.max(1, Math.abs(atZero));
    if (++iterations > MOST_STEPS || (settled && vanished(state.information, startInformation, columns))) {
      throw new RangeError(
        'A hazard ratio ran off to 0 or infinity: some group or covariate value had no events at all.',
      );
    }
    if (settled) break;
    let part = 1;
    let next = beta;
    let tried = state;
    do {
      next = Float64Array.from(beta, (value, j) => value + part * step[j]);
      tried = accumulateRiskSets(centred, order, next, ties);
      part /= 2;
    } while (
      !(tried.logLikelihood >= state.logLikelihood - 1e-12 * Math.abs(state.logLikelihood)) &&
      part > 1e-8
    );
    const same = next.every(
      (value, j) => Math.abs(value - beta[j]) <= 1e-14 * Math.max(1e-6, Math.abs(value)),
    );
    beta = next;
    state = tried;
    if (same) break;
  }
  const factor = cholesky(state.information, columns);
  const covariance = choleskyInverse(factor);
  return {
    coefficients: beta,
    covariance,
    robustCovariance: sandwich(scoreResiduals(centred, order, beta, ties), covariance, columns),
    logLikelihood: [atZero, state.logLikelihood],
    scoreTest,
    events,
    iterations,
    dependent: factor.dependent,
  };
}

/** Column means taken out: the coefficients stay the same and exp() stays within range. */
function centre(data: CoxData): CoxData {
  const { columns, covariates } = data;
  const people = data.time.length;
  const means = new Float64Array(columns);
  for (let k = 0; k < covariates.length; k++) means[k % columns] += covariates[k] / people;
  return { ...data, covariates: covariates.map((value, k) => value - means[k % columns]) };
}

/** A likelihood that goes flat has its top at infinity: nothing is left of what a column told at the start. */
function vanished(now: Float64Array, start: Float64Array, columns: number): boolean {
  for (let j = 0; j < columns; j++) {
    const at = j * columns + j;
    if (start[at] > 0 && now[at] < 1e-7 * start[at]) return true;
  }
  return false;
}

function quadratic(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, value, j) => total + value * b[j], 0);
}

function sandwich(residuals: Float64Array, covariance: Float64Array, columns: number): Float64Array {
  const people = residuals.length / columns;
  const robust = new Float64Array(columns * columns);
  const shift = new Float64Array(columns);
  for (let i = 0; i < people; i++) {
    for (let j = 0; j < columns; j++) {
      shift[j] = 0;
      for (let k = 0; k < columns; k++) shift[j] += covariance[j * columns + k] * residuals[i * columns + k];
    }
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < columns; k++) robust[j * columns + k] += shift[j] * shift[k];
    }
  }
  return robust;
}
