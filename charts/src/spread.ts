export interface Wish {
  /** Where the middle of the box would like to be. */
  readonly centre: number;
  readonly size: number;
}

/**
 * Moves boxes along a line until none lies over another, as little as possible in squares: isotonic regression by
 * pooling neighbours that are in each other's way (Barlow, Bartholomew, Bremner and Brunk 1972). Gives the centres in
 * the order that was given. Where there is too little room they run over the far end.
 */
export function spread(wishes: readonly Wish[], from: number, to: number): number[] {
  const order = wishes.map((_, index) => index).sort((a, b) => wishes[a].centre - wishes[b].centre || a - b);
  const offsets: number[] = [];
  order.forEach((index, k) => {
    const before = k === 0 ? undefined : wishes[order[k - 1]].size;
    offsets.push(before === undefined ? 0 : offsets[k - 1] + (before + wishes[index].size) / 2);
  });
  const pools: { sum: number; count: number }[] = [];
  order.forEach((index, k) => {
    let pool = { sum: wishes[index].centre - offsets[k], count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const centres = Array.from(wishes, () => 0);
  if (order.length === 0) return centres;
  const least = from + wishes[order[0]].size / 2;
  const most = Math.max(least, to - wishes[order.at(-1)!].size / 2 - offsets.at(-1)!);
  const shifts = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  order.forEach((index, k) => {
    centres[index] = Math.min(most, Math.max(least, shifts[k])) + offsets[k];
  });
  return centres;
}
