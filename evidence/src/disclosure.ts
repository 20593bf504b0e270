/** Counts under this are hidden before a table leaves (E16; the practice of the Office for National Statistics). */
export const SMALLEST_SHOWN = 10;

/** A table of counts with its margins: the last row and the last column are totals of the others. */
export type CountTable = readonly (readonly number[])[];

export type SuppressedTable = readonly (readonly (number | null)[])[];

/** Adds the column and the row of totals to a table of counts. */
export function withTotals(inner: CountTable): number[][] {
  const rows = inner.map(row => [...row, row.reduce((total, count) => total + count, 0)]);
  const width = rows[0]?.length ?? 0;
  const bottom = Array.from({ length: width }, (_, j) => rows.reduce((total, row) => total + row[j], 0));
  return [...rows, bottom];
}

/**
 * Hides (as null) every count under 10, zeros too, and then as few people's worth of further counts as closes each
 * gap, until no hidden count can be found by subtraction. Rows and columns are nodes and hidden cells the edges
 * between them: a hidden cell follows from the shown ones exactly when its edge lies on no cycle, so each such edge
 * is given the cheapest cycle.
 *
 * What it does not do: guard against bounds (two hidden cells that add up to 3), or against another table.
 */
export function suppress(table: CountTable): SuppressedTable {
  const hidden = table.map(row => row.map(count => count < SMALLEST_SHOWN));
  for (let i = 0; i < table.length; i++) {
    for (let j = 0; j < table[i].length; j++) {
      if (!hidden[i][j]) continue;
      const cycle = cheapestCycle(table, hidden, i, j);
      // A single row or column has no cycles: nothing in it can be hidden alone.
      if (cycle === undefined) return table.map(row => row.map(() => null));
      for (const [row, column] of cycle) hidden[row][column] = true;
    }
  }
  return table.map((row, i) => row.map((count, j) => (hidden[i][j] ? null : count)));
}

type Cell = readonly [row: number, column: number];

/**
 * The cells that, hidden too, let row i and column j be joined without the cell between them: the shortest way
 * (Dijkstra 1959) where a hidden cell costs nothing and a shown one its count.
 */
function cheapestCycle(
  table: CountTable,
  hidden: readonly (readonly boolean[])[],
  i: number,
  j: number,
): Cell[] | undefined {
  const rows = table.length;
  const nodes = rows + table[0].length; // rows first, then columns
  const cost = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(nodes).fill(-1);
  const done = new Uint8Array(nodes);
  cost[i] = 0;
  for (;;) {
    let node = -1;
    for (let k = 0; k < nodes; k++) {
      if (done[k] === 0 && cost[k] < Number.POSITIVE_INFINITY && (node === -1 || cost[k] < cost[node]))
        node = k;
    }
    if (node === -1) return undefined;
    if (node === rows + j) break;
    done[node] = 1;
    for (let next = 0; next < nodes; next++) {
      if (node < rows === next < rows) continue;
      const [row, column] = cellBetween(node, next, rows);
      if (row === i && column === j) continue;
      const price = cost[node] + (hidden[row][column] ? 0 : table[row][column]);
      if (price < cost[next]) {
        cost[next] = price;
        from[next] = node;
      }
    }
  }
  const cells: Cell[] = [];
  for (let node = rows + j; from[node] !== -1; node = from[node])
    cells.push(cellBetween(node, from[node], rows));
  return cells;
}

function cellBetween(a: number, b: number, rows: number): Cell {
  return a < rows ? [a, b - rows] : [b, a - rows];
}
