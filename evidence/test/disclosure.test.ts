import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cholesky } from '@throughcare/numerics';
import { suppress, withTotals } from '../src/index.ts';
import type { SuppressedTable } from '../src/index.ts';

test('E16: counts under ten are hidden, and a second in the row and in the column, so that nothing follows', () => {
  const shown = suppress(
    withTotals([
      [4, 100, 50],
      [60, 70, 80],
      [90, 95, 99],
    ]),
  );
  // 4 is hidden; 50 hides it in its row; 60 in its column; 80 closes the circle.
  assert.deepEqual(shown, [
    [null, 100, null, 154],
    [null, 70, null, 210],
    [90, 95, 99, 284],
    [154, 265, 229, 648],
  ]);
});

test('E16: a table without small counts is left as it is', () => {
  const table = withTotals([
    [10, 11],
    [12, 13],
  ]);
  assert.deepEqual(suppress(table), table);
});

test('E16: a total under ten takes its whole table with it', () => {
  assert.ok(
    suppress(withTotals([[1, 2]]))
      .flat()
      .every(count => count === null),
  );
});

/** The attack: everything that linear algebra on the sums of rows and columns can find out. */
function cellsFound(table: SuppressedTable): number {
  const hidden = table.flatMap((row, i) => row.flatMap((count, j) => (count === null ? [{ i, j }] : [])));
  const sums = [
    ...table.map((_, i) => hidden.map(cell => (cell.i === i ? 1 : 0))),
    ...table[0].map((_, j) => hidden.map(cell => (cell.j === j ? 1 : 0))),
  ];
  const rank = (rows: readonly (readonly number[])[]): number => {
    const size = rows.length;
    const gram = Float64Array.from({ length: size * size }, (_, k) =>
      rows[Math.floor(k / size)].reduce((sum, value, c) => sum + value * rows[k % size][c], 0),
    );
    return size - cholesky(gram, size, 1e-9).dependent.length;
  };
  const all = rank(sums);
  // A cell is found when asking for it alone tells nothing new.
  return hidden.filter((_, c) => rank([...sums, hidden.map((_, k) => (k === c ? 1 : 0))]) === all).length;
}

test('E16: no hidden count can be found by subtracting what is shown, in any table', () => {
  const cell = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 200 }));
  const tables = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
  fc.assert(
    fc.property(tables, inner => {
      const table = withTotals(inner);
      const shown = suppress(table);
      assert.equal(cellsFound(shown), 0);
      shown.forEach((row, i) =>
        row.forEach((count, j) => {
          if (count !== null) assert.ok(count === table[i][j] && count >= 10);
        }),
      );
    }),
    { numRuns: 300 },
  );
});

test('the attack itself finds a count that was hidden alone', () => {
  assert.equal(
    cellsFound([
      [null, 20, 24],
      [30, 40, 70],
      [34, 60, 94],
    ]),
    1,
  );
});
