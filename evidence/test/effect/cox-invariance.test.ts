import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { coxRegression, proportionalHazardsTest } from '../../src/index.ts';
import type { CoxData, CoxFit, Ties } from '../../src/index.ts';

interface Person {
  readonly time: number;
  readonly entry: number;
  readonly event: number;
  readonly x: number;
  readonly arm: number;
  readonly weight: number;
  readonly stratum: number;
}

const person = fc.record({
  time: fc.integer({ min: 2, max: 14 }),
  entry: fc.integer({ min: 0, max: 1 }),
  event: fc.integer({ min: 0, max: 1 }),
  x: fc.integer({ min: -4, max: 4 }),
  arm: fc.integer({ min: 0, max: 1 }),
  weight: fc.integer({ min: 1, max: 3 }),
  stratum: fc.integer({ min: 0, max: 1 }),
});
const people = fc.array(person, { minLength: 25, maxLength: 60 });
const rules = fc.constantFrom<Ties>('efron', 'breslow');

function dataOf(sample: readonly Person[]): CoxData {
  return {
    start: sample.map(one => one.entry),
    time: sample.map(one => one.time),
    event: sample.map(one => one.event),
    weights: sample.map(one => one.weight),
    strata: sample.map(one => one.stratum),
    columns: 2,
    covariates: Float64Array.from(sample.flatMap(one => [one.x, one.arm])),
  };
}

/** Undefined for a sample whose ratio runs off, which tells nothing. */
function fitOf(data: CoxData, ties: Ties): CoxFit | undefined {
  try {
    return coxRegression(data, ties);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function assertSame(got: ArrayLike<number>, want: ArrayLike<number>, about: string): void {
  assert.equal(got.length, want.length);
  for (let k = 0; k < want.length; k++) {
    const apart = Math.abs(got[k] - want[k]);
    assert.ok(apart <= 1e-7 * Math.max(1, Math.abs(want[k])), `${about} ${k}: ${got[k]} is not ${want[k]}`);
  }
}

/** Everything that a fit says of its coefficients. */
function figures(fit: CoxFit): number[] {
  return [
    ...fit.coefficients,
    ...fit.covariance,
    ...fit.robustCovariance,
    fit.scoreTest,
    fit.waldTest,
    fit.likelihoodRatioTest,
    fit.robustScoreTest,
    ...proportionalHazardsTest(fit, 'rank').terms.map(row => row.chiSquare),
  ];
}

test('order of rows, unit and origin of time, and numbers of strata change nothing', () => {
  fc.assert(
    fc.property(people, rules, (sample, ties) => {
      const base = fitOf(dataOf(sample), ties);
      fc.pre(base !== undefined && base.dependent.length === 0);
      for (const other of [
        dataOf([...sample].reverse()),
        dataOf(sample.map(one => ({ ...one, entry: one.entry * 30, time: one.time * 30 }))),
        dataOf(sample.map(one => ({ ...one, entry: one.entry + 7, time: one.time + 7 }))),
        dataOf(sample.map(one => ({ ...one, stratum: 5 - 3 * one.stratum }))),
      ]) {
        const fit = fitOf(other, ties);
        assert.ok(fit);
        assertSame(figures(fit), figures(base), 'figure');
      }
    }),
    { numRuns: 60 },
  );
});

test('a covariate’s unit and origin scale its coefficient, and the other arm as baseline turns its sign', () => {
  fc.assert(
    fc.property(people, rules, (sample, ties) => {
      const base = fitOf(dataOf(sample), ties);
      fc.pre(base !== undefined && base.dependent.length === 0);
      const fit = fitOf(
        dataOf(sample.map(one => ({ ...one, x: 1000 + 10 * one.x, arm: 1 - one.arm }))),
        ties,
      );
      assert.ok(fit);
      assertSame([10 * fit.coefficients[0], -fit.coefficients[1]], base.coefficients, 'coefficient');
      const turn = [100, -10, -10, 1];
      assertSame(
        fit.covariance.map((value, k) => turn[k] * value),
        base.covariance,
        'covariance',
      );
      assertSame([fit.waldTest, fit.scoreTest], [base.waldTest, base.scoreTest], 'test');
    }),
    { numRuns: 60 },
  );
});

test('by Breslow’s rule a weight of 2 is the same row twice; a weight of 1 is no weight, and of 0 no row', () => {
  fc.assert(
    fc.property(people, sample => {
      const { weights, ...plain } = dataOf(sample);
      const base = fitOf(plain, 'breslow');
      fc.pre(base !== undefined && base.dependent.length === 0);
      const ones = fitOf({ ...plain, weights: sample.map(() => 1) }, 'breslow');
      assert.ok(ones);
      assertSame(figures(ones), figures(base), 'weight of 1');
      const copies = sample.flatMap(one => Array.from({ length: one.weight }, () => one));
      const twice = fitOf({ ...dataOf(copies), weights: undefined }, 'breslow');
      const weighted = fitOf({ ...plain, weights }, 'breslow');
      assert.ok(twice && weighted);
      assertSame(twice.coefficients, weighted.coefficients, 'coefficient');
      assertSame(twice.covariance, weighted.covariance, 'covariance');
      const without = fitOf(dataOf(sample.filter((_, i) => i % 5 > 0)), 'efron');
      fc.pre(without !== undefined);
      const zeros = fitOf(dataOf(sample.map((one, i) => (i % 5 > 0 ? one : { ...one, weight: 0 }))), 'efron');
      assert.ok(zeros);
      assertSame(zeros.coefficients, without.coefficients, 'coefficient without');
      assertSame(zeros.robustCovariance, without.robustCovariance, 'robust without');
      assert.equal(zeros.events, without.events);
    }),
    { numRuns: 60 },
  );
});

test('rows twice as one cluster each have the robust error of once', () => {
  fc.assert(
    fc.property(people, sample => {
      const once = fitOf(dataOf(sample), 'breslow');
      fc.pre(once !== undefined && once.dependent.length === 0);
      const twice = fitOf(
        { ...dataOf([...sample, ...sample]), cluster: [...sample.keys(), ...sample.keys()] },
        'breslow',
      );
      assert.ok(twice);
      assertSame(twice.robustCovariance, once.robustCovariance, 'robust covariance');
    }),
    { numRuns: 60 },
  );
});
