/**
 * What somebody can work out of a table of counts with its margins. Rows and columns are nodes, counts are flows
 * between them (the margins too, through two nodes of their own), and sums hold exactly when as much flows in as out.
 * So the least and the most that a count can be are found by pushing as much as the others allow (Ford and Fulkerson
 * 1956), exactly and in whole numbers.
 */

/** One count: what it is, and between which bounds a reader knows it to lie. */
export interface Known {
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

export type KnownTable = readonly (readonly Known[])[];

/** Two rows and columns of nodes, and one edge a count. */
export interface Network {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** The last row and the last column of the table are totals. Edges are numbered row by row. */
export function networkOf(rows: number, columns: number): Network {
  const source = rows - 1 + columns - 1;
  const sink = source + 1;
  const from = new Int32Array(rows * columns);
  const to = new Int32Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const own = i * columns + j;
      const row = i < rows - 1 ? i : sink;
      const column = j < columns - 1 ? rows - 1 + j : source;
      const isTotal = i === rows - 1 || j === columns - 1;
      // Total of a row: source to row. Total of a column: column to sink. Of all: sink to source.
      const both = i === rows - 1 && j === columns - 1;
      from[own] = both ? sink : isTotal ? (j === columns - 1 ? source : column) : row;
      to[own] = both ? source : isTotal ? (j === columns - 1 ? row : sink) : column;
    }
  }
  return { nodes: sink + 1, from, to };
}

/** A flow that can be changed, and how far. */
export interface Flow {
  readonly network: Network;
  readonly count: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** How far `edge` can rise (or fall), others giving way within their bounds, up to `enough`. Changes the flow. */
export function push(flow: Flow, edge: number, rises: boolean, enough: number): number {
  const { network, count, low, high } = flow;
  const own = rises ? high[edge] - count[edge] : count[edge] - low[edge];
  const wanted = Math.min(own, enough);
  const start = rises ? network.to[edge] : network.from[edge];
  const end = rises ? network.from[edge] : network.to[edge];
  let pushed = 0;
  while (pushed < wanted) {
    const path = shortestPath(flow, start, end, edge, wanted - pushed);
    if (path === undefined) break;
    pushed += path.much;
    for (const { edge: k, forward } of path.steps) count[k] += forward ? path.much : -path.much;
  }
  count[edge] += rises ? pushed : -pushed;
  return pushed;
}

interface Path {
  readonly much: number;
  readonly steps: readonly { readonly edge: number; readonly forward: boolean }[];
}

/** Fewest edges first (Edmonds and Karp 1972). */
function shortestPath(
  flow: Flow,
  start: number,
  end: number,
  without: number,
  most: number,
): Path | undefined {
  const { network, count, low, high } = flow;
  const by = new Int32Array(network.nodes).fill(-1);
  const queue = [start];
  const seen = new Uint8Array(network.nodes);
  seen[start] = 1;
  for (let at = 0; at < queue.length && seen[end] === 0; at++) {
    for (let k = 0; k < count.length; k++) {
      if (k === without) continue;
      const forward = network.from[k] === queue[at] && count[k] < high[k];
      const back = network.to[k] === queue[at] && count[k] > low[k];
      if (!forward && !back) continue;
      const next = forward ? network.to[k] : network.from[k];
      if (seen[next] === 1) continue;
      seen[next] = 1;
      by[next] = 2 * k + (forward ? 1 : 0);
      queue.push(next);
    }
  }
  if (seen[end] === 0) return undefined;
  const steps: { edge: number; forward: boolean }[] = [];
  let much = most;
  for (let node = end; node !== start;) {
    const [edge, forward] = [by[node] >> 1, (by[node] & 1) === 1];
    much = Math.min(much, forward ? high[edge] - count[edge] : count[edge] - low[edge]);
    steps.push({ edge, forward });
    node = forward ? network.from[edge] : network.to[edge];
  }
  return { much, steps };
}

/** The least and the most that each count can be, up to `far` away from what it is. */
export function feasibleRanges(table: KnownTable, far = 1000): (readonly [number, number])[][] {
  const columns = table[0].length;
  const network = networkOf(table.length, columns);
  const cells = table.flat();
  const fresh = (): Flow => ({
    network,
    count: Float64Array.from(cells, ({ count }) => count),
    low: Float64Array.from(cells, ({ low }) => low),
    high: Float64Array.from(cells, ({ high }) => high),
  });
  return table.map((row, i) =>
    row.map(({ count }, j): [number, number] => {
      const edge = i * columns + j;
      return [count - push(fresh(), edge, false, far), count + push(fresh(), edge, true, far)];
    }),
  );
}
