import { holdAtLeast, KERNEL_START, startKernel } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import type { RowMatrix } from './row-products.ts';
import { BLOCK } from './sum.ts';

interface RunningKernel extends Kernel {
  walk(
    x: number,
    r: number,
    marks: number,
    numbers: number,
    state: number,
    out: number,
    outWeights: number,
    rows: number,
    columns: number,
  ): number;
  square(x: number, w: number, sums: number, rows: number, columns: number, pitch: number): void;
}

const kernel = startKernel('running-sums') as RunningKernel;

/** What a row is to the walk: a sum of these. */
export const MARK = {
  /** The row belongs to what its group holds apart. */
  apart: 1,
  /** Its group ends with it. */
  end: 2,
  /** Its group, which ends with it, holds rows apart. */
  hasApart: 4,
  /** The running sum begins anew with it. */
  begin: 8,
} as const;

/** How many numbers a group has. */
export const GROUP_NUMBERS = 5;

export interface RunningWalk {
  /** Weight of each step. */
  readonly r: Float64Array;
  /** `MARK`s of each step. */
  readonly marks: Uint8Array;
  /** For each group, in the order of their ends, its `GROUP_NUMBERS`. */
  readonly numbers: Float64Array;
  /** The row of each step; left out, every row in turn. */
  readonly rows?: Int32Array | undefined;
}

export interface RunningSums {
  /** Sum over groups of c0 s - c1 t, a value for each column. */
  readonly gained: Float64Array;
  /** Sum over groups of a (s - f t)(s - f t)' + b t t', columns x columns and symmetric. */
  readonly groups: Float64Array;
  /** X' diag(w) X, if there is a `w`. */
  readonly square: Float64Array;
}

/**
 * Walks over the rows of X with s the running sum of r x, t that of a group's rows apart, and a group's numbers c0, c1, a,
 * f and b: what risk sets at rising or falling times need, ties included. One pass, in blocks added in order.
 *
 * @param w a weight for each row, of any sign, for X' diag(w) X in the same pass; only where every row is a step
 */
export function runningSums(
  { values, columns }: RowMatrix,
  walk: RunningWalk,
  w?: Float64Array,
): RunningSums {
  const { r, marks, numbers, rows } = walk;
  const here = roomOf(columns);
  const pitch = columns + 1;
  const steps = r.length;
  const groups = new Float64Array(columns * columns);
  const square = new Float64Array(columns * columns);
  here.state.fill(0);
  let group = 0;
  for (let from = 0; from < steps; from += BLOCK) {
    const count = Math.min(BLOCK, steps - from);
    if (rows === undefined) here.x.set(values.subarray(from * columns, (from + count) * columns));
    else gather(values, columns, rows, from, count, here.x);
    here.r.set(r.subarray(from, from + count));
    here.marks.set(marks.subarray(from, from + count));
    let ends = 0;
    for (let i = from; i < from + count; i++) if ((marks[i] & MARK.end) !== 0) ends++;
    here.numbers.set(numbers.subarray(group * GROUP_NUMBERS, (group + ends) * GROUP_NUMBERS));
    group += ends;
    const written = kernel.walk(
      here.x.byteOffset,
      here.r.byteOffset,
      here.marks.byteOffset,
      here.numbers.byteOffset,
      here.state.byteOffset,
      here.out.byteOffset,
      here.outWeights.byteOffset,
      count,
      columns,
    );
    addSquare(here.out, here.outWeights, written, groups);
    if (w === undefined) continue;
    here.outWeights.set(w.subarray(from, from + count));
    addSquare(here.x, here.outWeights, count, square);
  }
  mirror(groups, columns);
  mirror(square, columns);
  return { gained: here.state.slice(2 * pitch, 2 * pitch + columns), groups, square };

  function addSquare(x: Float64Array, weights: Float64Array, count: number, sums: Float64Array): void {
    here.square.fill(0);
    kernel.square(x.byteOffset, weights.byteOffset, here.square.byteOffset, count, columns, 8 * pitch);
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k <= j; k++) sums[j * columns + k] += here.square[j * pitch + k];
    }
  }
}

function gather(
  values: Float64Array,
  columns: number,
  rows: Int32Array,
  from: number,
  count: number,
  into: Float64Array,
): void {
  for (let i = 0, at = 0; i < count; i++) {
    const row = rows[from + i] * columns;
    for (let j = 0; j < columns; j++, at++) into[at] = values[row + j];
  }
}

function mirror(square: Float64Array, size: number): void {
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < j; k++) square[k * size + j] = square[j * size + k];
  }
}

/** Room in the kernel's memory for one block of steps over rows of some width. */
interface Room {
  readonly x: Float64Array;
  readonly r: Float64Array;
  readonly numbers: Float64Array;
  readonly state: Float64Array;
  readonly out: Float64Array;
  readonly outWeights: Float64Array;
  readonly square: Float64Array;
  readonly marks: Uint8Array;
}

let room: Room | undefined;
let roomFor = 0;

function roomOf(columns: number): Room {
  if (room && roomFor === columns && room.x.buffer === kernel.memory.buffer) return room;
  // Two columns go through one operation, so each array has a double to spare at its end.
  const lengths = [
    BLOCK * columns,
    BLOCK,
    BLOCK * GROUP_NUMBERS,
    3 * (columns + 1),
    // A group of two rows that began in the block before writes one row more than the block has.
    (BLOCK + 1) * columns,
    BLOCK + 1,
    columns * (columns + 1),
    BLOCK / 8,
  ];
  const total = lengths.reduce((sum, length) => sum + length + 2, 0);
  holdAtLeast(kernel, KERNEL_START + 8 * total);
  let at = KERNEL_START;
  const [x, r, numbers, state, out, outWeights, square, marks] = lengths.map(length => {
    const array = new Float64Array(kernel.memory.buffer, at, length);
    at += 8 * (length + 2);
    return array;
  });
  roomFor = columns;
  room = {
    x,
    r,
    numbers,
    state,
    out,
    outWeights,
    square,
    marks: new Uint8Array(marks.buffer, marks.byteOffset, BLOCK),
  };
  return room;
}
