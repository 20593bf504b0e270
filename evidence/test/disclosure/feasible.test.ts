import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { feasibleRanges, withTotals } from '../../src/index.ts';
import type { Known, KnownTable } from '../../src/index.ts';

/** All tables of 2 by 2 that a reader may think of, one after the other: nothing clever, so nothing to be wrong. */
function byTrying(table: KnownTable): [number, number][][] {
  const found = table.map(row => row.map((): [number, number] => [Infinity, -Infinity]));
  const each = ({ low, high }: Known): number[] =>
    Array.from({ length: Math.min(high, 40) - low + 1 }, (_, k) => low + k);
  const fits = ({ low, high }: Known, count: number): boolean => low <= count && count <= high;
  for (const a of each(table[0][0])) {
    for (const b of each(table[0][1])) {
      if (!fits(table[0][2], a + b)) continue;
      for (const c of each(table[1][0])) {
        if (!fits(table[2][0], a + c)) continue;
        for (const d of each(table[1][1])) {
          const all = withTotals([
            [a, b],
            [c, d],
          ]);
          if (!all.every((row, i) => row.every((count, j) => fits(table[i][j], count)))) continue;
          all.forEach((row, i) =>
            row.forEach((count, j) => {
              found[i][j] = [Math.min(found[i][j][0], count), Math.max(found[i][j][1], count)];
            }),
          );
        }
      }
    }
  }
  return found;
}

test('the least and the most that each count can be are those found by trying every table', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 });
  const slacks = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 9,
    maxLength: 9,
  });
  fc.assert(
    fc.property(counts, slacks, ([a, b, c, d], slack) => {
      const table = withTotals([
        [a, b],
        [c, d],
      ]).map((row, i) =>
        row.map((count, j): Known => {
          const [below, above] = slack[3 * i + j];
          return { count, low: Math.max(0, count - below), high: count + above };
        }),
      );
      assert.deepEqual(feasibleRanges(table), byTrying(table));
    }),
    { numRuns: 150 },
  );
});

test('a count that nothing bounds from above is said to reach as far as was asked', () => {
  const open = (count: number): Known => ({ count, low: 0, high: Infinity });
  const ranges = feasibleRanges(
    [
      [open(4), open(4)],
      [open(4), open(4)],
    ],
    50,
  );
  assert.deepEqual(ranges, [
    [
      [0, 54],
      [0, 54],
    ],
    [
      [0, 54],
      [0, 54],
    ],
  ]);
});
