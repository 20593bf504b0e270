// AssemblyScript, compiled by `node setup/kernels.ts` into row-products.wasm beside it; every argument that is a number of
// bytes is an address. The matrix x is rows x columns of doubles, row after row. Two columns go through one SIMD
// operation, and four rows through one visit to the sums, because loading and storing sums would take longest. Each
// sum is made in one fixed order, so the same rows give the same bits everywhere: WebAssembly fuses no operations.

/** x -= centre, column by column, in every row. */
export function centre(x: usize, centre: usize, rows: i32, columns: i32): void {
  const stride = (<usize>columns) << 3;
  const pairs = (<usize>(columns & ~1)) << 3;
  for (let i = 0; i < rows; i++) {
    for (let at: usize = 0; at < pairs; at += 16) {
      v128.store(x + at, f64x2.sub(v128.load(x + at), v128.load(centre + at)));
    }
    if (pairs < stride) store<f64>(x + pairs, load<f64>(x + pairs) - load<f64>(centre + pairs));
    x += stride;
  }
}

/** y = x b. */
export function predict(x: usize, b: usize, y: usize, rows: i32, columns: i32): void {
  const stride = (<usize>columns) << 3;
  const pairs = (<usize>(columns & ~1)) << 3;
  for (let i = 0; i < rows; i++) {
    let both = f64x2.splat(0);
    for (let at: usize = 0; at < pairs; at += 16) {
      both = f64x2.add(both, f64x2.mul(v128.load(x + at), v128.load(b + at)));
    }
    let one = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
    if (pairs < stride) one += load<f64>(x + pairs) * load<f64>(b + pairs);
    store<f64>(y, one);
    x += stride;
    y += 8;
  }
}

/** sums += x'v. */
export function cross(x: usize, v: usize, sums: usize, rows: i32, columns: i32): void {
  const stride = (<usize>columns) << 3;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const v0 = f64x2.splat(load<f64>(v));
    const v1 = f64x2.splat(load<f64>(v, 8));
    const v2 = f64x2.splat(load<f64>(v, 16));
    const v3 = f64x2.splat(load<f64>(v, 24));
    addFour(x, stride, sums, stride, v0, v1, v2, v3);
    x += stride << 2;
    v += 32;
  }
  for (; i < rows; i++) {
    addOne(x, sums, stride, load<f64>(v));
    x += stride;
    v += 8;
  }
}

/** The lower triangle of sums, whose rows lie `pitch` bytes apart (at least columns + 1 doubles), += x' diag(w) x. */
export function square(x: usize, w: usize, sums: usize, rows: i32, columns: i32, pitch: usize): void {
  const stride = (<usize>columns) << 3;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const w0 = load<f64>(w);
    const w1 = load<f64>(w, 8);
    const w2 = load<f64>(w, 16);
    const w3 = load<f64>(w, 24);
    let row = sums;
    for (let j: usize = 0; j < stride; j += 8) {
      const at = x + j;
      const a0 = f64x2.splat(w0 * load<f64>(at));
      const a1 = f64x2.splat(w1 * load<f64>(at + stride));
      const a2 = f64x2.splat(w2 * load<f64>(at + (stride << 1)));
      const a3 = f64x2.splat(w3 * load<f64>(at + stride * 3));
      addFour(x, stride, row, j + 8, a0, a1, a2, a3);
      row += pitch;
    }
    x += stride << 2;
    w += 32;
  }
  for (; i < rows; i++) {
    const one = load<f64>(w);
    let row = sums;
    for (let j: usize = 0; j < stride; j += 8) {
      addOne(x, row, j + 8, one * load<f64>(x + j));
      row += pitch;
    }
    x += stride;
    w += 8;
  }
}

/** The first `width` bytes of sums += those of four rows of x, times a0 to a3; an odd double at the end alone. */
function addFour(
  x: usize,
  stride: usize,
  sums: usize,
  width: usize,
  a0: v128,
  a1: v128,
  a2: v128,
  a3: v128,
): void {
  const x1 = x + stride;
  const x2 = x1 + stride;
  const x3 = x2 + stride;
  // A triangle's row of odd width also adds the double after its diagonal, which nobody reads.
  for (let k: usize = 0; k < width; k += 16) {
    const first = f64x2.add(f64x2.mul(a0, v128.load(x + k)), f64x2.mul(a1, v128.load(x1 + k)));
    const second = f64x2.add(f64x2.mul(a2, v128.load(x2 + k)), f64x2.mul(a3, v128.load(x3 + k)));
    v128.store(sums + k, f64x2.add(v128.load(sums + k), f64x2.add(first, second)));
  }
}

function addOne(x: usize, sums: usize, width: usize, a: f64): void {
  for (let k: usize = 0; k < width; k += 8) store<f64>(sums + k, load<f64>(sums + k) + a * load<f64>(x + k));
}
