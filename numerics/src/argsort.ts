/** Below this many values a comparison sort is quicker than counting digits. */
const FEW = 512;
const DIGIT = 2048;

/**
 * The order that sorts `values` upwards, stable: `order[0]` is the row of the smallest value, and equal values keep the
 * order of their rows (0 and -0 are equal). Radix sort by 11 bits at a time, skipping digits that all values share; the
 * lower half of the bits is only gone through when many values have the same upper half.
 *
 * @throws RangeError when a value is NaN: it has no place
 */
export function argsort(values: ArrayLike<number>): Int32Array {
  const count = values.length;
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(values[i]))
      throw new RangeError(`values is NaN in row ${i}; it has no place in an order.`);
  }
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  if (count < FEW) return order.sort((a, b) => values[a] - values[b] || a - b);
  const { low, high } = orderedBits(values);
  const byHigh = byDigits(order, high);
  return settled(byHigh, values, high)
    ? byHigh
    : byDigits(
        byDigits(
          order.map((_, i) => i),
          low,
        ),
        high,
      );
}

/** Most values that share a high word and are sorted by comparing. */
const FEW_ALIKE = 32;

/**
 * Sorts the rows that share a high word, most often one or two, by comparing their values; false when there are too many
 * somewhere, with the order as it happens to be.
 */
function settled(order: Int32Array, values: ArrayLike<number>, high: Uint32Array): boolean {
  const count = order.length;
  for (let from = 0; from < count;) {
    const word = high[order[from]];
    let to = from + 1;
    let alike = true;
    for (; to < count && high[order[to]] === word; to++) {
      if (values[order[to]] !== values[order[from]]) alike = false;
    }
    if (!alike) {
      if (to - from > FEW_ALIKE) return false;
      for (let k = from + 1; k < to; k++) {
        const row = order[k];
        let at = k;
        for (; at > from && values[order[at - 1]] > values[row]; at--) order[at] = order[at - 1];
        order[at] = row;
      }
    }
    from = to;
  }
  return true;
}

/** The 64 bits of each double, turned so that they sort as whole numbers without sign. */
function orderedBits(values: ArrayLike<number>): { low: Uint32Array; high: Uint32Array } {
  const doubles = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) doubles[i] = values[i] + 0; // -0 becomes 0.
  const words = new Uint32Array(doubles.buffer);
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const bits = words[2 * i + 1];
    const negative = bits >>> 31 === 1;
    low[i] = negative ? ~words[2 * i] : words[2 * i];
    high[i] = negative ? ~bits : bits | 0x80000000;
  }
  return { low, high };
}

/** How far each digit of a word lies from its end. */
const SHIFTS = [0, 11, 22] as const;

/** `start` sorted by a word of each row, stable. */
function byDigits(start: Int32Array, word: Uint32Array): Int32Array {
  const count = start.length;
  let order = start;
  let next: Int32Array = new Int32Array(count);
  const places = new Int32Array(DIGIT);
  for (const shift of SHIFTS) {
    places.fill(0);
    for (let i = 0; i < count; i++) places[(word[i] >>> shift) & (DIGIT - 1)]++;
    if (places[(word[0] >>> shift) & (DIGIT - 1)] === count) continue;
    let at = 0;
    for (let digit = 0; digit < DIGIT; digit++) {
      const here = places[digit];
      places[digit] = at;
      at += here;
    }
    for (let i = 0; i < count; i++) {
      const row = order[i];
      next[places[(word[row] >>> shift) & (DIGIT - 1)]++] = row;
    }
    [order, next] = [next, order];
  }
  return order;
}
