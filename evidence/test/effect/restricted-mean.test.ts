import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { restrictedMean, restrictedMeanDifference } from '../../src/effect/restricted-mean.ts';
import { kaplanMeier } from '../../src/effect/kaplan-meier.ts';
import { survivalQuantile } from '../../src/effect/survival-quantile.ts';
import { assertNear, fixtureRows } from '../fixture.ts';
import { column, survivalOutputs } from './survival-outputs.ts';

const rossi = fixtureRows('rossi.csv');
const arm = (fin: string) => {
  const own = rossi.filter(row => row['fin'] === fin);
  return { time: own.map(row => Number(row['week'])), event: own.map(row => Number(row['arrest'])) };
};

test('restricted means to 52 and 40 weeks, their errors and their difference are those of R (survRM2)', () => {
  // reference/rmst.json: R 4.2.2, survRM2's variance.
  for (const [tau, no, yes, difference] of [
    [
      52,
      [44.8333333333333, 0.917671540498792],
      [46.875, 0.793324895885726],
      [2.04166666666666, 1.21304799850357, 0.0923580353046186],
    ],
    [
      40,
      [35.9351851851852, 0.622630842193479],
      [37.162037037037, 0.527723533268762],
      [1.22685185185184, 0.8161870454842, 0.132800274700914],
    ],
  ] as const) {
    const [second, first] = [restrictedMean(arm('no'), tau), restrictedMean(arm('yes'), tau)];
    assertNear(second.mean, no[0]);
    assertNear(second.standardError, no[1]);
    assertNear(first.mean, yes[0]);
    assertNear(first.standardError, yes[1]);
    const found = restrictedMeanDifference(first, second);
    assertNear(found.difference, difference[0]);
    assertNear(found.standardError, difference[1]);
    assertNear(found.p, difference[2]);
  }
});

test('with weights the error is the jackknife’s, as moving each person’s weight in R shows', () => {
  const r = survivalOutputs.veteran_rmst_weighted;
  const data = {
    time: column('veteran', 'time'),
    event: column('veteran', 'status'),
    weights: column('veteran', 'age').map(age => 1 + (age % 3) / 2),
  };
  const found = restrictedMean(data, 300);
  assertNear(found.mean, r.mean);
  assertNear(found.standardError, r.se_numeric, 1e-5); // R's side is a numerical derivative with steps of 1e-6.
});

test('everybody followed to the end and nobody with the event: the mean is tau itself, without error', () => {
  const found = restrictedMean({ time: [10, 10, 10], event: [0, 0, 0] }, 10);
  assert.equal(found.mean, 10);
  assert.equal(found.standardError, 0);
});

test('without censoring the mean is the mean of the times cut at tau, and its error that of a mean', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 3, maxLength: 40 }), times => {
      const tau = 20;
      const cut = times.map(time => Math.min(time, tau));
      const mean = cut.reduce((total, value) => total + value, 0) / cut.length;
      const variance = cut.reduce((total, value) => total + (value - mean) ** 2, 0) / cut.length;
      const found = restrictedMean({ time: times, event: times.map(() => 1) }, tau);
      assertNear(found.mean, mean, 1e-10);
      assert.ok(Math.abs(found.standardError - Math.sqrt(variance / cut.length)) < 1e-10);
    }),
  );
});

test('quartiles with their intervals are those of R (quantile of survfit)', () => {
  const curve = kaplanMeier({ time: column('veteran', 'time'), event: column('veteran', 'status') });
  [0.25, 0.5, 0.75].forEach((share, k) => {
    const { time, lower, upper } = survivalQuantile(curve, share);
    assert.equal(time, survivalOutputs.veteran_quantiles.quantile[k]);
    assert.equal(lower, survivalOutputs.veteran_quantiles.lower[k]);
    assert.equal(upper, survivalOutputs.veteran_quantiles.upper[k]);
  });
});

test('a tau beyond the last time, and one of nothing, are refused in words', () => {
  assert.throws(
    () => restrictedMean({ time: [1, 2, 3], event: [1, 0, 0] }, 5),
    /nobody is followed beyond 3/,
  );
  assert.throws(() => restrictedMean({ time: [1, 2, 3], event: [1, 0, 0] }, 0), /tau was 0/);
});
