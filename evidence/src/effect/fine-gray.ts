import { argsort, cholesky, choleskyInverse, choleskySolve, weightedSquare } from '@throughcare/numerics';
import { checkCompeting } from './cumulative-incidence.ts';
import type { CompetingData } from './cumulative-incidence.ts';
import { fineGrayModel, layOut } from './fine-gray-model.ts';
import { fineGrayInfluence } from './fine-gray-influence.ts';

/** Covariates without intercept, `columns` for each person, row after row. */
export interface FineGrayData extends CompetingData {
  readonly covariates: Float64Array;
  readonly columns: number;
  readonly names?: readonly string[];
}

export interface FineGrayFit {
  readonly cause: number;
  /** Log ratios of subdistribution hazards; 0 for a column that follows from others. */
  readonly coefficients: Float64Array;
  /** Fine and Gray's sandwich, with the estimation of the censoring distribution counted. */
  readonly covariance: Float64Array;
  /** The inverse of the information alone. */
  readonly modelCovariance: Float64Array;
  /** Log pseudo-likelihood at zero and at the estimate. */
  readonly logLikelihood: readonly [number, number];
  readonly events: number;
  readonly iterations: number;
  readonly dependent: readonly number[];
}

const MOST_STEPS = 50;

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
  const { columns, covariates } = data;
  const rows = data.time.length;
  if (covariates.length !== rows * columns || columns < 1) {
    throw new RangeError(
      `covariates has ${covariates.length} values; ${rows} people need ${rows * columns}.`,
    );
  }
  for (let at = 0; at < covariates.length; at++) {
    if (!Number.isFinite(covariates[at])) {
      const name = data.names?.[at % columns] ?? `column ${at % columns}`;
      throw new RangeError(
        `${name} is ${covariates[at]} in row ${Math.floor(at / columns)}; a covariate must be a finite number.`,
      );
    }
  }
  if (!Array.from(data.cause).includes(cause)) {
    throw new RangeError(`Nobody had an event of cause ${cause}; its hazard cannot be estimated.`);
  }
  const laid = layOut(data, cause, argsort(data.time));
  let beta = new Float64Array(columns);
  let model = fineGrayModel(laid, beta);
  const atZero = model.logLikelihood;
  const startInformation = model.information;
  let iterations = 0;
  for (;;) {
    const step = choleskySolve(cholesky(model.information, columns), model.score);
    const rise = model.score.reduce((total, value, j) => total + value * step[j], 0);
    const settled = rise < 1e-20 * Math.max(1, Math.abs(atZero));
    const lost = Array.from({ length: columns }, (_, j) => j).filter(
      j => model.information[j * columns + j] < 1e-7 * startInformation[j * columns + j],
    );
    if (++iterations > MOST_STEPS || (settled && lost.length > 0)) {
      const which = lost.map(j => data.names?.[j] ?? `column ${j}`).join(', ');
      throw new RangeError(
        `A hazard ratio ran off to 0 or infinity${which === '' ? '' : ` (${which})`}: some group or covariate value had ` +
          'no events of this cause at all. Merge it with another, or leave it out.',
      );
    }
    if (settled) break;
    let next = beta;
    let tried = model;
    for (let part = 1; part > 1e-8; part /= 2) {
      next = Float64Array.from(beta, (value, j) => value + part * step[j]);
      tried = fineGrayModel(laid, next);
      if (tried.logLikelihood >= model.logLikelihood - 1e-12 * Math.abs(model.logLikelihood)) break;
    }
    const same = next.every(
      (value, j) => Math.abs(value - beta[j]) <= 1e-14 * Math.max(1e-6, Math.abs(value)),
    );
    beta = next;
    model = tried;
    if (same) break;
  }
  const factor = cholesky(model.information, columns);
  const modelCovariance = choleskyInverse(factor);
  const influence = fineGrayInfluence(laid, model);
  const meat = weightedSquare({ values: influence, columns }, new Float64Array(rows).fill(1));
  return {
    cause,
    coefficients: beta,
    covariance: sandwich(modelCovariance, meat, columns),
    modelCovariance,
    logLikelihood: [atZero, model.logLikelihood],
    events: laid.events,
    iterations,
    dependent: factor.dependent,
  };
}

function sandwich(bread: Float64Array, meat: Float64Array, size: number): Float64Array {
  const half = new Float64Array(size * size);
  const whole = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < size; j++) half[i * size + j] += bread[i * size + k] * meat[k * size + j];
    }
  }
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < size; j++) whole[i * size + j] += half[i * size + k] * bread[k * size + j];
    }
  }
  return whole;
}
