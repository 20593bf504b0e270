import {
  cholesky,
  choleskyInverse,
  matrixTimes,
  normalDensity,
  normalQuantile,
  weightedSquare,
} from '@throughcare/numerics';
import type { Cholesky } from '@throughcare/numerics';
import type { DesignMatrix } from './design-matrix.ts';
import { centredDesign, uncentredCoefficients, uncentredCovariance } from './regression/centred-design.ts';
import type { CentredDesign } from './regression/centred-design.ts';
import { logitRows } from './regression/logit.ts';
import { maximise } from './regression/maximise.ts';
import { probitInformation, probitRows } from './regression/probit.ts';

/** How the probability of the first arm follows from the covariates. */
export type Link = 'logit' | 'probit';

export interface PropensityOptions {
  /** `logit` unless said. */
  readonly link?: Link;
  /**
   * A penalty of the squared coefficients in units of their column's standard deviation: half of it times their sum is
   * taken from the log-likelihood; the intercept is free. 0, which is none, unless said.
   */
  readonly ridge?: number;
}

/** A fitted model of being in the first arm rather than the second. */
export interface Propensity {
  readonly link: Link;
  /** Log odds (or probits) per unit of each column; 0 for a dependent column. */
  readonly coefficients: Float64Array;
  /** Of the coefficients, columns x columns, by the expected information; 0 for dependent columns. */
  readonly covariance: Float64Array;
  /** The probability of the first arm for every row. */
  readonly scores: Float64Array;
  /** The design as it was fitted, and the factor of the observed information about its centred columns. */
  readonly centred: CentredDesign;
  readonly information: Cholesky;
  readonly deviance: number;
  readonly iterations: number;
  /** Columns without spread, or that follow from others (a level that is another level's twin); they were left out. */
  readonly dependent: readonly number[];
  /**
   * Columns whose coefficient runs off to infinity because they, or several together, tell the arms apart
   * without error (quasi-complete separation). Their people have scores of 0 or 1 and no counterpart.
   */
  readonly separated: readonly number[];
}

/**
 * Fits P(arm = first | covariates) by maximum likelihood: Newton's method (IRLS, for the logit), until a step moves no
 * linear predictor by more than 1e-9.
 *
 * @param treated 1 for the first arm, 0 for the second, one for each row of `design`
 * @throws RangeError when everybody is in one arm: there is nothing to model; and for numbers that are not finite
 */
export function fitPropensity(
  design: DesignMatrix,
  treated: ArrayLike<number>,
  { link = 'logit', ridge = 0 }: PropensityOptions = {},
): Propensity {
  const { rows } = design;
  const happened = requireTreated(treated, rows);
  if (!(ridge >= 0 && Number.isFinite(ridge))) {
    throw new RangeError(`ridge was ${ridge}; a penalty is 0 or more.`);
  }
  const centred = centredDesign(design);
  const share = happened.reduce((total, value) => total + value, 0) / rows;
  const start = new Float64Array(design.columns);
  start[0] = link === 'logit' ? Math.log(share / (1 - share)) : normalQuantile(share);
  // Every evaluation writes over them; the last one is the fit.
  const scores = new Float64Array(rows);
  const model = link === 'logit' ? logitRows(happened, scores) : probitRows(happened, scores);
  const penalty = ridge > 0 ? ridgePenalty(centred, ridge) : undefined;
  const found = maximise(centred, model, start, penalty);
  const information = cholesky(found.information, design.columns);
  const expected =
    link === 'logit' ? information : cholesky(expectedInformation(centred, found, penalty), design.columns);
  return {
    link,
    coefficients: uncentredCoefficients(found.coefficients, centred.centre),
    covariance: uncentredCovariance(choleskyInverse(expected), centred.centre),
    scores,
    centred,
    information,
    deviance: found.deviance,
    iterations: found.iterations,
    dependent: found.dependent,
    separated: found.separated,
  };
}

/** Who is in the first arm: 1 or 0 a row, of both some. */
export function requireTreated(treated: ArrayLike<number>, rows: number): Uint8Array {
  if (treated.length !== rows) {
    throw new RangeError(
      `treated has ${treated.length} values and the design ${rows} rows; they must be as many.`,
    );
  }
  let inFirst = 0;
  for (let i = 0; i < rows; i++) {
    if (treated[i] !== 0 && treated[i] !== 1) {
      throw new RangeError(
        `treated is ${treated[i]} in row ${i}; it is 1 for the first arm and 0 for the second.`,
      );
    }
    inFirst += treated[i];
  }
  if (inFirst === 0 || inFirst === rows) {
    throw new RangeError(
      `${inFirst} of ${rows} people are in the first arm; a comparison needs people in both.`,
    );
  }
  return Uint8Array.from(treated);
}

/** ridge times the variance of each column; 0 for the intercept. */
function ridgePenalty(centred: CentredDesign, ridge: number): Float64Array {
  const { rows, columns } = centred;
  const squares = weightedSquare(centred, new Float64Array(rows).fill(1));
  return Float64Array.from({ length: columns }, (_, j) =>
    j === 0 ? 0 : (ridge * squares[j * columns + j]) / (rows - 1),
  );
}

function expectedInformation(
  centred: CentredDesign,
  { coefficients, dependent }: { coefficients: Float64Array; dependent: readonly number[] },
  penalty: Float64Array | undefined,
): Float64Array {
  const { columns } = centred;
  const square = weightedSquare(centred, matrixTimes(centred, coefficients).map(probitInformation));
  penalty?.forEach((value, j) => (square[j * columns + j] += value));
  for (const j of dependent) square[j * columns + j] = 0;
  return square;
}

/** The derivative of the score by the linear predictor, at a score strictly between 0 and 1. */
export function scoreSlope(link: Link, score: number): number {
  return link === 'logit' ? score * (1 - score) : normalDensity(normalQuantile(score));
}

/** The derivative of each person's log-likelihood by the linear predictor. */
export function scoreResiduals({ link, scores }: Propensity, treated: ArrayLike<number>): Float64Array {
  if (link === 'logit') return scores.map((e, i) => treated[i] - e);
  return scores.map((e, i) => (scoreSlope(link, e) * (treated[i] - e)) / (e * (1 - e)));
}
