const DIGIT = 11;
const VALUES = 1 << DIGIT;

/**
 * The order that sorts `values` from small to large, equal ones in the order they came: a radix sort over the
 * bits of the doubles, 11 at a time, passes in which all agree left out. -0 and 0 are equal. NaN is not allowed.
 */
export function argsort(values: ArrayLike<number>): Int32Array {
  const count = values.length;
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) keys[i] = values[i] + 0;
  const bits = new Uint32Array(keys.buffer);
  let low = new Uint32Array(count);
  let high = new Uint32Array(count);
  let order = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    // Negative numbers turned over, positive ones put after them: then the bits sort as the numbers do.
    const top = bits[2 * i + 1];
    const flip = top >>> 31 === 1 ? 0xffffffff : 0;
    low[i] = bits[2 * i] ^ flip;
    high[i] = (top ^ (flip | 0x80000000)) >>> 0;
    order[i] = i;
  }
  let [otherLow, otherHigh, otherOrder] = [
    new Uint32Array(count),
    new Uint32Array(count),
    new Int32Array(count),
  ];
  const starts = new Int32Array(VALUES);
  for (const [word, shift] of [
    [0, 0],
    [0, 11],
    [0, 22],
    [1, 0],
    [1, 11],
    [1, 22],
  ]) {
    const source = word === 0 ? low : high;
    starts.fill(0);
    for (let i = 0; i < count; i++) starts[(source[i] >>> shift) & (VALUES - 1)]++;
    if (count === 0 || starts[(source[0] >>> shift) & (VALUES - 1)] === count) continue;
    for (let digit = 0, at = 0; digit < VALUES; digit++) {
      const here = starts[digit];
      starts[digit] = at;
      at += here;
    }
    for (let i = 0; i < count; i++) {
      const to = starts[(source[i] >>> shift) & (VALUES - 1)]++;
      otherLow[to] = low[i];
      otherHigh[to] = high[i];
      otherOrder[to] = order[i];
    }
    [low, otherLow] = [otherLow, low];
    [high, otherHigh] = [otherHigh, high];
    [order, otherOrder] = [otherOrder, order];
  }
  return order;
}
