import { cholesky, choleskySolve } from '@throughcare/numerics';
import type { Cholesky } from '@throughcare/numerics';
import type { DesignMatrix } from './design-matrix.ts';
import { logisticLikelihood } from './logistic-likelihood.ts';
import { sparseDesign } from './sparse-design.ts';
import type { SparseDesign } from './sparse-design.ts';

/** A fitted logistic model of being in the first arm rather than the second. */
export interface Propensity {
  /** Log odds per unit of each column; 0 for a dependent column. */
  readonly coefficients: Float64Array;
  /** The probability of the first arm for every row. */
  readonly scores: Float64Array;
  /** Factor of the information X'WX at the solution, for standard errors. */
  readonly information: Cholesky;
  readonly deviance: number;
  readonly iterations: number;
  /** Columns that follow from others (a level that is another level's twin) and were left out. */
  readonly dependent: readonly number[];
  /**
   * Columns whose coefficient runs off to infinity because they, or several together, tell the arms apart
   * without error (quasi-complete separation). Their people have scores of 0 or 1 and no counterpart.
   */
  readonly separated: readonly number[];
}

const MOST_STEPS = 60;
const CONVERGED = 1e-6;

/**
 * Fits P(arm = first | covariates) by maximum likelihood: Newton's method (IRLS), steps halved while the deviance
 * rises, until a step moves no linear predictor by more than 1e-6; as Newton squares the error, about 1e-12 of it is
 * left.
 *
 * @param treated 1 for the first arm, 0 for the second, one for each row of `design`
 * @throws RangeError when everybody is in one arm: there is nothing to model
 */
export function fitPropensity(design: DesignMatrix, treated: ArrayLike<number>): Propensity {
  return fitSparsePropensity(sparseDesign(design), treated);
}

/** The same for a design that is in its sparse form already. */
export function fitSparsePropensity(design: SparseDesign, treated: ArrayLike<number>): Propensity {
  // A step times the largest value of its column is a step of the linear predictor.
  const { rows, columns, sizes } = design;
  if (treated.length !== rows) {
    throw new RangeError(
      `treated has ${treated.length} values and the design ${rows} rows; they must be as many.`,
    );
  }
  let inFirst = 0;
  for (let i = 0; i < rows; i++) inFirst += treated[i];
  if (inFirst === 0 || inFirst === rows) {
    throw new RangeError(
      `${inFirst} of ${rows} people are in the first arm; a comparison needs people in both.`,
    );
  }

  let coefficients = new Float64Array(columns);
  coefficients[0] = Math.log(inFirst / (rows - inFirst));
  const happened = new Uint8Array(treated);
  // Every evaluation writes over them; the last one is the fit.
  const scores = new Float64Array(rows);
  const evaluate = (beta: Float64Array) => logisticLikelihood(design, happened, beta, scores);
  let fit = evaluate(coefficients);
  let separated: number[] = [];
  let iterations = 0;
  for (;;) {
    const step = choleskySolve(cholesky(fit.information, columns), fit.gradient);
    const settled = largestMove(sizes, step) < CONVERGED;
    if (++iterations > MOST_STEPS) {
      separated = running(sizes, step);
      break;
    }
    let next = moved(coefficients, step, 1);
    let tried = evaluate(next);
    for (let part = 0.5; !(tried.deviance <= fit.deviance * (1 + 1e-12)) && part > 1e-6; part /= 2) {
      next = moved(coefficients, step, part);
      tried = evaluate(next);
    }
    // The likelihood stands still and the coefficients do not: they are on their way to infinity.
    const still = fit.deviance - tried.deviance < 1e-9 * (tried.deviance + 0.1);
    coefficients = next;
    fit = tried;
    if (settled) break;
    if (still && iterations > 20) {
      separated = running(sizes, step);
      if (separated.length > 0) break;
    }
  }
  const factor = cholesky(fit.information, columns);
  return {
    coefficients,
    scores,
    information: factor,
    deviance: fit.deviance,
    iterations,
    dependent: factor.dependent,
    separated,
  };
}

function moved(from: Float64Array, step: Float64Array, part: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(from, (value, j) => value + part * step[j]);
}

function largestMove(sizes: Float64Array, step: Float64Array): number {
  return sizes.reduce((most, size, j) => Math.max(most, size * Math.abs(step[j])), 0);
}

/** Under separation each Newton step moves such a coefficient by about 1, for ever. */
function running(sizes: Float64Array, step: Float64Array): number[] {
  return [...sizes.keys()].filter(j => j > 0 && sizes[j] * Math.abs(step[j]) > 0.1);
}
