import { sum } from '@throughcare/numerics';
import type { RowMatrix } from '@throughcare/numerics';
import type { DesignMatrix } from '../design-matrix.ts';

/**
 * A design matrix for fitting: every column but the intercept less its mean, so that dates and amounts far from 0 lose
 * no digits to the intercept. A column without spread becomes exactly 0.
 */
export interface CentredDesign extends RowMatrix {
  readonly rows: number;
  readonly names: readonly string[];
  readonly centre: Float64Array;
  /** The largest distance from the centre in each column; 1 for the intercept. */
  readonly reach: Float64Array;
}

/** @throws RangeError for a value that is not finite, and for a first column that is not all 1 */
export function centredDesign({ rows, columns, values, names }: DesignMatrix): CentredDesign {
  if (values.length !== rows * columns) {
    throw new RangeError(
      `The design has ${values.length} values; ${rows} rows of ${columns} columns need ${rows * columns}.`,
    );
  }
  const least = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const greatest = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  const total = new Float64Array(columns);
  for (let at = 0; at < values.length;) {
    for (let j = 0; j < columns; j++, at++) {
      const x = values[at];
      total[j] += x;
      if (x < least[j]) least[j] = x;
      if (x > greatest[j]) greatest[j] = x;
    }
  }
  requireFinite(total, { rows, columns, values, names });
  if (rows > 0 && (least[0] !== 1 || greatest[0] !== 1)) {
    throw new RangeError(
      `The first column of the design (${names[0]}) is not 1 in every row; it must be the intercept.`,
    );
  }
  const centre = Float64Array.from(total, (whole, j) => {
    if (j === 0) return 0;
    return least[j] === greatest[j] ? least[j] : whole / rows;
  });
  const reach = Float64Array.from(centre, (middle, j) =>
    j === 0 ? 1 : Math.max(greatest[j] - middle, middle - least[j]),
  );
  return { rows, columns, values, names, centre, reach };
}

/** A sum of finite numbers that is not finite would be an overflow, which is refused as well. */
function requireFinite(total: Float64Array, { columns, values, names }: DesignMatrix): void {
  const faulty = total.findIndex(whole => !Number.isFinite(whole));
  if (faulty < 0) return;
  for (let at = faulty, row = 0; at < values.length; at += columns, row++) {
    if (!Number.isFinite(values[at])) {
      throw new RangeError(
        `${names[faulty]} is ${values[at]} in row ${row}; a covariate must be a finite number.`,
      );
    }
  }
  throw new RangeError(`${names[faulty]} holds numbers too large to add up; give it in a larger unit.`);
}

/** Coefficients of the columns as they are from those of the centred ones: only the intercept differs. */
export function uncentredCoefficients(own: Float64Array, centre: Float64Array): Float64Array {
  const coefficients = own.slice();
  coefficients[0] -= sum(own.map((value, j) => value * centre[j]));
  return coefficients;
}

/** The covariance of `uncentredCoefficients` from that of the centred ones (columns x columns, row after row). */
export function uncentredCovariance(own: Float64Array, centre: Float64Array): Float64Array {
  const columns = centre.length;
  // The intercept's row of T C T', where T takes the centres off the intercept.
  const covariance = own.slice();
  const shift = (row: (k: number) => number): number => {
    let total = 0;
    for (let j = 1; j < columns; j++) total += centre[j] * row(j);
    return total;
  };
  for (let k = 1; k < columns; k++) {
    covariance[k] = covariance[k * columns] = own[k] - shift(j => own[j * columns + k]);
  }
  covariance[0] = own[0] - shift(j => own[j]) - shift(j => covariance[j]);
  return covariance;
}
