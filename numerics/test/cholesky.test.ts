import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cholesky, choleskyInverse, choleskySolve } from '../src/index.ts';

const near = (got: number, want: number, relative = 1e-12): void =>
  assert.ok(Math.abs(got - want) <= relative * Math.max(1, Math.abs(want)), `${got} is not ${want}`);

test('cholesky solves a system worked by hand', () => {
  // [[4, 2], [2, 3]] x = [8, 7] has x = [1.25, 1.5]; the inverse is [[3, -2], [-2, 4]] / 8.
  const factor = cholesky(Float64Array.of(4, 2, 2, 3), 2);
  choleskySolve(factor, [8, 7]).forEach((x, i) => near(x, [1.25, 1.5][i]));
  choleskyInverse(factor).forEach((x, i) => near(x, [0.375, -0.25, -0.25, 0.5][i]));
});

test('cholesky inverts the Hilbert matrix of order 5, whose inverse is known in whole numbers', () => {
  // 1 / (i + j + 1); first row of the inverse 25, -300, 1050, -1400, 630 (Choi 1983).
  const hilbert = Float64Array.from({ length: 25 }, (_, k) => 1 / (Math.floor(k / 5) + (k % 5) + 1));
  const inverse = choleskyInverse(cholesky(hilbert, 5, 1e-15));
  [25, -300, 1050, -1400, 630].forEach((value, j) => near(inverse[j], value, 1e-9));
});

test('cholesky names a column that follows from those before it and gives it 0', () => {
  // The third column is the sum of the first two.
  const factor = cholesky(Float64Array.of(2, 0, 2, 0, 3, 3, 2, 3, 5), 3);
  assert.deepEqual(factor.dependent, [2]);
  choleskySolve(factor, [2, 3, 5]).forEach((x, i) => near(x, [1, 1, 0][i]));
});

test('cholesky names a column of zeros', () => {
  assert.deepEqual(cholesky(Float64Array.of(1, 0, 0, 0), 2).dependent, [1]);
});

test('cholesky refuses a matrix of another size and one that is not finite', () => {
  assert.throws(() => cholesky(new Float64Array(3), 2), /a has 3 values; size 2 needs 4/);
  assert.throws(() => cholesky(Float64Array.of(Number.NaN), 1), /diagonal of a at 0 was NaN/);
});

test(`cholesky solves M M' + I for any M, whatever the units of its columns`, () => {
  const entry = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 9, maxLength: 9 }),
      fc.array(entry, { minLength: 3, maxLength: 3 }),
      fc.integer({ min: -6, max: 6 }),
      (m, x, exponent) => {
        const unit = [1, 10 ** exponent, 1];
        const a = new Float64Array(9);
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++) {
            let value = i === j ? 1 : 0;
            for (let k = 0; k < 3; k++) value += m[i * 3 + k] * m[j * 3 + k];
            a[i * 3 + j] = value * unit[i] * unit[j];
          }
        }
        const b = [0, 1, 2].map(i => [0, 1, 2].reduce((s, j) => s + a[i * 3 + j] * (x[j] / unit[j]), 0));
        const solved = choleskySolve(cholesky(a, 3), b);
        solved.forEach((value, i) => near(value * unit[i], x[i], 1e-7));
      },
    ),
  );
});
