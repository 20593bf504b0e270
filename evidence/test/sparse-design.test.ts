import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { takeRows } from '../src/index.ts';
import type { DesignMatrix, SparseDesign } from '../src/index.ts';
import { sparseDesign, takeSparseRows } from '../src/sparse-design.ts';
import { anyDesign } from './any-design.ts';

/** The design matrix that a sparse one stands for. */
function written(sparse: SparseDesign, names: readonly string[]): DesignMatrix {
  const { rows, columns, order, indicators, ends, above, adds, measured } = sparse;
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let node = ends[i]; node !== 0; node = above[node]) values[i * columns + order[adds[node]]] = 1;
    for (let k = indicators; k < columns; k++) {
      values[i * columns + order[k]] = measured[i * (columns - indicators) + k - indicators];
    }
  }
  return { rows, columns, values, names };
}

test('a sparse design holds every number of its design matrix, and of the rows taken from it', () => {
  fc.assert(
    fc.property(anyDesign, fc.array(fc.nat(), { maxLength: 20 }), (design, picks) => {
      const sparse = sparseDesign(design);
      assert.deepEqual(written(sparse, design.names), design);
      const rows = Int32Array.from(picks, pick => pick % design.rows);
      assert.deepEqual(written(takeSparseRows(sparse, rows), design.names), takeRows(design, rows));
    }),
  );
});

test('rows that begin with the same ones share the nodes of them, and no row needs more', () => {
  const values = Float64Array.of(1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0);
  const names = ['(intercept)', 'a', 'b'];
  const { ends, above, adds } = sparseDesign({ rows: 4, columns: 3, values, names });
  assert.deepEqual([...ends], [2, 3, 1, 2]);
  assert.deepEqual([...above], [0, 0, 1, 2]);
  assert.deepEqual([...adds].slice(1), [0, 1, 2]);
});

test('columns of 0 and 1 are indicators, others are measured, and the largest value of each is known', () => {
  const values = Float64Array.of(1, -3, 0, 0.5, 1, 2, 1, 0);
  const sparse = sparseDesign({ rows: 2, columns: 4, values, names: ['(intercept)', 'a', 'b', 'c'] });
  assert.deepEqual([...sparse.order], [0, 2, 1, 3]);
  assert.equal(sparse.indicators, 2);
  assert.deepEqual([...sparse.sizes], [1, 3, 1, 0.5]);
});
