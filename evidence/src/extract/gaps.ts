import type { RawRows } from './chunks.ts';

type Values = Float64Array | Int32Array;

/** Moves the rows that were kept (whose line is not 0) together, in place, and gives each array without the rest. */
export function closeGaps({ landing, parts }: RawRows, arrays: readonly Values[]): Values[] {
  const runs = keptRuns(landing.lines, parts);
  const rows = runs.reduce((sum, [from, to]) => sum + to - from, 0);
  return arrays.map(array => {
    let at = 0;
    for (const [from, to] of runs) {
      if (at !== from) array.copyWithin(at, from, to);
      at += to - from;
    }
    // A copy where there was much to spare, so that nothing holds on to it.
    return rows === array.length ? array : array.slice(0, rows);
  });
}

function keptRuns(lines: Int32Array, parts: RawRows['parts']): [from: number, to: number][] {
  const runs: [number, number][] = [];
  let from = 0;
  let to = 0;
  const end = (): void => {
    if (to > from) runs.push([from, to]);
  };
  for (const { chunk, rows } of parts) {
    for (let slot = chunk.slot; slot < chunk.slot + rows; slot++) {
      if (lines[slot] === 0) continue;
      if (slot !== to) {
        end();
        from = slot;
      }
      to = slot + 1;
    }
  }
  end();
  return runs;
}
