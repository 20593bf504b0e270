import { chiSquareUpper, normalQuantile } from '@throughcare/numerics';
import type { Term } from './covariates.ts';
import { StatsRefused } from './refusal.ts';
import { sayTable } from './say.ts';

/** One coefficient with what is tested of it. */
export interface CoefficientRow extends Term {
  readonly coefficient: number;
  readonly standardError: number;
  readonly z: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
}

/** Coefficients with Wald tests and intervals from the diagonal of `covariance` (columns x columns). */
export function coefficientRows(
  terms: readonly Term[],
  coefficients: Float64Array,
  covariance: Float64Array,
  level: number,
): CoefficientRow[] {
  const errors = standardErrors(covariance, terms.length);
  const reach = normalQuantile((1 + level) / 2);
  return terms.map((term, j) => {
    const [coefficient, standardError] = [coefficients[j], errors[j]];
    if (!(standardError > 0)) {
      throw new StatsRefused(
        `${term.term} has a standard error of 0, so nothing can be tested of it: too few rows speak of it. Leave it out.`,
      );
    }
    const z = coefficient / standardError;
    return {
      ...term,
      coefficient,
      standardError,
      z,
      p: chiSquareUpper(z * z, 1),
      lower: coefficient - reach * standardError,
      upper: coefficient + reach * standardError,
    };
  });
}

/** The ratio that a coefficient is the logarithm of, with its interval; a word where a double holds no such number. */
export function ratiosOf({
  coefficient,
  lower,
  upper,
}: Pick<CoefficientRow, 'coefficient' | 'lower' | 'upper'>) {
  return { ratio: ratioOf(coefficient), lower: ratioOf(lower), upper: ratioOf(upper) };
}

function ratioOf(log: number): number | string {
  const ratio = Math.exp(log);
  return Number.isFinite(ratio) ? ratio : 'above 1e308';
}

export function standardErrors(covariance: Float64Array, columns: number): Float64Array {
  return Float64Array.from({ length: columns }, (_, j) => Math.sqrt(covariance[j * columns + j]));
}

/** A matrix as rows, for JSON. */
export function asRows(matrix: Float64Array, columns: number): number[][] {
  return Array.from({ length: columns }, (_, i) => [...matrix.subarray(i * columns, (i + 1) * columns)]);
}

/** The table of a model of ratios: the ratio and its interval beside the coefficient. */
export function sayCoefficients(rows: readonly CoefficientRow[], ratio: string): string[] {
  return sayTable(
    ['term', 'coefficient', 'standard error', 'z', 'p', ratio, 'lower', 'upper'],
    rows.map(row => {
      const { ratio, lower, upper } = ratiosOf(row);
      return [row.term, row.coefficient, row.standardError, row.z, row.p, ratio, lower, upper];
    }),
  );
}
