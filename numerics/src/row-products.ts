import { holdAtLeast, KERNEL_START, startKernel } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import { BLOCK } from './sum.ts';

interface RowKernel extends Kernel {
  centre(x: number, centre: number, rows: number, columns: number): void;
  predict(x: number, b: number, y: number, rows: number, columns: number): void;
  cross(x: number, v: number, sums: number, rows: number, columns: number): void;
  square(x: number, w: number, sums: number, rows: number, columns: number, pitch: number): void;
}

const kernel = startKernel('row-products') as RowKernel;

/** Room in the kernel's memory for one block of rows of some width, and for the sums over it. */
interface Room {
  readonly x: Float64Array;
  readonly b: Float64Array;
  readonly centre: Float64Array;
  readonly eta: Float64Array;
  readonly w: Float64Array;
  readonly r: Float64Array;
  readonly cross: Float64Array;
  readonly square: Float64Array;
}

let room: Room | undefined;
let roomFor = 0;

function roomOf(columns: number): Room {
  if (room && roomFor === columns && room.x.buffer === kernel.memory.buffer) return room;
  // Two columns go through one operation, so each array has a double to spare at its end.
  const lengths = [BLOCK * columns, columns, columns, BLOCK, BLOCK, BLOCK, columns, (columns + 1) * columns];
  const total = lengths.reduce((sum, length) => sum + length + 2, 0);
  holdAtLeast(kernel, KERNEL_START + 8 * total);
  let at = KERNEL_START;
  const [x, b, centre, eta, w, r, cross, square] = lengths.map(length => {
    const array = new Float64Array(kernel.memory.buffer, at, length);
    at += 8 * (length + 2);
    return array;
  });
  roomFor = columns;
  room = { x, b, centre, eta, w, r, cross, square };
  return room;
}

/**
 * A matrix X for passes over its rows, its columns less their `centre` if there is one: columns far from 0, such as
 * years, would otherwise lose digits to the intercept.
 */
export interface RowMatrix {
  readonly columns: number;
  /** Row after row, finite. */
  readonly values: Float64Array;
  /** A value for each column. */
  readonly centre?: ArrayLike<number>;
}

/** Calls `visit` for each block of rows once it stands in the kernel's memory. */
function eachBlock(
  { columns, values, centre }: RowMatrix,
  visit: (here: Room, from: number, count: number) => void,
): void {
  const rows = rowsOf(values, columns);
  const here = roomOf(columns);
  if (centre) {
    requireLength('centre', centre, columns, 'columns');
    here.centre.set(centre);
  }
  for (let from = 0; from < rows; from += BLOCK) {
    const count = Math.min(BLOCK, rows - from);
    here.x.set(values.subarray(from * columns, (from + count) * columns));
    if (centre) kernel.centre(here.x.byteOffset, here.centre.byteOffset, count, columns);
    visit(here, from, count);
  }
}

/** X'r and X' diag(w) X of one matrix X. */
export interface RowSums {
  /** A value for each column. */
  readonly cross: Float64Array;
  /** columns x columns, symmetric. */
  readonly square: Float64Array;
}

/**
 * One pass over the rows of X for Newton's method and its kin: for each block of at most 4,096 rows computes
 * eta = X b, lets `weigh` fill the block's `r` and `w`, and adds up X'r and X' diag(w) X. Blocks are added in order.
 *
 * @param b a coefficient for each column
 * @param weigh is given the block's first row and how many rows it has, and `eta`, `r` and `w` of `BLOCK` doubles of
 *   which it reads the first `count` of `eta` and writes those of `r` and `w`. It may not itself call these products.
 * @throws RangeError for lengths that do not fit together
 */
export function rowSums(
  matrix: RowMatrix,
  b: ArrayLike<number>,
  weigh: (from: number, count: number, eta: Float64Array, r: Float64Array, w: Float64Array) => void,
): RowSums {
  const { columns } = matrix;
  requireLength('b', b, columns, 'columns');
  roomOf(columns).b.set(b);
  const pitch = columns + 1;
  const cross = new Float64Array(columns);
  const square = new Float64Array(columns * columns);
  eachBlock(matrix, (here, from, count) => {
    kernel.predict(here.x.byteOffset, here.b.byteOffset, here.eta.byteOffset, count, columns);
    weigh(from, count, here.eta, here.r, here.w);
    here.cross.fill(0);
    here.square.fill(0);
    kernel.cross(here.x.byteOffset, here.r.byteOffset, here.cross.byteOffset, count, columns);
    kernel.square(here.x.byteOffset, here.w.byteOffset, here.square.byteOffset, count, columns, 8 * pitch);
    for (let j = 0; j < columns; j++) {
      cross[j] += here.cross[j];
      for (let k = 0; k <= j; k++) square[j * columns + k] += here.square[j * pitch + k];
    }
  });
  for (let j = 0; j < columns; j++) {
    for (let k = 0; k < j; k++) square[k * columns + j] = square[j * columns + k];
  }
  return { cross, square };
}

/**
 * X b, a value for each row.
 *
 * @param product where to write them, if not into an array of its own
 */
export function matrixTimes(
  matrix: RowMatrix,
  b: ArrayLike<number>,
  product: Float64Array = new Float64Array(rowsOf(matrix.values, matrix.columns)),
): Float64Array {
  const { columns } = matrix;
  requireLength('b', b, columns, 'columns');
  roomOf(columns).b.set(b);
  eachBlock(matrix, (here, from, count) => {
    kernel.predict(here.x.byteOffset, here.b.byteOffset, here.eta.byteOffset, count, columns);
    product.set(here.eta.subarray(0, count), from);
  });
  return product;
}

/** X'v, a value for each column, `v` having one for each row; in blocks. */
export function transposeTimes(matrix: RowMatrix, v: ArrayLike<number>): Float64Array {
  const { columns, values } = matrix;
  requireLength('v', v, rowsOf(values, columns), 'rows');
  const product = new Float64Array(columns);
  eachBlock(matrix, (here, from, count) => {
    for (let i = 0; i < count; i++) here.r[i] = v[from + i];
    here.cross.fill(0);
    kernel.cross(here.x.byteOffset, here.r.byteOffset, here.cross.byteOffset, count, columns);
    for (let j = 0; j < columns; j++) product[j] += here.cross[j];
  });
  return product;
}

/** X' diag(w) X, columns x columns and symmetric; `w` has a value for each row, of any sign; in blocks. */
export function weightedSquare(matrix: RowMatrix, w: ArrayLike<number>): Float64Array {
  const { columns, values } = matrix;
  requireLength('w', w, rowsOf(values, columns), 'rows');
  return rowSums(matrix, new Float64Array(columns), (from, count, _, r, own) => {
    for (let i = 0; i < count; i++) {
      r[i] = 0;
      own[i] = w[from + i];
    }
  }).square;
}

function rowsOf(values: Float64Array, columns: number): number {
  const rows = values.length / columns;
  if (!Number.isInteger(rows)) {
    throw new RangeError(
      `values has ${values.length} numbers, which is no whole number of rows of ${columns}.`,
    );
  }
  return rows;
}

function requireLength(name: string, array: ArrayLike<number>, length: number, what: string): void {
  if (array.length !== length) {
    throw new RangeError(`${name} has ${array.length} values and X ${length} ${what}; they must be as many.`);
  }
}
