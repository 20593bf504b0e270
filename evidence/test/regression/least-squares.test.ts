import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { designMatrix } from '../../src/design-matrix.ts';
import {
  classicalCovariance,
  clusterCovariance,
  robustCovariance,
} from '../../src/regression/least-squares-covariance.ts';
import { leastSquares } from '../../src/regression/least-squares.ts';
import { chanceOutputs } from '../chance/chance-outputs.ts';
import { assertNear, fixtureRows } from '../fixture.ts';

const rows = fixtureRows('lalonde.csv');
const column = (name: string) => rows.map(row => Number(row[name]));
const design = designMatrix(
  Object.fromEntries(['treat', 'age', 'educ', 'married', 're74'].map(name => [name, column(name)])),
);
const outcome = column('re78');
const diagonal = (matrix: Float64Array) => Array.from({ length: 6 }, (_, j) => matrix[j * 6 + j]);
const allNear = (got: Iterable<number>, want: readonly number[], about: string) =>
  [...got].forEach((value, j) => assertNear(value, want[j], 1e-8, `${about} ${j}`));

test('coefficients and every kind of covariance are those of R (lm, sandwich)', () => {
  const r = chanceOutputs.leastSquares;
  const fit = leastSquares(design, outcome);
  allNear(fit.coefficients, r.coefficients, 'coefficient');
  allNear(diagonal(classicalCovariance(fit)), r.classical, 'classical');
  for (const kind of ['HC0', 'HC1', 'HC2', 'HC3'] as const) {
    allNear(diagonal(robustCovariance(fit, kind)), r[kind], kind);
  }
  const clustered = clusterCovariance(fit, column('educ'));
  allNear(diagonal(clustered.covariance), r.clusteredByEduc, 'clustered');
});

test('with weights they are those of R too', () => {
  const r = chanceOutputs.weightedLeastSquares;
  const fit = leastSquares(
    design,
    outcome,
    Float64Array.from(column('age'), age => 1 + (age % 7) / 3),
  );
  allNear(fit.coefficients, r.coefficients, 'coefficient');
  allNear(diagonal(classicalCovariance(fit)), r.classical, 'classical');
  allNear(diagonal(robustCovariance(fit, 'HC3')), r.HC3, 'HC3');
  allNear(diagonal(clusterCovariance(fit, column('educ')).covariance), r.clusteredByEduc, 'clustered');
});

test('a column that follows from others takes no part, and is named', () => {
  const x = [1, 2, 3, 4, 5, 7];
  const fit = leastSquares(designMatrix({ x, twice: x.map(value => 2 * value) }), [1, 3, 2, 5, 4, 6]);
  assert.deepEqual(fit.dependent, [2]);
  assert.equal(fit.coefficients[2], 0);
});

test('residuals are orthogonal to every column, whatever the numbers', () => {
  const number = fc.double({ min: -100, max: 100, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 4, maxLength: 30 }), pairs => {
      const x = pairs.map(([value]) => value);
      const fit = leastSquares(
        designMatrix({ x }),
        pairs.map(([, y]) => y),
      );
      const cross = fit.residuals.reduce((total, residual, i) => total + residual * x[i], 0);
      assert.ok(Math.abs(cross) < 1e-6, `${cross}`);
    }),
  );
});

test('weights and outcomes that are no numbers are refused by row, and so are more columns than rows', () => {
  const small = designMatrix({ x: [1, 2, 4] });
  assert.throws(() => leastSquares(small, [1, Number.NaN, 2]), /outcome is NaN in row 1/);
  assert.throws(() => leastSquares(small, [1, 2, 3], Float64Array.of(1, -1, 1)), /weight is -1 in row 1/);
  assert.throws(() => leastSquares(designMatrix({ x: [1, 2] }), [1, 2]), /more rows than columns/);
  const fit = leastSquares(small, [1, 2, 3]);
  assert.throws(() => clusterCovariance(fit, [1, 1, 1]), /1 cluster/);
});
