/**
 * How a sample quantile is read between two order statistics, as Hyndman and Fan (1996) and R number them: 7 is R's
 * default, which describes the sample; 6 puts it at p (n + 1), so that a further value of the same kind lies below it with
 * probability p, and at the ends of the sample where that lies outside.
 */
export type QuantileType = 6 | 7;

/**
 * The sample quantile at `p` by linear interpolation of order statistics, of R's type 7 unless another is asked for.
 * `values` need not be sorted and are left as they are. NaN when there are none; a NaN value is refused, because a
 * missing value has no rank.
 */
export function quantile(values: ArrayLike<number>, p: number, type: QuantileType = 7): number {
  return quantileSorted(sorted(values), p, type);
}

/** The same for values that are already in ascending order, without copying. */
export function quantileSorted(ascending: ArrayLike<number>, p: number, type: QuantileType = 7): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p was ${p}; a quantile needs a p from 0 to 1.`);
  const count = ascending.length;
  if (count === 0) return Number.NaN;
  const at = type === 7 ? (count - 1) * p : Math.min(count - 1, Math.max(0, (count + 1) * p - 1));
  const below = Math.floor(at);
  const low = ascending[below];
  if (below === at) return low;
  const high = ascending[below + 1];
  if (low === high) return low;
  // Between what has no end and what has, the first; between one end and the other there is no middle.
  if (low === -Infinity) return high === Infinity ? Number.NaN : low;
  return low + (at - below) * (high - low);
}

function sorted(values: ArrayLike<number>): Float64Array {
  const copy = Float64Array.from(values);
  if (copy.some(Number.isNaN)) {
    throw new RangeError(
      'values held NaN; a quantile needs numbers. Leave missing values out and count them.',
    );
  }
  return copy.sort();
}
