import { networkOf, push } from './feasible.ts';
import type { Flow } from './feasible.ts';
import { ROUNDED_TO, roundedCount, SMALLEST_SHOWN } from './rule.ts';

/** A table of counts with its margins: the last row and the last column are totals of the others. */
export type CountTable = readonly (readonly number[])[];

export type SuppressedTable = readonly (readonly (number | null)[])[];

/** A count that may be read, that is small, or that would give a small one away. */
export type ReleasedCount = number | 'fewer than 10' | 'not shown';

/** Adds the column and the row of totals to a table of counts. */
export function withTotals(inner: CountTable): number[][] {
  const rows = inner.map(row => [...row, row.reduce((total, count) => total + count, 0)]);
  const width = rows[0]?.length ?? 0;
  const bottom = Array.from({ length: width }, (_, j) => rows.reduce((total, row) => total + row[j], 0));
  return [...rows, bottom];
}

/**
 * Hides (as null) every count under 10, zeros too, and as few people's worth of further counts as it takes that
 * nobody can narrow a hidden one down: whatever sums and bounds are tried, a small count may still be anything from 0
 * to 9, and any other hidden count anything in a range of ten numbers or more. Shown counts are exact.
 *
 * Not guarded against: sums of several hidden counts, and other tables of the same people.
 */
export function suppress(table: CountTable): SuppressedTable {
  const hidden = hide(table, { slack: 0, labelled: false, isToldAlready: () => false });
  return table.map((row, i) => row.map((count, j) => (hidden?.[i][j] === false ? count : null)));
}

/**
 * The same for a table as it is released: shown counts are rounded to 5, and a hidden one says whether it is small
 * ('fewer than 10') or hidden for the sake of a small one ('not shown'); a reader who uses that, and the rounding,
 * learns no more. Where telling the two apart would narrow a small count down, no hidden count says which it is.
 *
 * @param isToldAlready counts that a reader has from elsewhere, and that cannot be hidden here; ten or more each
 */
export function protectTable(
  table: CountTable,
  isToldAlready: (row: number, column: number) => boolean = () => false,
): ReleasedCount[][] {
  const slack = (ROUNDED_TO - 1) / 2;
  const labelled = hide(table, { slack, labelled: true, isToldAlready });
  const hidden = labelled ?? hide(table, { slack, labelled: false, isToldAlready });
  return table.map((row, i) =>
    row.map((count, j) => {
      if (hidden?.[i][j] === false || isToldAlready(i, j)) return roundedCount(count);
      return labelled !== undefined && count < SMALLEST_SHOWN ? 'fewer than 10' : 'not shown';
    }),
  );
}

interface Telling {
  /** How far a shown count may be from the true one. */
  readonly slack: number;
  /** Whether a hidden count says that it is small. */
  readonly labelled: boolean;
  readonly isToldAlready: (row: number, column: number) => boolean;
}

/** Which counts to hide; undefined where hiding all of them would not be enough. */
function hide(table: CountTable, telling: Telling): boolean[][] | undefined {
  const columns = table[0]?.length ?? 0;
  const counts = Float64Array.from(table.flat());
  const network = networkOf(table.length, columns);
  const isFixed = Uint8Array.from(counts, (_, k) =>
    telling.isToldAlready(Math.floor(k / columns), k % columns) ? 1 : 0,
  );
  const hidden = Uint8Array.from(counts, (count, k) => (count < SMALLEST_SHOWN && isFixed[k] === 0 ? 1 : 0));
  const flowOf = (): Flow => {
    const low = new Float64Array(counts.length);
    const high = new Float64Array(counts.length).fill(Infinity);
    counts.forEach((count, k) => {
      if (hidden[k] === 0) {
        const shown = telling.slack === 0 ? count : roundedCount(count);
        low[k] = Math.max(SMALLEST_SHOWN, shown - telling.slack);
        high[k] = shown + telling.slack;
      } else if (telling.labelled) {
        if (count < SMALLEST_SHOWN) high[k] = SMALLEST_SHOWN - 1;
        else low[k] = SMALLEST_SHOWN;
      }
    });
    return { network, count: counts.slice(), low, high };
  };
  for (let again = true; again;) {
    again = false;
    for (let edge = 0; edge < counts.length; edge++) {
      if (hidden[edge] === 0) continue;
      for (const rises of [true, false]) {
        for (;;) {
          const flow = flowOf();
          const lacks = lacking(flow, edge, rises, counts[edge]);
          if (lacks === 0) break;
          const opened = cheapestWay(flow, edge, rises, { hidden, isFixed, labelled: telling.labelled });
          if (opened === undefined) return undefined;
          for (const k of opened) hidden[k] = 1;
          again = true;
        }
      }
    }
  }
  return table.map((row, i) => row.map((_, j) => hidden[i * columns + j] === 1));
}

/** How much room is missing above (or below) a hidden count. Leaves the flow pushed as far as it goes. */
function lacking(flow: Flow, edge: number, rises: boolean, count: number): number {
  const widest = SMALLEST_SHOWN - 1;
  if (count < SMALLEST_SHOWN) {
    const wanted = rises ? widest - count : count;
    return wanted - push(flow, edge, rises, wanted);
  }
  const other = push({ ...flow, count: flow.count.slice() }, edge, !rises, widest);
  const wanted = widest - other;
  return wanted - push(flow, edge, rises, wanted);
}

/**
 * The counts that, hidden too, let more through: the cheapest way round (Dijkstra 1959), where hidden counts cost
 * nothing and shown ones as many people as they hold.
 */
function cheapestWay(
  { network, count, low, high }: Flow,
  edge: number,
  rises: boolean,
  { hidden, isFixed, labelled }: { hidden: Uint8Array; isFixed: Uint8Array; labelled: boolean },
): number[] | undefined {
  const start = rises ? network.to[edge] : network.from[edge];
  const end = rises ? network.from[edge] : network.to[edge];
  const least = labelled ? SMALLEST_SHOWN : 0;
  const cost = new Float64Array(network.nodes).fill(Infinity);
  const by = new Int32Array(network.nodes).fill(-1);
  const opens = new Uint8Array(network.nodes);
  const done = new Uint8Array(network.nodes);
  cost[start] = 0;
  for (;;) {
    let node = -1;
    for (let k = 0; k < network.nodes; k++) {
      if (done[k] === 0 && cost[k] < Infinity && (node === -1 || cost[k] < cost[node])) node = k;
    }
    if (node === -1) return undefined;
    if (node === end) break;
    done[node] = 1;
    for (let k = 0; k < count.length; k++) {
      if (k === edge) continue;
      const forward = network.from[k] === node;
      if (!forward && network.to[k] !== node) continue;
      const isOpen = forward ? count[k] < high[k] : count[k] > low[k];
      if (!isOpen && (hidden[k] === 1 || isFixed[k] === 1 || (!forward && count[k] <= least))) continue;
      const next = forward ? network.to[k] : network.from[k];
      // A little for every step, so that of two ways as cheap the shorter is taken.
      const price = cost[node] + (isOpen ? 0 : count[k]) + 1e-6;
      if (price < cost[next]) {
        cost[next] = price;
        by[next] = k;
        opens[next] = isOpen ? 0 : 1;
      }
    }
  }
  const opened: number[] = [];
  for (let node = end; node !== start;) {
    const k = by[node];
    if (opens[node] === 1) opened.push(k);
    node = network.to[k] === node ? network.from[k] : network.to[k];
  }
  return opened;
}
