/**
 * Rows are summed in fixed blocks of this size and the blocks added in order, so that however the blocks are
 * shared among workers the result has the same bits.
 */
export const BLOCK = 4096;

/**
 * The sum of `values`, compensated (Neumaier 1974) within each block of 4,096 and across the blocks.
 * Empty gives 0; a NaN anywhere gives NaN.
 */
export function sum(values: ArrayLike<number>): number {
  return sumOf(values.length, i => values[i]);
}

/** The sum of `term(0)` to `term(count - 1)`, in the same blocks and with the same compensation as `sum`. */
export function sumOf(count: number, term: (i: number) => number): number {
  let total = 0;
  let lost = 0;
  for (let from = 0; from < count; from += BLOCK) {
    const to = Math.min(from + BLOCK, count);
    let blockTotal = 0;
    let blockLost = 0;
    for (let i = from; i < to; i++) {
      const value = term(i);
      const next = blockTotal + value;
      blockLost +=
        Math.abs(blockTotal) >= Math.abs(value) ? blockTotal - next + value : value - next + blockTotal;
      blockTotal = next;
    }
    // An infinite term makes the correction NaN; the plain total is then the answer.
    const block = Number.isFinite(blockTotal) ? blockTotal + blockLost : blockTotal;
    const next = total + block;
    lost += Math.abs(total) >= Math.abs(block) ? total - next + block : block - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

/** The inner product of two arrays of one length. Throws a RangeError when the lengths differ. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length)
    throw new RangeError(`a has ${a.length} values and b ${b.length}; dot needs as many.`);
  return sumOf(a.length, i => a[i] * b[i]);
}
