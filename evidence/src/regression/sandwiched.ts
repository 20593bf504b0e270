/** The sandwich of a covariance: bread times meat times bread, all size x size, row after row. */
export function sandwiched(bread: Float64Array, meat: Float64Array, size: number): Float64Array {
  return product(product(bread, meat, size), bread, size);
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let value = 0;
      for (let k = 0; k < size; k++) value += a[i * size + k] * b[k * size + j];
      result[i * size + j] = value;
    }
  }
  return result;
}
