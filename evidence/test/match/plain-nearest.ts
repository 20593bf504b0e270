import type { NearestOptions } from '../../src/index.ts';

interface People {
  readonly treated: readonly number[];
  readonly scores: readonly number[];
  readonly stratum: readonly number[];
  readonly rank: readonly number[];
}

/** Nearest matching by looking at everybody each time, as the documentation says it: row and match of each pair. */
export function plainNearest(people: People, options: NearestOptions): [number, number][] {
  const { treated, stratum, rank } = people;
  const { estimand, ratio = 1, caliper, scale = 'raw', replace = false } = options;
  const arm = estimand === 'ATT' ? 1 : 0;
  const order = options.order ?? (arm === 1 ? 'largest' : 'smallest');
  const at = people.scores.map(e => (scale === 'logit' ? Math.log(e / (1 - e)) : e));
  const mean = at.reduce((a, b) => a + b, 0) / at.length;
  const deviation = Math.sqrt(at.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (at.length - 1));
  const width = !caliper ? Infinity : caliper.width * (caliper.in === 'score units' ? 1 : deviation);
  const rows = [...treated.keys()];
  const others = rows.filter(i => treated[i] !== arm);
  if (ratio > others.length) return [];
  const used = new Map<number, number>();
  const pairs: [number, number][] = [];

  /** The nearest who may be taken: by distance, then the lower score, then rank: first above, last below. */
  const best = (i: number): number | undefined => {
    const mine = pairs.filter(([row]) => row === i).map(([, match]) => match);
    const above = (j: number): boolean => at[j] > at[i] || (at[j] === at[i] && rank[j] > rank[i]);
    return others
      .filter(j => stratum[j] === stratum[i] && Math.abs(at[i] - at[j]) <= width)
      .filter(j => (replace ? !mine.includes(j) : !used.has(j)))
      .sort((a, b) => {
        const nearer = Math.abs(at[i] - at[a]) - Math.abs(at[i] - at[b]);
        if (nearer !== 0) return nearer;
        if (above(a) !== above(b)) return above(a) ? 1 : -1;
        // Scores may differ by less than their distances can tell.
        return (above(a) ? 1 : -1) * (at[a] - at[b] || rank[a] - rank[b]);
      })[0];
  };
  const take = (i: number, j: number): void => {
    pairs.push([i, j]);
    used.set(j, i);
  };
  const byScore = order === 'smallest' ? 1 : order === 'largest' ? -1 : 0;
  const inLine = (i: number, j: number): number =>
    stratum[i] - stratum[j] || at[i] - at[j] || rank[i] - rank[j];
  let asking = rows
    .filter(i => treated[i] === arm)
    .sort((i, j) => (order === 'closest' ? inLine(i, j) : byScore * (at[i] - at[j]) || rank[i] - rank[j]));
  for (let round = 0; round < ratio; round++) {
    const matched: number[] = [];
    const left = [...asking];
    while (left.length > 0) {
      const distance = (i: number): number => {
        const j = best(i);
        return j === undefined ? Infinity : Math.abs(at[i] - at[j]);
      };
      const next =
        order === 'closest' && !replace
          ? left.reduce((a, b) => (distance(b) < distance(a) ? b : a))
          : left[0];
      left.splice(left.indexOf(next), 1);
      const match = best(next);
      if (match === undefined) continue;
      take(next, match);
      matched.push(next);
    }
    asking = asking.filter(i => matched.includes(i));
  }
  return pairs;
}
