import type { Covariates } from './cox-data.ts';

/** Covariates less the means of their columns, row after row. */
export interface CentredRows {
  readonly values: Float64Array;
  readonly means: Float64Array;
  /** The largest size of a value of each centred column; 0 for a constant. */
  readonly reach: Float64Array;
}

/** Columns less their means, in the new order; a constant becomes 0 exactly. */
export function centred({ covariates, columns }: Covariates, order: Int32Array): CentredRows {
  const rows = order.length;
  const means = new Float64Array(columns);
  const least = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < covariates.length; at += columns) {
    for (let j = 0; j < columns; j++) {
      const value = covariates[at + j];
      means[j] += value;
      if (value < least[j]) least[j] = value;
      if (value > most[j]) most[j] = value;
    }
  }
  const reach = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    means[j] = least[j] === most[j] ? least[j] : means[j] / rows;
    reach[j] = Math.max(most[j] - means[j], means[j] - least[j]);
  }
  const values = new Float64Array(rows * columns);
  for (let position = 0, at = 0; position < rows; position++) {
    const from = order[position] * columns;
    for (let j = 0; j < columns; j++, at++) values[at] = covariates[from + j] - means[j];
  }
  return { values, means, reach };
}
