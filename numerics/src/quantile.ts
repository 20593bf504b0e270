/**
 * The sample quantile at `p` by linear interpolation of order statistics (type 7 of Hyndman and Fan 1996, R's
 * default). `values` need not be sorted and are left as they are. NaN when there are none; a NaN value is
 * refused, because a missing value has no rank.
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantileSorted(sorted(values), p);
}

/** The same for values that are already in ascending order, without copying. */
export function quantileSorted(ascending: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p was ${p}; a quantile needs a p from 0 to 1.`);
  const count = ascending.length;
  if (count === 0) return Number.NaN;
  const at = (count - 1) * p;
  const below = Math.floor(at);
  const low = ascending[below];
  if (below === at) return low;
  return low + (at - below) * (ascending[below + 1] - low);
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
