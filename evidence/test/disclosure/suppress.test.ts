import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cholesky } from '@throughcare/numerics';
import { feasibleRanges, protectTable, suppress, withTotals } from '../../src/index.ts';
import type { CountTable, Known, ReleasedCount, SuppressedTable } from '../../src/index.ts';

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

/** What a reader knows of each count who knows the rules: rounding, and what the words for hidden counts mean. */
function asRead(table: CountTable, shown: readonly (readonly ReleasedCount[])[]): Known[][] {
  // Where every hidden count is 'not shown', small ones are among them: then the words say nothing.
  const labelled = shown.flat().includes('fewer than 10');
  return table.map((row, i) =>
    row.map((count, j): Known => {
      const own = shown[i][j];
      if (typeof own === 'number') return { count, low: Math.max(10, own - 2), high: own + 2 };
      if (own === 'fewer than 10') return { count, low: 0, high: 9 };
      return { count, low: labelled ? 10 : 0, high: Infinity };
    }),
  );
}

const cellOf = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 200 }));
const anyTable = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(cellOf, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

function assertProtected(
  table: CountTable,
  known: readonly (readonly Known[])[],
  isHidden: (i: number, j: number) => boolean,
) {
  feasibleRanges(known).forEach((row, i) =>
    row.forEach(([least, most], j) => {
      if (!isHidden(i, j)) return;
      const said = `${JSON.stringify(table)} at ${i}, ${j}: ${least} to ${most}`;
      if (table[i][j] < 10) assert.ok(least === 0 && most >= 9, said);
      else assert.ok(most - least >= 9, said);
    }),
  );
}

test('E16: bounds tell nothing either: a small count may be anything from 0 to 9, another hidden one in ten numbers', () => {
  fc.assert(
    fc.property(anyTable, inner => {
      const table = withTotals(inner);
      const shown = suppress(table);
      const known = table.map((row, i) =>
        row.map((count, j): Known =>
          shown[i][j] === null ? { count, low: 0, high: Infinity } : { count, low: count, high: count },
        ),
      );
      assertProtected(table, known, (i, j) => shown[i][j] === null);
    }),
    { numRuns: 300 },
  );
});

test('E16: rounded and labelled tables hold out against a reader who knows rounding and labels', () => {
  fc.assert(
    fc.property(anyTable, inner => {
      const table = withTotals(inner);
      const shown = protectTable(table);
      assertProtected(table, asRead(table, shown), (i, j) => typeof shown[i][j] === 'string');
      shown.forEach((row, i) =>
        row.forEach((own, j) => {
          if (typeof own === 'number')
            assert.ok(own % 5 === 0 && Math.abs(own - table[i][j]) <= 2 && table[i][j] >= 10);
          else if (own === 'fewer than 10') assert.ok(table[i][j] < 10);
        }),
      );
    }),
    { numRuns: 300 },
  );
});

test('E16: two hidden counts that add up to 3 are not left standing beside their sum', () => {
  const table = withTotals([
    [1, 2, 100],
    [50, 60, 70],
  ]);
  const shown = suppress(table);
  // Subtraction alone finds neither 1 nor 2, but 103 - 100 leaves them at most 3.
  assert.equal(shown[0][0], null);
  assert.equal(shown[0][1], null);
  assert.ok(shown[0][2] === null || shown[0][3] === null);
});

test('E16: the attack of bounds itself narrows a count down where only subtraction was guarded against', () => {
  const hidden = (count: number): Known => ({ count, low: 0, high: Infinity });
  const shown = (count: number): Known => ({ count, low: count, high: count });
  const [[first]] = feasibleRanges([
    [hidden(1), hidden(2), shown(3)],
    [hidden(50), hidden(60), shown(110)],
    [shown(51), shown(62), shown(113)],
  ]);
  assert.deepEqual(first, [0, 3]);
});

test('E16: totals that a reader has from elsewhere are not relied upon: what stands within them is hidden instead', () => {
  fc.assert(
    fc.property(anyTable, inner => {
      const table = withTotals(inner);
      const [rows, columns] = [table.length, table[0].length];
      const bottom = (i: number): boolean => i === rows - 1;
      fc.pre(table[rows - 1].every(count => count >= 10));
      const shown = protectTable(table, bottom);
      assert.ok(
        shown[rows - 1].every((own, j) => typeof own === 'number' && Math.abs(own - table[rows - 1][j]) <= 2),
      );
      const hidden = shown
        .slice(0, -1)
        .flat()
        .filter(own => typeof own === 'string').length;
      // Where all is hidden but the totals told before, the table says nothing that they did not.
      if (hidden === (rows - 1) * columns) return;
      assertProtected(table, asRead(table, shown), (i, j) => typeof shown[i][j] === 'string');
    }),
    { numRuns: 300 },
  );
});
