import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { designMatrix, fitPropensity, takeRows } from '../src/index.ts';
import { assertNear, fixtureJson } from './fixture.ts';
import { lalondeDesign, lalondeTreated } from './lalonde.ts';
import { fromR } from './weights-fixture.ts';

test('fitPropensity agrees with R to 1e-8: coefficients, covariance, deviance, scores', () => {
  const fit = fitPropensity(lalondeDesign(), lalondeTreated());
  const wanted = fixtureJson().lalonde_propensity;
  Object.values(wanted.coef).forEach((value, j) => assertNear(fit.coefficients[j], value));
  const { covariance } = fit;
  wanted.vcov.flat().forEach((value, k) => {
    // Entries run from 1e-12 to 1; judged by the standard errors of their row and column.
    const columns = wanted.vcov.length;
    const size = Math.sqrt(
      wanted.vcov[Math.floor(k / columns)][Math.floor(k / columns)] * wanted.vcov[k % columns][k % columns],
    );
    assert.ok(Math.abs(covariance[k] - value) < 1e-8 * size);
  });
  assertNear(fit.deviance, wanted.deviance);
  wanted.fitted.forEach((value, i) => assertNear(fit.scores[i], value));
  assert.deepEqual([fit.dependent, fit.separated], [[], []]);
});

test('a probit propensity agrees with R to 1e-8: coefficients, errors, deviance, scores', () => {
  const fit = fitPropensity(lalondeDesign(), lalondeTreated(), { link: 'probit' });
  const { coef, vcov, deviance, fitted } = fromR.probit;
  coef.forEach((value, j) => assertNear(fit.coefficients[j], value));
  vcov.forEach((row, j) => assertNear(Math.sqrt(fit.covariance[j * 9 + j]), Math.sqrt(row[j])));
  assertNear(fit.deviance, deviance);
  fitted.forEach((value, i) => assertNear(fit.scores[i], value));
});

test('a ridge agrees with its own equations solved in R, and makes separated arms finite', () => {
  const { lambda, coef } = fromR.ridge;
  const fit = fitPropensity(lalondeDesign(), lalondeTreated(), { ridge: lambda });
  coef.forEach((value, j) => assertNear(fit.coefficients[j], value));
  const apart = fitPropensity(designMatrix({ x: [1, 2, 3, 4] }), [0, 0, 1, 1], { ridge: 0.5 });
  assert.deepEqual(apart.separated, []);
  assert.ok(apart.scores.every(score => score > 0.01 && score < 0.99));
  assert.throws(
    () => fitPropensity(lalondeDesign(), lalondeTreated(), { ridge: -1 }),
    /ridge was -1; a penalty is 0 or more/,
  );
});

test('with either link arms that the covariates tell apart are named, one column or several', () => {
  const treated = [0, 0, 0, 1, 1, 1];
  for (const link of ['logit', 'probit'] as const) {
    const one = fitPropensity(designMatrix({ x: [1, 2, 3, 4, 5, 6] }), treated, { link });
    assert.deepEqual(one.separated, [1]);
    // Neither tells them apart alone; their sum does.
    const both = fitPropensity(designMatrix({ x: [1, 2, 3, 3, 2, 1], y: [3, 2, 1, 2, 3, 4] }), treated, {
      link,
    });
    assert.deepEqual(both.separated, [1, 2]);
  }
});

test('the score of each covariate is 0 at the fit, to 1e-8 of its size', () => {
  const design = lalondeDesign();
  const treated = lalondeTreated();
  const { scores } = fitPropensity(design, treated);
  for (let j = 0; j < design.columns; j++) {
    let [total, size] = [0, 0];
    for (let i = 0; i < design.rows; i++) {
      const x = design.values[i * design.columns + j];
      total += x * (treated[i] - scores[i]);
      size += Math.abs(x);
    }
    assert.ok(Math.abs(total) < 1e-12 * size, design.names[j]);
  }
});

test('fitPropensity of one group gives the log odds of a two by two table', () => {
  // 3 of 4 treated where x = 0, 1 of 5 where x = 1.
  const x = [0, 0, 0, 0, 1, 1, 1, 1, 1];
  const treated = [1, 1, 1, 0, 1, 0, 0, 0, 0];
  const fit = fitPropensity(designMatrix({ x }), treated);
  assertNear(fit.coefficients[0], Math.log(3), 1e-12);
  assertNear(fit.coefficients[1], Math.log(1 / 4) - Math.log(3), 1e-12);
});

test('fitPropensity leaves out a column that follows from others and gives the same scores', () => {
  const age = [20, 30, 40, 50, 60, 25, 35, 45];
  const treated = [1, 0, 1, 0, 0, 1, 0, 1];
  const plain = fitPropensity(designMatrix({ age }), treated);
  const doubled = fitPropensity(
    designMatrix({ age, months: age.map(a => 12 * a), always: age.map(() => 1) }),
    treated,
  );
  assert.deepEqual(doubled.dependent, [2, 3]);
  doubled.scores.forEach((score, i) => assertNear(score, plain.scores[i], 1e-10));
});

test('fitPropensity names the covariate that tells the arms apart', () => {
  const treated = [1, 1, 1, 0, 0, 0, 1, 0];
  const fit = fitPropensity(
    designMatrix({ noise: [1, 2, 3, 3, 2, 1, 5, 5], level: [0, 0, 1, 0, 0, 0, 1, 0] }),
    treated,
  );
  assert.deepEqual(fit.separated, [2]);
});

test('fitPropensity does not depend on the units of a covariate or on which arm is called first', () => {
  const row = fc.record({ x: fc.integer({ min: 0, max: 9 }), treated: fc.integer({ min: 0, max: 1 }) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 30, maxLength: 80 }), sample => {
      const treated = sample.map(p => p.treated);
      fc.pre(new Set(treated).size === 2);
      const fit = fitPropensity(designMatrix({ x: sample.map(p => p.x) }), treated);
      fc.pre(fit.separated.length === 0);
      const units = fitPropensity(designMatrix({ x: sample.map(p => 1e6 * p.x + 3) }), treated);
      const swapped = fitPropensity(
        designMatrix({ x: sample.map(p => p.x) }),
        treated.map(t => 1 - t),
      );
      fit.scores.forEach((score, i) => {
        assert.ok(Math.abs(units.scores[i] - score) < 1e-7);
        assert.ok(Math.abs(swapped.scores[i] - (1 - score)) < 1e-9);
      });
    }),
  );
});

test('fitPropensity refuses one arm alone, unequal lengths and a covariate that is no number', () => {
  assert.throws(
    () => fitPropensity(designMatrix({ x: [1, 2] }), [1, 1]),
    /2 of 2 people are in the first arm/,
  );
  assert.throws(() => fitPropensity(designMatrix({ x: [1, 2] }), [1]), /treated has 1 values/);
  assert.throws(() => designMatrix({ age: [30, Number.NaN] }), /age is NaN in row 1/);
  assert.throws(() => designMatrix({ age: [30], sex: [1, 0] }), /sex has 2 values and age has 1/);
});

test('takeRows keeps the rows asked for, in their order', () => {
  const taken = takeRows(designMatrix({ x: [5, 6, 7] }), [2, 0]);
  assert.deepEqual([...taken.values], [1, 7, 1, 5]);
});
