import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  coefficientTable,
  designMatrix,
  logisticRegression,
  negativeBinomialRegression,
  poissonRegression,
  sandwichCovariance,
} from '../../src/index.ts';
import type { RegressionFit } from '../../src/index.ts';
import { assertNear, fixtureRows } from '../fixture.ts';
import { fromR, rossi, rossiDesign } from '../weights-fixture.ts';
import type { RegressionOutput } from '../weights-fixture.ts';

const week = rossi('week');
const thirds = week.map(w => 1 + (w % 3));
const halves = thirds.map(w => w / 2);

function assertErrors(covariance: Float64Array, wanted: readonly number[], about: string): void {
  const size = wanted.length;
  wanted.forEach((error, j) => assertNear(Math.sqrt(covariance[j * size + j]), error, 1e-8, `${about} ${j}`));
}

function assertSandwiches(fit: RegressionFit, wanted: Partial<RegressionOutput>): void {
  for (const kind of ['HC0', 'HC1', 'HC2', 'HC3'] as const) {
    const errors = wanted[kind];
    if (errors) assertErrors(sandwichCovariance(fit, kind), errors, kind);
  }
  const age = rossi('age');
  if (wanted.cluster0) assertErrors(sandwichCovariance(fit, 'HC0', age), wanted.cluster0, 'cluster HC0');
  if (wanted.cluster1) assertErrors(sandwichCovariance(fit, 'HC1', age), wanted.cluster1, 'cluster HC1');
}

function assertFit(fit: RegressionFit, wanted: RegressionOutput): void {
  wanted.coef.forEach((value, j) => assertNear(fit.coefficients[j], value, 1e-8, `coefficient ${j}`));
  assertErrors(fit.covariance, wanted.se, 'model');
  assertNear(fit.deviance, wanted.deviance);
  assertNear(fit.logLikelihood, wanted.loglik);
  assertNear(fit.aic, wanted.aic);
  assertSandwiches(fit, wanted);
}

test('logisticRegression agrees with R to 1e-8: coefficients, errors, z, p, intervals, deviance, AIC, sandwiches', () => {
  const fit = logisticRegression(rossiDesign(), rossi('arrest'));
  const wanted = fromR.logistic;
  assertFit(fit, wanted);
  assertNear(fit.nullDeviance, wanted.null);
  coefficientTable(fit).forEach(({ z, p, interval }, j) => {
    assertNear(z, wanted.z[j]);
    assertNear(p, wanted.p[j]);
    assertNear(interval.lower, wanted.confint[j][0]);
    assertNear(interval.upper, wanted.confint[j][1]);
  });
});

test('logisticRegression with weights agrees with R to 1e-8', () => {
  assertFit(logisticRegression(rossiDesign(), rossi('arrest'), { weights: thirds }), fromR.logistic_weighted);
});

test('a weight of two is a row that stands there twice, and one of 1 changes nothing', () => {
  const design = rossiDesign();
  const arrest = rossi('arrest');
  const twice = <T>(values: readonly T[]): T[] => [...values, ...values];
  const doubled = logisticRegression(
    { ...design, rows: 864, values: Float64Array.from(twice([...design.values])) },
    twice(arrest),
  );
  const weighted = logisticRegression(design, arrest, { weights: arrest.map(() => 2) });
  weighted.covariance.forEach((value, k) => assertNear(value, doubled.covariance[k], 1e-10));
  const ones = logisticRegression(design, arrest, { weights: arrest.map(() => 1) });
  const plain = logisticRegression(design, arrest);
  ones.coefficients.forEach((value, j) => assertNear(value, plain.coefficients[j], 1e-12));
});

test('poissonRegression with exposure and weights agrees with R to 1e-8, sandwiches too', () => {
  const design = rossiDesign('prio');
  assertFit(poissonRegression(design, rossi('prio'), { exposure: week }), fromR.poisson);
  // A weighted count has no likelihood that R would give for weights that are not whole.
  const { loglik, aic, ...wanted } = fromR.poisson_weighted;
  const fit = poissonRegression(design, rossi('prio'), { exposure: week, weights: halves });
  assertFit(fit, { ...wanted, loglik: fit.logLikelihood, aic: fit.aic });
  assertNear(fit.logLikelihood, loglik);
  assertNear(fit.aic, aic);
});

test('negativeBinomialRegression with exposure and weights agrees with R: theta, its error, likelihood, sandwiches', () => {
  for (const [options, wanted] of [
    [{ exposure: week }, fromR.negbin],
    [{ exposure: week, weights: halves }, fromR.negbin_weighted],
  ] as const) {
    const fit = negativeBinomialRegression(rossiDesign('prio'), rossi('prio'), options);
    assertNear(fit.theta, wanted.theta);
    assertNear(fit.thetaStandardError, wanted.theta_se);
    assertFit(fit, { ...wanted, aic: fit.aic, HC1: [], HC2: [], cluster1: [] });
  }
});

test('days away from school (Quine): Poisson and negative binomial as R has them', () => {
  const pupils = fixtureRows('quine.csv');
  const is = (column: string, level: string): number[] => pupils.map(p => (p[column] === level ? 1 : 0));
  const design = designMatrix({
    male: is('Sex', 'M'),
    F1: is('Age', 'F1'),
    F2: is('Age', 'F2'),
    F3: is('Age', 'F3'),
    ethN: is('Eth', 'N'),
    slow: is('Lrn', 'SL'),
  });
  const days = pupils.map(p => Number(p.Days));
  const { poisson, negbin } = fromR.quine;
  const diagonal = (matrix: readonly (readonly number[])[]): number[] =>
    matrix.map((row, j) => Math.sqrt(row[j]));
  const plain = poissonRegression(design, days);
  Object.values(poisson.coef).forEach((value, j) => assertNear(plain.coefficients[j], value));
  assertErrors(plain.covariance, diagonal(poisson.vcov), 'Poisson');
  assertErrors(sandwichCovariance(plain, 'HC0'), diagonal(poisson.HC0), 'HC0');
  assertNear(plain.deviance, poisson.deviance);
  const wide = negativeBinomialRegression(design, days);
  Object.values(negbin.coef).forEach((value, j) => assertNear(wide.coefficients[j], value));
  assertErrors(wide.covariance, diagonal(negbin.vcov), 'negative binomial');
  assertNear(wide.theta, negbin.theta);
  assertNear(wide.thetaStandardError, negbin.SE_theta);
  assertNear(wide.logLikelihood, negbin.loglik);
});

test('one group against another gives the log odds and the log rate that arithmetic gives', () => {
  const x = [0, 0, 0, 0, 1, 1, 1, 1, 1];
  const odds = logisticRegression(designMatrix({ x }), [1, 1, 1, 0, 1, 0, 0, 0, 0]);
  assertNear(odds.coefficients[1], Math.log(1 / 4) - Math.log(3), 1e-12);
  assertNear(Math.sqrt(odds.covariance[3]), Math.sqrt(1 / 3 + 1 + 1 + 1 / 4), 1e-12);
  const rate = poissonRegression(designMatrix({ x }), [1, 0, 2, 0, 4, 0, 0, 3, 2], {
    exposure: [1, 1, 1, 2, 2, 2, 2, 1, 1],
  });
  assertNear(rate.coefficients[1], Math.log(9 / 8) - Math.log(3 / 5), 1e-12);
  assertNear(Math.sqrt(rate.covariance[3]), Math.sqrt(1 / 3 + 1 / 9), 1e-12);
});

test('columns far from 0 and in other units give the same fit', () => {
  const design = rossiDesign();
  const far = { ...design, values: design.values.slice() };
  for (let i = 0; i < far.rows; i++)
    far.values[i * far.columns + 2] = 1e9 + 1000 * far.values[i * far.columns + 2];
  const [plain, moved] = [design, far].map(d => logisticRegression(d, rossi('arrest')));
  assertNear(moved.deviance, plain.deviance, 1e-11);
  assertNear(moved.coefficients[2] * 1000, plain.coefficients[2], 1e-8);
  assertNear(moved.coefficients[1], plain.coefficients[1], 1e-8);
  assertNear(Math.sqrt(moved.covariance[2 * 8 + 2]) * 1000, Math.sqrt(plain.covariance[2 * 8 + 2]), 1e-8);
});

test('a column without spread, a twin, and what separates are named', () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  const y = [0, 1, 0, 1, 0, 1, 1, 0];
  const fit = logisticRegression(designMatrix({ flat: x.map(() => 0.1), x, twin: x.map(v => 3 * v - 7) }), y);
  assert.deepEqual(fit.dependent, ['flat', 'twin']);
  assert.deepEqual(
    coefficientTable(fit).map(({ name }) => name),
    ['(intercept)', 'x'],
  );
  assert.throws(
    () => logisticRegression(designMatrix({ level: [0, 0, 0, 0, 0, 1, 1, 0], x }), [0, 1, 0, 1, 0, 1, 1, 0]),
    /level: no finite coefficient fits, because this column tells.*separation/,
  );
  assert.throws(
    () => logisticRegression(designMatrix({ x }), [0, 0, 0, 0, 1, 1, 1, 1]),
    /x: no finite coefficient/,
  );
  assert.throws(
    () => poissonRegression(designMatrix({ x, none: [0, 0, 0, 0, 0, 0, 1, 1] }), [2, 1, 3, 2, 4, 2, 0, 0]),
    /none: no finite coefficient/,
  );
});

test('bad outcomes, exposures and weights are refused by row', () => {
  const design = designMatrix({ x: [1, 2, 3, 5] });
  assert.throws(() => logisticRegression(design, [0, 1, 2, 0]), /y is 2 in row 2; it must be 0 or 1/);
  assert.throws(() => logisticRegression(design, [1, 1, 1, 1]), /y is 1 in every row/);
  assert.throws(() => logisticRegression(design, [0, 1, 1]), /y has 3 values and the design 4 rows/);
  assert.throws(
    () => logisticRegression(design, [0, 1, 0, 1], { weights: [1, -1, 1, 1] }),
    /weights is -1 in row 1/,
  );
  assert.throws(
    () =>
      logisticRegression(
        { ...design, values: design.values.map(v => (v === 5 ? Infinity : v)) },
        [0, 1, 0, 1],
      ),
    /x is Infinity in row 3/,
  );
  assert.throws(
    () => poissonRegression(design, [0, 1.5, 2, 0]),
    /y is 1.5 in row 1; it must be a whole number/,
  );
  assert.throws(() => poissonRegression(design, [0, -1, 2, 0]), /y is -1 in row 1/);
  assert.throws(() => poissonRegression(design, [0, 0, 0, 0]), /y is 0 in every row/);
  assert.throws(
    () => poissonRegression(design, [1, 0, 2, 0], { exposure: [1, 0, 1, 1] }),
    /exposure is 0 in row 1/,
  );
  assert.throws(() => negativeBinomialRegression(design, [1, 1, 1, 1]), /vary no more than Poisson/);
  const fit = logisticRegression(design, [0, 1, 0, 1]);
  assert.throws(() => sandwichCovariance(fit, 'HC3', [1, 1, 2, 2]), /HC3 was asked for by cluster/);
  assert.throws(() => sandwichCovariance(fit, 'HC0', [1, 1, 1, 1]), /1 cluster/);
});

test('counts of which plain Newton steps for theta never settle are still seen to vary more than Poisson’s', () => {
  const design = { rows: 200, columns: 2, values: new Float64Array(400), names: ['(intercept)', 'arm'] };
  const y = Array.from({ length: 200 }, (_, i) => {
    design.values.set([1, Number(i < 100)], 2 * i);
    return i % 10 < 2 ? (i < 100 ? 6 : 12) : 0;
  });
  const fit = negativeBinomialRegression(design, y);
  assertNear(fit.coefficients[1], Math.log(0.5), 1e-6, 'ratio');
  assert.ok(fit.theta < 1 && fit.thetaStandardError > 0 && Number.isFinite(fit.thetaStandardError));
});

test('theta is found in a few rounds where the counts are almost Poisson’s, and is at the top of the likelihood', () => {
  const rows = 6000;
  const theta = 40;
  const design = { rows, columns: 2, values: new Float64Array(2 * rows), names: ['(intercept)', 'arm'] };
  const y = Float64Array.from({ length: rows }, (_, i) => {
    design.values.set([1, i % 2], 2 * i);
    return negativeBinomialQuantile((i * 0.6180339887498949) % 1, i % 2 === 0 ? 0.3 : 0.5, theta);
  });
  const fit = negativeBinomialRegression(design, y);
  assert.ok(fit.iterations <= 20, `${fit.iterations} rounds`);
  const step = 0.02 * fit.theta;
  const at = (other: number): number => countsLikelihood(y, fit.fitted, other);
  const [below, top, above] = [at(fit.theta - step), at(fit.theta), at(fit.theta + step)];
  assert.ok(below < top && above < top);
  // By the parabola through the three.
  const fromTop = (step * (above - below)) / (2 * (2 * top - below - above));
  assert.ok(Math.abs(fromTop) < 0.03 * step, `the top of the likelihood is ${fromTop} from theta`);
});

/** The least count of which the distribution function reaches `u`. */
function negativeBinomialQuantile(u: number, mu: number, theta: number): number {
  let probability = (theta / (theta + mu)) ** theta;
  let reached = probability;
  let count = 0;
  for (; reached < u; count++) {
    probability *= ((theta + count) / (count + 1)) * (mu / (theta + mu));
    reached += probability;
  }
  return count;
}

/** Without what does not hang on theta; the gammas as a sum over each count. */
function countsLikelihood(y: Float64Array, mean: ArrayLike<number>, theta: number): number {
  return y.reduce((total, count, i) => {
    let gammas = 0;
    for (let k = 0; k < count; k++) gammas += Math.log(theta + k);
    return total + gammas + theta * Math.log(theta) - (count + theta) * Math.log(theta + mean[i]);
  }, 0);
}
