/** Distances from each of the first to each of the second; Infinity where a pair may not be. */
export type Distances = readonly (readonly number[])[];

/** Of all one-to-one pairings the one with most pairs, then the least sum, by looking at all: its pairs and sum. */
export function bestPairs(distances: Distances): { pairs: number; distance: number } {
  const others = distances[0]?.length ?? 0;
  let best = new Map([[0, { pairs: 0, distance: 0 }]]);
  const better = (a: { pairs: number; distance: number }, b: typeof a | undefined): boolean =>
    !b || a.pairs > b.pairs || (a.pairs === b.pairs && a.distance < b.distance);
  for (const row of distances) {
    const next = new Map(best);
    for (const [taken, so] of best) {
      for (let j = 0; j < others; j++) {
        if ((taken >> j) & 1 || row[j] === Infinity) continue;
        const with_ = { pairs: so.pairs + 1, distance: so.distance + row[j] };
        if (better(with_, next.get(taken | (1 << j)))) next.set(taken | (1 << j), with_);
      }
    }
    best = next;
  }
  return [...best.values()].reduce((a, b) => (better(b, a) ? b : a));
}

/** The least sum of distances of sets of one with some of the other side that hold everybody; Infinity for none. */
export function bestCover(distances: Distances, mostSecond: number, mostFirst: number): number {
  const others = distances[0].length;
  const subsets = [...Array(1 << others).keys()].map(mask => ({
    members: [...Array(others).keys()].filter(j => (mask >> j) & 1),
  }));
  let least = Infinity;
  const joined = Array.from({ length: others }, () => 0);
  const sizes: number[] = [];
  const chosen: (readonly number[])[] = [];
  const go = (i: number, sum: number): void => {
    if (sum >= least) return;
    if (i === distances.length) {
      if (joined.some(count => count === 0 || count > mostFirst)) return;
      const isStar = chosen.every((members, k) => sizes[k] === 1 || members.every(j => joined[j] === 1));
      if (isStar) least = sum;
      return;
    }
    for (const { members } of subsets) {
      if (members.length === 0 || members.length > mostSecond) continue;
      const add = members.reduce((total, j) => total + distances[i][j], 0);
      for (const j of members) joined[j]++;
      sizes[i] = members.length;
      chosen[i] = members;
      go(i + 1, sum + add);
      for (const j of members) joined[j]--;
    }
  };
  go(0, 0);
  return least;
}
