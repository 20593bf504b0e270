import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sparseDesign } from '../src/index.ts';
import { crossProduct, linearPredictor } from '../src/sparse-products.ts';
import { anyDesign } from './any-design.ts';

// Quarters and whole numbers add without rounding, so that every order of adding gives the same.
const number = fc.constantFrom(0, 1, -1, 3, -0.25);

test('X b and X transposed v are the sums written out', () => {
  fc.assert(
    fc.property(anyDesign, fc.infiniteStream(number), (design, numbers) => {
      const { rows, columns, values } = design;
      const next = () => numbers.next().value as number;
      const b = Float64Array.from({ length: columns }, next);
      const v = Float64Array.from({ length: rows }, next);
      const predicted = new Float64Array(rows);
      const crossed = new Float64Array(columns);
      values.forEach((x, at) => {
        const [i, j] = [Math.floor(at / columns), at % columns];
        predicted[i] += x * b[j];
        crossed[j] += x * v[i];
      });
      const sparse = sparseDesign(design);
      // Equal numbers; adding 0 makes -0 and 0 the same.
      const plus0 = (array: Float64Array) => array.map(x => x + 0);
      assert.deepEqual(plus0(linearPredictor(sparse, b)), plus0(predicted));
      assert.deepEqual(plus0(crossProduct(sparse, v)), plus0(crossed));
    }),
  );
});
