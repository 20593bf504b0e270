import { BLOCK, cholesky, choleskySolve } from '@throughcare/numerics';
import type { Cholesky } from '@throughcare/numerics';
import type { DesignMatrix } from './design-matrix.ts';

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
const CONVERGED = 1e-8;

/**
 * Fits P(arm = first | covariates) by maximum likelihood: Newton's method (IRLS), steps halved while the deviance
 * rises, until a step moves no linear predictor by more than 1e-8; as Newton squares the error, none is left. Sums run in blocks of 4,096 rows in block order.
 *
 * @param treated 1 for the first arm, 0 for the second, one for each row of `design`
 * @throws RangeError when everybody is in one arm: there is nothing to model
 */
export function fitPropensity(design: DesignMatrix, treated: ArrayLike<number>): Propensity {
  const { rows, columns } = design;
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

  const sizes = columnSizes(design);
  let coefficients = new Float64Array(columns);
  coefficients[0] = Math.log(inFirst / (rows - inFirst));
  let fit = evaluate(design, treated, coefficients);
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
    let tried = evaluate(design, treated, next);
    for (let part = 0.5; !(tried.deviance <= fit.deviance * (1 + 1e-12)) && part > 1e-6; part /= 2) {
      next = moved(coefficients, step, part);
      tried = evaluate(design, treated, next);
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
    scores: fit.scores,
    information: factor,
    deviance: fit.deviance,
    iterations,
    dependent: factor.dependent,
    separated,
  };
}

interface Evaluation {
  readonly scores: Float64Array;
  readonly deviance: number;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

function evaluate(design: DesignMatrix, treated: ArrayLike<number>, beta: Float64Array): Evaluation {
  const { rows, columns, values } = design;
  const scores = new Float64Array(rows);
  const gradient = new Float64Array(columns);
  const information = new Float64Array(columns * columns);
  const blockGradient = new Float64Array(columns);
  const blockInformation = new Float64Array(columns * columns);
  // Most entries are the zeros of 0/1 columns: only the others are multiplied.
  const filled = new Int32Array(columns);
  let deviance = 0;
  for (let from = 0; from < rows; from += BLOCK) {
    const to = Math.min(from + BLOCK, rows);
    blockGradient.fill(0);
    blockInformation.fill(0);
    let blockDeviance = 0;
    for (let i = from; i < to; i++) {
      const at = i * columns;
      let count = 0;
      let eta = 0;
      for (let j = 0; j < columns; j++) {
        const x = values[at + j];
        if (x !== 0) {
          eta += x * beta[j];
          filled[count++] = j;
        }
      }
      const small = Math.exp(-Math.abs(eta));
      const score = eta >= 0 ? 1 / (1 + small) : small / (1 + small);
      scores[i] = score;
      const t = treated[i];
      blockDeviance += 2 * (Math.log1p(small) + (t === 1 ? Math.max(-eta, 0) : Math.max(eta, 0)));
      const weight = small / ((1 + small) * (1 + small));
      const residual = t - score;
      for (let a = 0; a < count; a++) {
        const j = filled[a];
        const x = values[at + j];
        const xw = x * weight;
        blockGradient[j] += x * residual;
        const row = j * columns;
        for (let b = 0; b <= a; b++) blockInformation[row + filled[b]] += xw * values[at + filled[b]];
      }
    }
    deviance += blockDeviance;
    for (let j = 0; j < columns; j++) gradient[j] += blockGradient[j];
    for (let k = 0; k < information.length; k++) information[k] += blockInformation[k];
  }
  return { scores, deviance, gradient, information };
}

function moved(from: Float64Array, step: Float64Array, part: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(from, (value, j) => value + part * step[j]);
}

/** The largest size of each column's values: a step times it is a step of the linear predictor. */
function columnSizes({ rows, columns, values }: DesignMatrix): Float64Array {
  const largest = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) largest[j] = Math.max(largest[j], Math.abs(values[i * columns + j]));
  }
  return largest;
}

function largestMove(sizes: Float64Array, step: Float64Array): number {
  return sizes.reduce((most, size, j) => Math.max(most, size * Math.abs(step[j])), 0);
}

/** Under separation each Newton step moves such a coefficient by about 1, for ever. */
function running(sizes: Float64Array, step: Float64Array): number[] {
  return [...sizes.keys()].filter(j => j > 0 && sizes[j] * Math.abs(step[j]) > 0.1);
}
