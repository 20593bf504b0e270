import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BLOCK, matrixTimes, rowSums, stream, transposeTimes, weightedSquare } from '../src/index.ts';

// Quarters and small whole numbers add without rounding, so that every order of adding gives the same.
const exact = fc.constantFrom(0, 1, -1, 3, -0.25, 40);
const shape = fc.record({
  rows: fc.constantFrom(0, 1, 2, 3, 4, 5, 7, 30, BLOCK - 1, BLOCK, BLOCK + 3),
  columns: fc.integer({ min: 1, max: 8 }),
  centred: fc.boolean(),
  numbers: fc.array(exact, { minLength: 97, maxLength: 97 }),
});

test('products of a matrix are the sums written out, for every number of rows and columns', () => {
  fc.assert(
    fc.property(shape, ({ rows, columns, numbers, centred }) => {
      const take = (length: number, step: number) =>
        Float64Array.from({ length }, (_, i) => numbers[(i * step) % numbers.length]);
      const [x, b, v] = [take(rows * columns, 1), take(columns, 5), take(rows, 3)];
      const centre = Float64Array.from({ length: columns }, (_, j) => (centred ? j / 2 : 0));
      const matrix = centred
        ? { values: x.map((value, at) => value + centre[at % columns]), columns, centre }
        : { values: x, columns };
      const predicted = new Float64Array(rows);
      const crossed = new Float64Array(columns);
      const squared = new Float64Array(columns * columns);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          predicted[i] += x[i * columns + j] * b[j];
          crossed[j] += x[i * columns + j] * v[i];
          for (let k = 0; k < columns; k++) {
            squared[j * columns + k] += v[i] * x[i * columns + j] * x[i * columns + k];
          }
        }
      }
      // Adding 0 makes -0 and 0 the same.
      const plus0 = (array: Float64Array) => array.map(value => value + 0);
      assert.deepEqual(plus0(matrixTimes(matrix, b)), plus0(predicted));
      assert.deepEqual(plus0(transposeTimes(matrix, v)), plus0(crossed));
      assert.deepEqual(plus0(weightedSquare(matrix, v)), plus0(squared));
      const sums = rowSums(matrix, b, (from, count, eta, r, w) => {
        assert.deepEqual(plus0(eta.slice(0, count)), plus0(predicted.slice(from, from + count)));
        for (let i = 0; i < count; i++) r[i] = w[i] = v[from + i];
      });
      assert.deepEqual(plus0(sums.cross), plus0(crossed));
      assert.deepEqual(plus0(sums.square), plus0(squared));
    }),
    { numRuns: 60 },
  );
});

test('the sum over many blocks is, to the last bit, that of the blocks one after the other', () => {
  const columns = 5;
  const random = stream(9);
  const x = Float64Array.from({ length: (3 * BLOCK + 17) * columns }, () => random.normal());
  const w = Float64Array.from({ length: 3 * BLOCK + 17 }, () => random.uniform());
  const total = new Float64Array(columns * columns);
  for (let from = 0; from < w.length; from += BLOCK) {
    const values = x.slice(from * columns, (from + BLOCK) * columns);
    const part = weightedSquare({ values, columns }, w.slice(from, from + BLOCK));
    part.forEach((value, k) => (total[k] += value));
  }
  assert.deepEqual(weightedSquare({ values: x, columns }, w), total);
});

test('a garbage number left in the memory of the kernel reaches no sum', () => {
  matrixTimes({ values: new Float64Array(4096 * 9).fill(Number.NaN), columns: 9 }, new Float64Array(9));
  const matrix = { values: Float64Array.of(1, 2, 3, 4, 5, 6), columns: 3 };
  assert.deepEqual([...weightedSquare(matrix, [1, 1])], [17, 22, 27, 22, 29, 36, 27, 36, 45]);
  assert.deepEqual([...transposeTimes(matrix, [1, -1])], [-3, -3, -3]);
});

test('lengths that do not fit together are refused by name', () => {
  const square = { values: new Float64Array(4), columns: 2 };
  assert.throws(
    () => matrixTimes({ values: new Float64Array(5), columns: 2 }, [1, 1]),
    /values has 5 numbers.*rows of 2/,
  );
  assert.throws(() => matrixTimes(square, [1]), /b has 1 values and X 2 columns/);
  assert.throws(() => matrixTimes({ ...square, centre: [1] }, [1, 1]), /centre has 1 values and X 2 columns/);
  assert.throws(() => transposeTimes(square, [1]), /v has 1 values and X 2 rows/);
  assert.throws(() => weightedSquare(square, [1]), /w has 1 values and X 2 rows/);
});
