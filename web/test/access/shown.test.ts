import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AccessCount } from '@throughcare/records';
import { shownAccess, type Shown, type ShownAccess } from '../../src/access/shown.ts';

const count = (
  characteristic: AccessCount['characteristic'],
  group: string,
  [soon, later, offered, neither]: readonly [number, number, number, number],
): AccessCount => ({ characteristic, group, soon, later, offered, neither, medianDays: 60 });

/** A table with everybody as its last row. */
const cellsOf = (shown: ShownAccess, k = 0): Shown[][] => [
  ...shown.tables[k].groups.map(one => [...one.cells]),
  [...shown.everybody],
];

test('E32: by hand: large groups are shown to the nearest five, with half of them within whole weeks', () => {
  const shown = shownAccess([count('sex', 'M', [42, 23, 31, 18]), count('sex', 'F', [21, 36, 17, 28])])!;
  assert.deepEqual(shown.columns, ['soon', 'later', 'offered', 'neither']);
  assert.deepEqual(cellsOf(shown), [
    [40, 25, 30, 20, 115],
    [20, 35, 15, 30, 100],
    [65, 60, 50, 45, 215],
  ]);
  // 60 days are in the ninth week.
  assert.equal(shown.tables[0].groups[0].medianWeeks, 9);
});

test('E16: by hand: a small count is hidden, and where everybody would have one, columns are put together', () => {
  const fine = shownAccess([count('sex', 'M', [42, 23, 31, 18]), count('sex', 'F', [21, 36, 4, 28])])!;
  assert.equal(typeof cellsOf(fine)[1][2], 'string');
  const coarser = shownAccess([count('sex', 'M', [42, 3, 31, 18]), count('sex', 'F', [21, 4, 12, 28])])!;
  assert.deepEqual(coarser.columns, ['began', 'offered', 'neither']);
  assert.deepEqual(coarser.everybody, [70, 45, 45, 160]);
  const coarsest = shownAccess([count('sex', 'M', [42, 3, 3, 18]), count('sex', 'F', [21, 4, 2, 28])])!;
  assert.deepEqual(coarsest.columns, ['began', 'notBegun']);
  assert.equal(shownAccess([count('sex', 'M', [4, 3, 3, 18])]), null);
  assert.equal(shownAccess([]), null);
});

/** The least and the most that each hidden cell can be, for every whole table that fits what is shown. */
function widths(tables: readonly Shown[][][]): number[] {
  return tables.flatMap(cells => {
    const ranges = cells.map(row => row.map(boundsOf));
    // Rows and columns sum to their last: bounds are tightened until nothing changes.
    for (let changed = true; changed;) {
      changed = false;
      const lines = [...ranges, ...ranges[0].map((_, k) => ranges.map(row => row[k]))];
      for (const line of lines) {
        const parts = line.slice(0, -1);
        const total = line.at(-1)!;
        const sum = (which: 'low' | 'high', without?: object) =>
          parts.reduce((all, one) => all + (one === without ? 0 : one[which]), 0);
        changed = tighten(total, sum('low'), sum('high')) || changed;
        for (const one of parts) {
          changed = tighten(one, total.low - sum('high', one), total.high - sum('low', one)) || changed;
        }
      }
    }
    return cells.flatMap((row, i) =>
      row.flatMap((cell, k) => (typeof cell === 'number' ? [] : [ranges[i][k].high - ranges[i][k].low])),
    );
  });
}

function boundsOf(cell: Shown): { low: number; high: number } {
  if (typeof cell === 'number') return { low: Math.max(10, cell - 2), high: cell + 2 };
  return cell === 'fewer than 10' ? { low: 0, high: 9 } : { low: 0, high: 1_000_000 };
}

function tighten(range: { low: number; high: number }, low: number, high: number): boolean {
  const before = range.high - range.low;
  range.low = Math.max(range.low, low);
  range.high = Math.min(range.high, high);
  return range.high - range.low < before;
}

const four = fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40));

test('E16: no hidden count can be narrowed below ten numbers by sums, in any table or by what another shows of everybody', () => {
  fc.assert(
    fc.property(fc.array(four, { minLength: 2, maxLength: 5 }), fc.nat(), (groups, split) => {
      // The same people by another characteristic: two groups, split anywhere.
      const totals = [0, 1, 2, 3].map(k => groups.reduce((all, one) => all + one[k], 0));
      const first = totals.map(total => split % (total + 1)) as unknown as [number, number, number, number];
      const second = totals.map((total, k) => total - first[k]) as unknown as [
        number,
        number,
        number,
        number,
      ];
      const shown = shownAccess([
        ...groups.map((one, k) => count('ethnic_group', `g${k}`, one)),
        count('disability', 'disabled', first),
        count('disability', 'not_disabled', second),
      ]);
      if (shown === null) return;
      // What is known of everybody is in both tables, so each holds all that the other could add.
      for (const width of widths([cellsOf(shown, 0), cellsOf(shown, 1)])) {
        assert.ok(width >= 9, `narrowed to ${width + 1} numbers`);
      }
    }),
    { numRuns: 150 },
  );
});

test('E16: the middle of few, or of a group with a hidden count, is not shown', () => {
  const shown = shownAccess([count('sex', 'M', [10, 7, 31, 18]), count('sex', 'F', [30, 36, 24, 28])])!;
  assert.equal(shown.tables[0].groups[0].medianWeeks, null);
});
