import type { Covariates } from './cox-data.ts';

/** Covariates less the means of their columns, row after row. */
export interface CentredRows {
  readonly values: Float64Array;
  readonly means: Float64Array;
  /** What no value of each centred column exceeds in size; 0 for a constant. */
  readonly reach: Float64Array;
}

/** Rows that are fetched at once, so that their reads from all over the memory go on side by side. */
const AT_ONCE = 8;

/** Columns less their means, in the new order; a constant becomes 0 exactly. */
export function centred({ covariates, columns }: Covariates, order: Int32Array): CentredRows {
  const rows = order.length;
  const { means, reach } = moments(covariates, columns);
  const values = new Float64Array(rows * columns);
  const from = new Int32Array(AT_ONCE);
  for (let first = 0; first < rows; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, rows - first);
    for (let k = 0; k < count; k++) from[k] = order[first + k] * columns;
    for (let j = 0; j < columns; j++) {
      const mean = means[j];
      for (let k = 0, at = first * columns + j; k < count; k++, at += columns) {
        values[at] = covariates[from[k] + j] - mean;
      }
    }
  }
  return { values, means, reach };
}

/** Summed as differences from the first row, so that the mean of a constant is that constant. */
function moments(covariates: Float64Array, columns: number): Pick<CentredRows, 'means' | 'reach'> {
  const first = covariates.slice(0, columns);
  const sums = new Float64Array(columns);
  const furthest = new Float64Array(columns);
  for (let at = 0; at < covariates.length; at += columns) {
    for (let j = 0; j < columns; j++) {
      const apart = covariates[at + j] - first[j];
      sums[j] += apart;
      furthest[j] = Math.max(furthest[j], Math.abs(apart));
    }
  }
  const rows = covariates.length / columns;
  return {
    means: sums.map((sum, j) => first[j] + sum / rows),
    reach: sums.map((sum, j) => furthest[j] + Math.abs(sum / rows)),
  };
}
