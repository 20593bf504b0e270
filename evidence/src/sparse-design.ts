import type { DesignMatrix } from './design-matrix.ts';

/**
 * A design matrix for repeated passes over its rows. Most of its columns are levels, 0 or 1, and most of those are
 * 0: of these a row keeps only which are 1. Columns are renumbered, indicators first, measured ones after them.
 */
export interface SparseDesign {
  readonly rows: number;
  readonly columns: number;
  /** The column of the design matrix at each new number. */
  readonly order: Int32Array;
  /** How many columns are indicators. */
  readonly indicators: number;
  /** The indicators that are 1 in row i: `ones[starts[i]]` to `ones[starts[i + 1] - 1]`, rising. */
  readonly starts: Int32Array;
  readonly ones: Int32Array;
  /** The measured columns, row after row. */
  readonly measured: Float64Array;
  /** The largest absolute value of each column of the design matrix; of an indicator, 1. */
  readonly sizes: Float64Array;
}

export function sparseDesign({ rows, columns, values }: DesignMatrix): SparseDesign {
  const { isMeasured, totals } = survey(values, columns);
  const all = Int32Array.from({ length: columns }, (_, j) => j);
  const indicators = all.filter(j => isMeasured[j] === 0);
  const others = all.filter(j => isMeasured[j] === 1);
  const width = others.length;
  const starts = new Int32Array(rows + 1);
  const ones = new Int32Array(indicators.reduce((sum, j) => sum + totals[j], 0));
  const measured = new Float64Array(rows * width);
  const sizes = new Float64Array(columns).fill(1);
  for (const j of others) sizes[j] = 0;
  let next = 0;
  for (let i = 0; i < rows; i++) {
    const at = i * columns;
    for (let k = 0; k < indicators.length; k++) if (values[at + indicators[k]] === 1) ones[next++] = k;
    starts[i + 1] = next;
    for (let k = 0; k < width; k++) {
      const x = values[at + others[k]];
      measured[i * width + k] = x;
      sizes[others[k]] = Math.max(sizes[others[k]], Math.abs(x));
    }
  }
  const order = Int32Array.of(...indicators, ...others);
  return { rows, columns, order, indicators: indicators.length, starts, ones, measured, sizes };
}

/** Of each column: whether it has values other than 0 and 1, and its sum. */
function survey(values: Float64Array, columns: number): { isMeasured: Uint8Array; totals: Float64Array } {
  const isMeasured = new Uint8Array(columns);
  const totals = new Float64Array(columns);
  for (let at = 0; at < values.length;) {
    for (let j = 0; j < columns; j++, at++) {
      const x = values[at];
      if (x * (x - 1) !== 0) isMeasured[j] = 1;
      totals[j] += x;
    }
  }
  return { isMeasured, totals };
}

/** The given rows only, in their order. `sizes` stay those of the whole. */
export function takeSparseRows(whole: SparseDesign, rows: Int32Array): SparseDesign {
  const width = whole.columns - whole.indicators;
  const starts = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) {
    starts[i + 1] = starts[i] + whole.starts[rows[i] + 1] - whole.starts[rows[i]];
  }
  const ones = new Int32Array(starts[rows.length]);
  const measured = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    const from = whole.starts[rows[i]];
    for (let a = starts[i]; a < starts[i + 1]; a++) ones[a] = whole.ones[from + a - starts[i]];
    for (let k = 0; k < width; k++) measured[i * width + k] = whole.measured[rows[i] * width + k];
  }
  return { ...whole, rows: rows.length, starts, ones, measured };
}
