import type { DesignMatrix } from './design-matrix.ts';

/**
 * A design matrix for repeated passes over its rows. Most of its columns are levels, 0 or 1, and many people have the
 * same ones. So the ones of a row are a path down a tree: each node but the root adds one indicator, in rising order,
 * and rows with the same beginning share it. What is summed over rows can then be summed once a node.
 *
 * Columns are renumbered, indicators first, measured ones after them.
 */
export interface SparseDesign {
  readonly rows: number;
  readonly columns: number;
  /** The column of the design matrix at each new number. */
  readonly order: Int32Array;
  /** How many columns are indicators. */
  readonly indicators: number;
  /** The node at the end of each row's path; node 0 is the root, where no indicator is 1. */
  readonly ends: Int32Array;
  /** The node above each node, always of a lower number; the root's is itself. */
  readonly above: Int32Array;
  /** The indicator that each node adds; the root's means nothing. */
  readonly adds: Int32Array;
  /** The measured columns, row after row. */
  readonly measured: Float64Array;
  /** The largest absolute value of each column of the design matrix; of an indicator, 1. */
  readonly sizes: Float64Array;
}

export function sparseDesign({ rows, columns, values }: DesignMatrix): SparseDesign {
  const isMeasured = measuredColumns(values, columns);
  const all = Int32Array.from({ length: columns }, (_, j) => j);
  const indicators = all.filter(j => isMeasured[j] === 0);
  const others = all.filter(j => isMeasured[j] === 1);
  const width = others.length;
  const ends = new Int32Array(rows);
  const above = [0];
  const adds = [0];
  const below = new Map<number, number>();
  const measured = new Float64Array(rows * width);
  const sizes = Float64Array.from(isMeasured, is => 1 - is);
  for (let i = 0; i < rows; i++) {
    const at = i * columns;
    let node = 0;
    for (let k = 0; k < indicators.length; k++) {
      if (values[at + indicators[k]] !== 1) continue;
      const step = node * indicators.length + k;
      let next = below.get(step);
      if (next === undefined) {
        next = above.push(node) - 1;
        adds.push(k);
        below.set(step, next);
      }
      node = next;
    }
    ends[i] = node;
    for (let k = 0; k < width; k++) {
      const x = values[at + others[k]];
      measured[i * width + k] = x;
      sizes[others[k]] = Math.max(sizes[others[k]], Math.abs(x));
    }
  }
  return {
    rows,
    columns,
    order: Int32Array.of(...indicators, ...others),
    indicators: indicators.length,
    ends,
    above: Int32Array.from(above),
    adds: Int32Array.from(adds),
    measured,
    sizes,
  };
}

/** 1 for each column with values other than 0 and 1. */
function measuredColumns(values: Float64Array, columns: number): Uint8Array {
  const isMeasured = new Uint8Array(columns);
  for (let at = 0; at < values.length;) {
    for (let j = 0; j < columns; j++, at++) {
      if (values[at] * (values[at] - 1) !== 0) isMeasured[j] = 1;
    }
  }
  return isMeasured;
}

/** The given rows only, in their order. Tree and `sizes` stay those of the whole. */
export function takeSparseRows(whole: SparseDesign, rows: Int32Array): SparseDesign {
  const width = whole.columns - whole.indicators;
  const ends = new Int32Array(rows.length);
  const measured = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    ends[i] = whole.ends[rows[i]];
    for (let k = 0; k < width; k++) measured[i * width + k] = whole.measured[rows[i] * width + k];
  }
  return { ...whole, rows: rows.length, ends, measured };
}
