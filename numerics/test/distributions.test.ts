import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  betaQuantile,
  chiSquareCdf,
  chiSquareUpper,
  logGamma,
  normalCdf,
  normalDensity,
  normalQuantile,
  regularizedBeta,
  regularizedGamma,
  studentTCdf,
  studentTQuantile,
} from '../src/index.ts';

const near = (got: number, want: number, relative = 1e-12): void =>
  assert.ok(Math.abs(got - want) <= relative * Math.abs(want), `${got} is not ${want}`);

// 0.5 erfc(-x / sqrt 2) from the C library (glibc 2.36), printed to the last digit.
const NORMAL: readonly [number, number][] = [
  [-30, 4.906713927148764e-198],
  [-10, 7.619853024160593e-24],
  [-5, 2.866515718791946e-7],
  [-1.96, 0.024997895148220435],
  [-0.5, 0.3085375387259869],
  [0, 0.5],
  [0.1, 0.539827837277029],
  [1, 0.8413447460685429],
  [1.96, 0.9750021048517795],
  [3, 0.9986501019683699],
];

test('normalCdf agrees with the C library in the centre and in both tails', () => {
  for (const [x, p] of NORMAL) near(normalCdf(x), p);
});

test('normalQuantile gives the values of tables and undoes normalCdf', () => {
  near(normalQuantile(0.975), 1.959963984540054);
  near(normalQuantile(0.8), 0.8416212335729143);
  near(normalQuantile(1e-10), -6.361340902404056); // R 4.2.2, qnorm(1e-10)
  assert.equal(normalQuantile(0.5), 0);
  fc.assert(
    fc.property(fc.double({ min: -8, max: 5, noNaN: true }), x => {
      assert.ok(Math.abs(normalQuantile(normalCdf(x)) - x) < 1e-9);
    }),
  );
});

test('normal functions answer at the ends and outside their domain', () => {
  assert.equal(normalQuantile(0), Number.NEGATIVE_INFINITY);
  assert.equal(normalQuantile(1), Number.POSITIVE_INFINITY);
  assert.equal(normalQuantile(-0.1), Number.NaN);
  assert.equal(normalCdf(Number.NaN), Number.NaN);
  assert.equal(normalCdf(Number.POSITIVE_INFINITY), 1);
  near(normalDensity(0), 0.3989422804014327);
});

test('logGamma agrees with the C library', () => {
  for (const [x, value] of [
    [0.1, 2.2527126517342055],
    [0.5, 0.5723649429247004],
    [1.5, -0.12078223763524543],
    [3, Math.LN2],
    [10, 12.801827480081467],
    [100.5, 361.4355404677776],
    [100000, 1051287.7089736566],
  ]) {
    near(logGamma(x), value, 1e-12);
  }
  assert.equal(logGamma(0), Number.NaN);
});

test('regularizedGamma with a whole shape is a Poisson sum', () => {
  for (const x of [0.2, 1, 3.7, 20]) {
    let term = Math.exp(-x);
    let upper = 0;
    for (let k = 0; k < 5; k++) {
      upper += term;
      term *= x / (k + 1);
    }
    near(regularizedGamma(5, x).upper, upper);
  }
});

test('chi-square with 2 degrees of freedom is exponential, with 1 a squared normal', () => {
  for (const x of [0.01, 1, 5.991464547107979, 60]) {
    near(chiSquareUpper(x, 2), Math.exp(-x / 2));
    near(chiSquareUpper(x, 1), 2 * normalCdf(-Math.sqrt(x)));
    near(chiSquareCdf(x, 1) + chiSquareUpper(x, 1), 1);
  }
  assert.equal(chiSquareUpper(0, 3), 1);
});

test(`chiSquareUpper gives R's p-value of the log-rank test on the Rossi cohort`, () => {
  near(chiSquareUpper(3.83756957654905, 1), 0.0501161174090057); // R 4.2.2, survival 3.5-3
});

test('regularizedBeta is a power when one shape is 1 and a binomial sum for whole shapes', () => {
  for (const x of [0.01, 0.3, 0.99]) {
    near(regularizedBeta(x, 1, 4), 1 - (1 - x) ** 4);
    near(regularizedBeta(x, 3, 1), x ** 3);
    near(regularizedBeta(x, 2, 3), 6 * x ** 2 * (1 - x) ** 2 + 4 * x ** 3 * (1 - x) + x ** 4);
  }
});

test('betaQuantile undoes regularizedBeta', () => {
  const shape = fc.double({ min: 0.5, max: 200, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (p, a, b) => {
      assert.ok(Math.abs(regularizedBeta(betaQuantile(p, a, b), a, b) - p) < 1e-10);
    }),
  );
});

test(`Student's t is Cauchy with 1 degree of freedom, algebraic with 2, nearly normal with many`, () => {
  for (const t of [-12.7, -1, 0.4, 3]) {
    near(studentTCdf(t, 1), 0.5 + Math.atan(t) / Math.PI, 1e-11);
    near(studentTCdf(t, 2), 0.5 + t / (2 * Math.sqrt(2 + t * t)), 1e-11);
  }
  near(studentTQuantile(0.975, 1), Math.tan(0.475 * Math.PI), 1e-11);
  near(studentTQuantile(0.975, 1e9), normalQuantile(0.975), 1e-6);
  // R 4.2.2: qt(.975, df).
  near(studentTQuantile(0.975, 1e6), 1.959966356814107, 1e-12);
  near(studentTQuantile(0.975, 2e8), 1.95996399640141, 1e-12);
  near(studentTQuantile(0.025, 5), -2.570581835636314, 1e-11); // tables give 2.571
});
