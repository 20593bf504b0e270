import {
  chiSquareUpper,
  cholesky,
  choleskyInverse,
  matrixTimes,
  weightedSquare,
} from '@throughcare/numerics';
import { normalInterval } from '../effect/proportion.ts';
import type { Interval } from '../effect/proportion.ts';
import { uncentredCoefficients, uncentredCovariance } from './centred-design.ts';
import type { CentredDesign } from './centred-design.ts';
import { maximise } from './maximise.ts';
import type { Maximum, RowModel } from './maximise.ts';

/** A model fitted by maximum likelihood. Columns are those of the design; a dependent one has 0 everywhere. */
export interface RegressionFit {
  readonly names: readonly string[];
  readonly coefficients: Float64Array;
  /** Of the coefficients if the model is right (inverse of the expected information), columns x columns. */
  readonly covariance: Float64Array;
  /** The expected value of each row; of a count, over its exposure. */
  readonly fitted: Float64Array;
  readonly rows: number;
  readonly deviance: number;
  readonly logLikelihood: number;
  /** Minus twice the log-likelihood and twice the number of parameters (Akaike 1974). */
  readonly aic: number;
  readonly iterations: number;
  /** Columns without spread, or that follow from those before them; they were left out. */
  readonly dependent: readonly string[];
  /** What a sandwich is made of. */
  readonly parts: SandwichParts;
}

/** The rows of a fitted model, for robust covariances; in the basis of its centred design. */
export interface SandwichParts {
  readonly centred: CentredDesign;
  /** Inverse of the expected information. */
  readonly inverse: Float64Array;
  /** Derivative of each row's log-likelihood by its linear predictor. */
  readonly scores: Float64Array;
  /** Expected information of each row about its linear predictor. */
  readonly information: Float64Array;
  /** Rows that count at all, and independent columns. */
  readonly counted: number;
  readonly rank: number;
}

/** A model with the linear predictor X b that `fitModel` can fit. */
export interface Model {
  /** With the second derivatives as they come, for Newton's method. */
  readonly rows: RowModel;
  /** Expected information of row `i` at its linear predictor; undefined where it is what `rows` gives. */
  readonly expected?: (i: number, eta: number) => number;
  readonly start: Float64Array;
}

export interface FittedModel {
  readonly maximum: Maximum;
  readonly coefficients: Float64Array;
  readonly covariance: Float64Array;
  readonly parts: SandwichParts;
  readonly dependent: readonly string[];
}

/**
 * Fits a model and makes the parts of its sandwich.
 *
 * @param what the outcome, for the sentence of a separation, such as `y`
 * @throws RangeError when a coefficient has no finite estimate, naming the columns
 */
export function fitModel(
  centred: CentredDesign,
  model: Model,
  weights: Float64Array | undefined,
  what: string,
): FittedModel {
  const { rows, columns, names } = centred;
  const scores = new Float64Array(rows);
  const information = new Float64Array(rows);
  const maximum = maximise(
    centred,
    (from, count, eta, r, w) => {
      const deviance = model.rows(from, count, eta, r, w);
      scores.set(r.subarray(0, count), from);
      information.set(w.subarray(0, count), from);
      return deviance;
    },
    model.start,
  );
  if (maximum.separated.length > 0)
    throw separation(
      maximum.separated.map(j => names[j]),
      what,
    );
  let square = maximum.information;
  if (model.expected) {
    const eta = matrixTimes(centred, maximum.coefficients);
    for (let i = 0; i < rows; i++) information[i] = model.expected(i, eta[i]);
    square = weightedSquare(centred, information);
    for (const j of maximum.dependent) square[j * columns + j] = 0;
  }
  const inverse = choleskyInverse(cholesky(square, columns));
  const rank = columns - maximum.dependent.length;
  const counted = weights ? weights.reduce((total, weight) => total + (weight > 0 ? 1 : 0), 0) : rows;
  return {
    maximum,
    coefficients: uncentredCoefficients(maximum.coefficients, centred.centre),
    covariance: uncentredCovariance(inverse, centred.centre),
    parts: { centred, inverse, scores, information, counted, rank },
    dependent: maximum.dependent.map(j => names[j]),
  };
}

function separation(columns: readonly string[], what: string): RangeError {
  return new RangeError(
    `${columns.join(', ')}: no finite coefficient fits, because ${columns.length === 1 ? 'this column tells' : 'these columns tell'} ` +
      `some people's ${what} without error (separation). Merge levels, or leave ${columns.length === 1 ? 'it' : 'them'} out.`,
  );
}

/** One line of a table of coefficients. */
export interface Coefficient {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
  /** Wald's: the estimate plus and minus normal quantiles of the standard error. */
  readonly interval: Interval;
}

/**
 * The coefficients with standard errors, z, p and intervals, from the model's covariance or from another (a sandwich).
 * Dependent columns have none and are left out.
 */
export function coefficientTable(
  { names, coefficients, covariance, dependent }: RegressionFit,
  { of = covariance, level = 0.95 }: { readonly of?: Float64Array; readonly level?: number } = {},
): Coefficient[] {
  return names.flatMap((name, j) => {
    if (dependent.includes(name)) return [];
    const estimate = coefficients[j];
    const standardError = Math.sqrt(of[j * names.length + j]);
    if (!(standardError > 0)) {
      throw new RangeError(
        `${name} has a standard error of ${standardError}, so no test; too few rows speak of it.`,
      );
    }
    const z = estimate / standardError;
    const interval = normalInterval(estimate, standardError, level);
    return [{ name, estimate, standardError, z, p: chiSquareUpper(z * z, 1), interval }];
  });
}

/** Checks weights: one a row, finite, 0 or more, and some above 0. */
export function requireWeights(
  weights: ArrayLike<number> | undefined,
  rows: number,
): Float64Array | undefined {
  if (weights === undefined) return undefined;
  requireColumn('weights', weights, rows, value => value >= 0, 'a finite number of at least 0');
  const own = Float64Array.from(weights);
  if (!own.some(weight => weight > 0)) throw new RangeError('weights are all 0; some must be above 0.');
  return own;
}

/** Checks one value a row; `allowed` says in words what `isAllowed` lets pass. */
export function requireColumn(
  name: string,
  values: ArrayLike<number>,
  rows: number,
  isAllowed: (value: number) => boolean,
  allowed: string,
): void {
  if (values.length !== rows) {
    throw new RangeError(
      `${name} has ${values.length} values and the design ${rows} rows; they must be as many.`,
    );
  }
  for (let i = 0; i < rows; i++) {
    if (Number.isFinite(values[i]) && isAllowed(values[i])) continue;
    throw new RangeError(`${name} is ${values[i]} in row ${i}; it must be ${allowed}.`);
  }
}
