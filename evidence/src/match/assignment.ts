import { waitingLine } from './waiting-line.ts';

/** Which rows may have which columns, and at what cost of 0 or more. */
export interface PossiblePairs {
  readonly rows: number;
  readonly columns: number;
  /** First pair of each row, and the number of pairs as the last entry. */
  readonly first: Float64Array;
  readonly column: Int32Array;
  readonly cost: Float64Array;
}

/**
 * The assignment with as many pairs as there can be and, of these, the least sum of costs: shortest augmenting paths
 * with column prices (Jonker and Volgenant 1987), on the possible pairs only. A row that nobody can make room for is
 * left out in favour of those for whom that is cheapest. Exact up to the rounding of sums.
 *
 * @returns the column of each row, -1 for none
 */
export function assign({ rows, columns, first, column, cost }: PossiblePairs): Int32Array {
  // Dearer than any path can be, so that nobody is left out to save distance.
  const leftOut = (rows + 1) * Math.max(1, greatest(cost));
  const price = new Float64Array(columns);
  const rowOf = new Int32Array(columns).fill(-1);
  const columnOf = new Int32Array(rows).fill(-1);
  const costOf = new Float64Array(rows);
  const distance = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(columns);
  const done = new Uint8Array(columns);
  const waiting = waitingLine(columns);
  const open = takeCheapest();

  for (const row of open) {
    const touched: number[] = [];
    const settled: number[] = [];
    let [free, dropped, least] = [-1, row, leftOut];
    let [current, sofar] = [row, 0];
    for (;;) {
      // `sofar` is what the path to `current` costs less what its own column would save.
      for (let k = first[current]; k < first[current + 1]; k++) {
        const j = column[k];
        const reached = sofar + cost[k] - price[j];
        if (done[j] === 1 || reached >= distance[j] || reached >= least) continue;
        if (distance[j] === Number.POSITIVE_INFINITY) touched.push(j);
        distance[j] = reached;
        from[j] = current;
        if (rowOf[j] < 0) [free, least] = [j, reached];
        else waiting.add(j, reached);
      }
      let next = -1;
      while (waiting.size() > 0) {
        const j = waiting.first();
        const key = waiting.firstKey();
        if (key >= least) break;
        waiting.take();
        if (done[j] === 0) {
          done[j] = 1;
          next = j;
          break;
        }
      }
      if (next < 0) break;
      settled.push(next);
      current = rowOf[next];
      sofar = distance[next] - (costOf[current] - price[next]);
      if (sofar + leftOut < least) [free, dropped, least] = [-1, current, sofar + leftOut];
    }
    for (const j of settled) price[j] += distance[j] - least;
    let j = free;
    if (free < 0) {
      j = columnOf[dropped];
      columnOf[dropped] = -1;
      if (dropped === row) j = -1;
    }
    while (j >= 0) {
      const taker = from[j];
      const given = columnOf[taker];
      put(taker, j);
      if (taker === row) break;
      j = given;
    }
    for (const touch of touched) {
      distance[touch] = Number.POSITIVE_INFINITY;
      done[touch] = 0;
    }
    waiting.clear();
  }
  return columnOf;

  function put(row: number, j: number): void {
    columnOf[row] = j;
    rowOf[j] = row;
    for (let k = first[row]; k < first[row + 1]; k++) if (column[k] === j) costOf[row] = cost[k];
  }

  /** Each row its cheapest column, where nobody had it before; gives the rows that are left. */
  function takeCheapest(): number[] {
    const left: number[] = [];
    for (let row = 0; row < rows; row++) {
      let best = -1;
      for (let k = first[row]; k < first[row + 1]; k++) if (best < 0 || cost[k] < cost[best]) best = k;
      if (best >= 0 && rowOf[column[best]] < 0) put(row, column[best]);
      else if (best >= 0) left.push(row);
    }
    return left;
  }
}

function greatest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}
