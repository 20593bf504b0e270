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

/** Parts of one column, one after another; levels are numbered as in one reading of all. */
export function joinColumns(parts: readonly Column[]): Column {
  const [first] = parts;
  const rows = parts.reduce((sum, part) => sum + valuesOf(part).length, 0);
  const all = first.kind === 'number' ? new Float64Array(rows) : new Int32Array(rows);
  const levels: string[] = [];
  const codeOf = new Map<string, number>();
  let at = 0;
  for (const part of parts) {
    const values = valuesOf(part);
    if (part.kind === 'category') {
      const own = part.levels.map(level => codeOf.get(level) ?? add(level));
      for (let row = 0; row < values.length; row++)
        all[at + row] = values[row] === -1 ? -1 : own[values[row]];
    } else all.set(values, at);
    at += values.length;
  }
  if (first.kind === 'number') return { kind: 'number', values: all as Float64Array };
  if (first.kind === 'date') return { kind: 'date', days: all as Int32Array };
  return { kind: 'category', levels, codes: all as Int32Array };

  function add(level: string): number {
    codeOf.set(level, levels.length);
    return levels.push(level) - 1;
  }
}
