/**
 * Covariates as numbers: `rows` x `columns`, row after row, the first column the intercept (all 1). Categories are
 * 0/1 columns without their reference level.
 */
export interface DesignMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  /** What each column holds, for messages and balance tables; `columns` of them, the first `(intercept)`. */
  readonly names: readonly string[];
}

/** The matrix of the given rows only, in their order. */
export function takeRows(matrix: DesignMatrix, rows: ArrayLike<number>): DesignMatrix {
  const { columns } = matrix;
  const values = new Float64Array(rows.length * columns);
  for (let i = 0, at = 0; i < rows.length; i++) {
    const from = rows[i] * columns;
    for (let j = 0; j < columns; j++) values[at++] = matrix.values[from + j];
  }
  return { ...matrix, rows: rows.length, values };
}

/** A matrix from named columns of one length, with the intercept put before them. */
export function designMatrix(named: Readonly<Record<string, ArrayLike<number>>>): DesignMatrix {
  const names = Object.keys(named);
  const rows = names.length === 0 ? 0 : named[names[0]].length;
  const columns = names.length + 1;
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) values[i * columns] = 1;
  names.forEach((name, j) => {
    const column = named[name];
    if (column.length !== rows) {
      throw new RangeError(
        `${name} has ${column.length} values and ${names[0]} has ${rows}; they must be as many.`,
      );
    }
    for (let i = 0; i < rows; i++) {
      if (!Number.isFinite(column[i])) {
        throw new RangeError(`${name} is ${column[i]} in row ${i}; a covariate must be a finite number.`);
      }
      values[i * columns + j + 1] = column[i];
    }
  });
  return { rows, columns, values, names: ['(intercept)', ...names] };
}
