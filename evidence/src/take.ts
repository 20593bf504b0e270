/** Which of `count` rows pass, in order. Loops, because TypedArray.from with a function takes ten times as long. */
export function rowsWhere(count: number, passes: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(count);
  let found = 0;
  for (let row = 0; row < count; row++) if (passes(row)) rows[found++] = row;
  return rows.slice(0, found);
}

/** The values of these rows, as numbers. */
export function takeNumbers(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) taken[k] = values[rows[k]];
  return taken;
}

/** The values of these rows, as bytes. */
export function takeBytes(values: ArrayLike<number>, rows: Int32Array): Uint8Array {
  const taken = new Uint8Array(rows.length);
  for (let k = 0; k < rows.length; k++) taken[k] = values[rows[k]];
  return taken;
}
