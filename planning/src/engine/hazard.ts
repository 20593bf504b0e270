/** A hazard that is constant between changes: rate[i] from from[i] on, the last for ever. */
export interface Hazard {
  readonly from: Float64Array;
  readonly rate: Float64Array;
}

/** The hazard used up between two times of its own clock. */
export function hazardBetween({ from, rate }: Hazard, begin: number, end: number): number {
  let sum = 0;
  for (let i = 0; i < rate.length; i++) {
    const pieceEnd = i + 1 < from.length ? from[i + 1] : Infinity;
    const low = Math.max(begin, from[i]);
    const high = Math.min(end, pieceEnd);
    if (high > low) sum += rate[i] * (high - low);
  }
  return sum;
}

/** When `wanted` will have been used up from `begin` on, by the hazard's own clock; Infinity if never. */
export function hazardReaches({ from, rate }: Hazard, begin: number, wanted: number): number {
  let left = wanted;
  for (let i = 0; i < rate.length; i++) {
    const pieceEnd = i + 1 < from.length ? from[i + 1] : Infinity;
    const low = Math.max(begin, from[i]);
    if (pieceEnd <= low) continue;
    if (rate[i] > 0 && left <= rate[i] * (pieceEnd - low)) return low + left / rate[i];
    if (rate[i] > 0) left -= rate[i] * (pieceEnd - low);
  }
  return Infinity;
}
