/** A typed column of a table, one value a row. */
export type Column =
  | { readonly kind: 'date'; readonly days: Int32Array }
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'category'; readonly levels: readonly string[]; readonly codes: Int32Array };

/** A date that the file leaves empty. A missing number is NaN, a missing category has code -1. */
export const NO_DAY = -0x80000000;

/** The array that holds a column's values. */
export function valuesOf(column: Column): Int32Array | Float64Array {
  return column.kind === 'number' ? column.values : column.kind === 'date' ? column.days : column.codes;
}

/** Some rows of a column. */
export function takeRows(column: Column, rows: Int32Array): Column {
  switch (column.kind) {
    case 'date':
      return { ...column, days: rows.map(row => column.days[row]) };
    case 'number':
      return { ...column, values: Float64Array.from(rows, row => column.values[row]) };
    case 'category':
      return { ...column, codes: rows.map(row => column.codes[row]) };
  }
}
