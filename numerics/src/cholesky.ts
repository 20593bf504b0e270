/** A lower triangular factor L with A = L L', rows after rows; `scale` is the diagonal scaling taken out of A. */
export interface Cholesky {
  readonly size: number;
  readonly lower: Float64Array;
  readonly scale: Float64Array;
  /** Columns that follow from the columns before them (pivot below `tolerance`); they carry no information. */
  readonly dependent: readonly number[];
}

/**
 * Factors the symmetric positive semidefinite matrix `a` (size x size, row after row; the upper triangle is not
 * read). The matrix is first scaled to a unit diagonal, so that columns in pounds and in years are judged alike.
 * A column whose pivot falls below `tolerance` of its diagonal is linearly dependent on those before it: it is
 * named in `dependent` and takes the value 0 in every solution (as R's qr with pivoting leaves a coefficient out).
 */
export function cholesky(a: Float64Array, size: number, tolerance = 1e-11): Cholesky {
  if (a.length !== size * size)
    throw new RangeError(`a has ${a.length} values; size ${size} needs ${size * size}.`);
  const lower = new Float64Array(size * size);
  const scale = new Float64Array(size);
  const dependent: number[] = [];
  for (let i = 0; i < size; i++) {
    const diagonal = a[i * size + i];
    if (!Number.isFinite(diagonal)) throw new RangeError(`the diagonal of a at ${i} was ${diagonal}.`);
    scale[i] = diagonal > 0 ? 1 / Math.sqrt(diagonal) : 0;
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let value = a[i * size + j] * scale[i] * scale[j];
      for (let k = 0; k < j; k++) value -= lower[i * size + k] * lower[j * size + k];
      if (j < i) {
        const pivot = lower[j * size + j];
        lower[i * size + j] = pivot === 0 ? 0 : value / pivot;
      } else if (value > tolerance) {
        lower[i * size + i] = Math.sqrt(value);
      } else {
        dependent.push(i);
        lower.fill(0, i * size, i * size + i + 1);
      }
    }
  }
  return { size, lower, scale, dependent };
}

/** Solves A x = b for the factored A; dependent columns get 0. */
export function choleskySolve(factor: Cholesky, b: ArrayLike<number>): Float64Array {
  const { size, lower, scale } = factor;
  if (b.length !== size) throw new RangeError(`b has ${b.length} values; the factor needs ${size}.`);
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const pivot = lower[i * size + i];
    let value = b[i] * scale[i];
    for (let k = 0; k < i; k++) value -= lower[i * size + k] * x[k];
    x[i] = pivot === 0 ? 0 : value / pivot;
  }
  for (let i = size - 1; i >= 0; i--) {
    const pivot = lower[i * size + i];
    let value = x[i];
    for (let k = i + 1; k < size; k++) value -= lower[k * size + i] * x[k];
    x[i] = pivot === 0 ? 0 : value / pivot;
  }
  for (let i = 0; i < size; i++) x[i] *= scale[i];
  return x;
}

/** The inverse of the factored matrix, row after row; rows and columns of dependent columns are 0. */
export function choleskyInverse(factor: Cholesky): Float64Array {
  const { size } = factor;
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    if (factor.dependent.includes(j)) continue;
    unit.fill(0);
    unit[j] = 1;
    const column = choleskySolve(factor, unit);
    for (let i = 0; i < size; i++) inverse[i * size + j] = column[i];
  }
  return inverse;
}
