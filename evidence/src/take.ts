/** The values of these rows, as numbers. A loop, because TypedArray.from with a function takes ten times as long. */
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
