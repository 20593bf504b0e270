import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { balancingWeights, coxRegression, designMatrix, fitPropensity } from '../../src/index.ts';
import type { CoxData } from '../../src/index.ts';
import { assertNear, fixtureJson, fixtureRows } from '../fixture.ts';

const rossi = fixtureRows('rossi.csv');
const is = (value: boolean): number => (value ? 1 : 0);
const model: CoxData = {
  time: rossi.map(row => Number(row.week)),
  event: rossi.map(row => Number(row.arrest)),
  columns: 7,
  covariates: Float64Array.from(
    rossi.flatMap(row => [
      is(row.fin === 'yes'),
      Number(row.age),
      is(row.race === 'black'),
      is(row.wexp === 'yes'),
      is(row.mar === 'married'),
      is(row.paro === 'yes'),
      Number(row.prio),
    ]),
  ),
};

test('coxRegression agrees with R to 1e-8 on people released from prison, Efron and Breslow, model and robust', () => {
  const reference = fixtureJson().cox;
  for (const ties of ['efron', 'breslow'] as const) {
    const fit = coxRegression(model, ties);
    const plain = reference[`rossi_${ties}`];
    Object.values(plain.coef).forEach((value, j) => assertNear(fit.coefficients[j], value));
    plain.vcov.flat().forEach((value, k) => assertNear(fit.covariance[k], value));
    reference[`rossi_${ties}_robust`].vcov
      .flat()
      .forEach((value, k) => assertNear(fit.robustCovariance[k], value));
    plain.loglik.forEach((value, k) => assertNear(fit.logLikelihood[k], value));
    assertNear(fit.scoreTest, plain.score);
    assert.equal(fit.events, 114);
  }
});

test('coxRegression with propensity weights agrees with R to 1e-8', () => {
  const treated = rossi.map(row => is(row.fin === 'yes'));
  const { scores } = fitPropensity(
    designMatrix({
      age: rossi.map(row => Number(row.age)),
      race: rossi.map(row => is(row.race === 'other')),
      wexp: rossi.map(row => is(row.wexp === 'yes')),
      mar: rossi.map(row => is(row.mar === 'not married')),
      paro: rossi.map(row => is(row.paro === 'yes')),
      prio: rossi.map(row => Number(row.prio)),
    }),
    treated,
  );
  const { weights } = balancingWeights(scores, treated, 'ATE');
  const fit = coxRegression({ ...model, columns: 1, covariates: Float64Array.from(treated), weights });
  const { coef, robust_se, naive_se } = fixtureJson().rossi_iptw_survival.cox;
  assertNear(fit.coefficients[0], coef);
  assertNear(Math.sqrt(fit.robustCovariance[0]), robust_se);
  assertNear(Math.sqrt(fit.covariance[0]), naive_se);
});

test('coxRegression solves a case that can be solved by hand', () => {
  // Events at 1 (x = 1), 2 (x = 0) and 3 (x = 1). With h the hazard ratio the partial likelihood is
  // h / (2h + 1) times 1 / (h + 1) times 1, largest where (2h + 1)(h + 1) = 2h(h + 1) + h(2h + 1), that is 2h^2 = 1.
  const fit = coxRegression({
    time: [1, 2, 3],
    event: [1, 1, 1],
    columns: 1,
    covariates: Float64Array.of(1, 0, 1),
  });
  assertNear(Math.exp(fit.coefficients[0]), Math.SQRT1_2, 1e-12);
});

test('coxRegression does not depend on row order or units, and changes sign when the arms are swapped', () => {
  const person = fc.record({
    time: fc.integer({ min: 1, max: 12 }),
    event: fc.integer({ min: 0, max: 1 }),
    arm: fc.integer({ min: 0, max: 1 }),
  });
  fc.assert(
    fc.property(fc.array(person, { minLength: 20, maxLength: 60 }), sample => {
      // Both arms need an event while the other is at risk, or the ratio runs off.
      const first = Math.min(...sample.filter(p => p.event === 1).map(p => p.time));
      fc.pre(
        [0, 1].every(
          arm => sample.filter(p => p.arm === arm && p.event === 1 && p.time === first).length > 0,
        ),
      );
      const fit = (people: typeof sample, of: (arm: number) => number): number =>
        coxRegression({
          time: people.map(p => p.time),
          event: people.map(p => p.event),
          columns: 1,
          covariates: Float64Array.from(people, p => of(p.arm)),
        }).coefficients[0];
      const plain = fit(sample, arm => arm);
      const near = (value: number, wanted: number): void => assert.ok(Math.abs(value - wanted) < 1e-9);
      near(
        fit([...sample].reverse(), arm => arm),
        plain,
      );
      near(
        fit(sample, arm => 1 - arm),
        -plain,
      );
      near(fit(sample, arm => 100 * arm + 5) * 100, plain);
    }),
  );
});

test('coxRegression leaves out a column that follows from another and says which', () => {
  const twice = Float64Array.from(
    rossi.flatMap(row => [Number(row.age), Number(row.prio), 2 * Number(row.age)]),
  );
  const fit = coxRegression({ ...model, columns: 3, covariates: twice });
  const alone = coxRegression({
    ...model,
    columns: 2,
    covariates: Float64Array.from(rossi.flatMap(row => [Number(row.age), Number(row.prio)])),
  });
  assert.deepEqual(fit.dependent, [2]);
  assertNear(fit.coefficients[0], alone.coefficients[0]);
  assert.equal(fit.coefficients[2], 0);
});

test('coxRegression refuses data without events and a group that had none, in words', () => {
  const two = { time: [1, 2, 3, 4], columns: 1, covariates: Float64Array.of(1, 1, 0, 0) };
  assert.throws(() => coxRegression({ ...two, event: [0, 0, 0, 0] }), /Nobody had the event/);
  assert.throws(() => coxRegression({ ...two, event: [1, 1, 0, 0] }), /ran off to 0 or infinity/);
});
