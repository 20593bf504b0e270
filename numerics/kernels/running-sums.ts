// AssemblyScript, compiled by `node setup/kernels.ts` into running-sums.wasm beside it; every argument that is a number
// of bytes is an address. Two columns go through one SIMD operation, in one fixed order, so the same rows give the same
// bits everywhere.

import { square as squareOfRows } from './row-products';

/** As in row-products, here in the memory of the walk. */
export function square(x: usize, w: usize, sums: usize, rows: i32, columns: i32, pitch: usize): void {
  squareOfRows(x, w, sums, rows, columns, pitch);
}

/** A row belongs to the group that is held apart until its end. */
const APART: u8 = 1;
/** A group ends with this row. */
const END: u8 = 2;
/** The group that ends has rows held apart. */
const HAS_APART: u8 = 4;
/** The running sum begins anew with this row. */
const BEGIN: u8 = 8;

/**
 * Walks over rows x with weights r and adds them to the running sum s = sum of r x, and rows marked APART to t as well.
 * At the END of each group takes its five numbers (c0, c1, a, f, b) from `numbers`, adds c0 s - c1 t to u, and writes
 * out s - f t with the weight a and, where the group has rows apart, t with the weight b. Then t begins anew.
 *
 * s, t and u lie at `state`, each columns + 1 doubles long. Gives the number of rows written out.
 */
export function walk(
  x: usize,
  r: usize,
  marks: usize,
  numbers: usize,
  state: usize,
  out: usize,
  outWeights: usize,
  rows: i32,
  columns: i32,
): i32 {
  const stride = (<usize>columns) << 3;
  const s = state;
  const t = s + stride + 8;
  const u = t + stride + 8;
  let written = 0;
  for (let i = 0; i < rows; i++) {
    const weight = load<f64>(r);
    const mark = load<u8>(marks);
    if ((mark & BEGIN) != 0) {
      for (let k: usize = 0; k < stride; k += 16) v128.store(s + k, f64x2.splat(0));
    }
    // A row of odd width also adds the double after it to the one that each sum has to spare.
    const w = f64x2.splat(weight);
    for (let k: usize = 0; k < stride; k += 16) {
      v128.store(s + k, f64x2.add(v128.load(s + k), f64x2.mul(w, v128.load(x + k))));
    }
    if ((mark & APART) != 0) {
      for (let k: usize = 0; k < stride; k += 16) {
        v128.store(t + k, f64x2.add(v128.load(t + k), f64x2.mul(w, v128.load(x + k))));
      }
    }
    if ((mark & END) != 0) {
      const apart = (mark & HAS_APART) != 0;
      const c0 = f64x2.splat(load<f64>(numbers));
      store<f64>(outWeights, load<f64>(numbers, 16));
      outWeights += 8;
      if (!apart) {
        for (let k: usize = 0; k < stride; k += 16) {
          const sum = v128.load(s + k);
          v128.store(u + k, f64x2.add(v128.load(u + k), f64x2.mul(c0, sum)));
          v128.store(out + k, sum);
        }
        out += stride;
        written++;
      } else {
        const c1 = f64x2.splat(load<f64>(numbers, 8));
        const f = f64x2.splat(load<f64>(numbers, 24));
        store<f64>(outWeights, load<f64>(numbers, 32));
        outWeights += 8;
        for (let k: usize = 0; k < stride; k += 16) {
          const sum = v128.load(s + k);
          const own = v128.load(t + k);
          const gained = f64x2.sub(f64x2.mul(c0, sum), f64x2.mul(c1, own));
          v128.store(u + k, f64x2.add(v128.load(u + k), gained));
          v128.store(out + k, f64x2.sub(sum, f64x2.mul(f, own)));
        }
        out += stride;
        for (let k: usize = 0; k < stride; k += 16) {
          v128.store(out + k, v128.load(t + k));
          v128.store(t + k, f64x2.splat(0));
        }
        out += stride;
        written += 2;
      }
      numbers += 40;
    }
    x += stride;
    r += 8;
    marks++;
  }
  return written;
}
