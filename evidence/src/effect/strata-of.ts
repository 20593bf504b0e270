import { argsort } from '@throughcare/numerics';

/** The rows of each stratum, strata by their numbers and rows as `order` has them. */
export function strataOf(order: Int32Array, strata: ArrayLike<number> | undefined): Int32Array[] {
  if (strata === undefined) return [order];
  const sorted = argsort(Float64Array.from(order, i => strata[i])).map(at => order[at]);
  const parts: Int32Array[] = [];
  let from = 0;
  for (let at = 1; at <= sorted.length; at++) {
    if (at < sorted.length && strata[sorted[at]] === strata[sorted[from]]) continue;
    parts.push(sorted.subarray(from, at));
    from = at;
  }
  return parts;
}
