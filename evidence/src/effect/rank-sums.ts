/** Weights by rank, whose sum below a rank is quick to ask for (Fenwick 1994). */
export interface RankSums {
  add(rank: number, weight: number): void;
  total(): number;
  at(rank: number): number;
  below(rank: number): number;
}

export function rankSums(ranks: number): RankSums {
  const tree = new Float64Array(ranks + 1);
  const own = new Float64Array(ranks);
  let total = 0;
  return {
    add: (rank, weight) => {
      own[rank] += weight;
      total += weight;
      for (let k = rank + 1; k <= ranks; k += k & -k) tree[k] += weight;
    },
    total: () => total,
    at: rank => own[rank],
    below: rank => {
      let sum = 0;
      for (let k = rank; k > 0; k -= k & -k) sum += tree[k];
      return sum;
    },
  };
}
