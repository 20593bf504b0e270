import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  coxRegression,
  kaplanMeier,
  kaplanMeierBy,
  logRank,
  nelsonAalen,
  restrictedMean,
  survivalQuantile,
} from '../../src/index.ts';
import type { SurvivalCurve } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { moreOutputs } from './more-survival-outputs.ts';
import { column } from './survival-outputs.ts';

function assertCurve(curve: SurvivalCurve, r: typeof moreOutputs.veteran_km_weights): void {
  assert.equal(curve.time.length, r.time.length);
  r.time.forEach((time, k) => {
    assert.equal(curve.time[k], time);
    assertNear(curve.survival[k], r.surv[k], 1e-8, `survival at ${time}`);
    // Where the weighted curve reaches 0 R keeps a rounding error of it.
    if (curve.survival[k] === 0 || curve.survival[k] === 1) return;
    assertNear(curve.standardError[k], r.se[k], 1e-8, `error at ${time}`);
    assertNear(curve.lower[k], r.lower[k] ?? 0, 1e-8, `lower at ${time}`);
    assertNear(curve.upper[k], r.upper[k] ?? 1, 1e-8, `upper at ${time}`);
  });
}

test('with weights, delayed entry and several rows a person the jackknife is that of R', () => {
  const id = column('heart', 'id');
  const data = {
    start: column('heart', 'start'),
    time: column('heart', 'stop'),
    event: column('heart', 'event'),
    weights: id.map(i => 1 + (i % 4) / 4),
    cluster: id,
  };
  const curve = kaplanMeier(data);
  assert.equal(curve.standardErrorName, 'infinitesimal jackknife');
  assertCurve(curve, moreOutputs.heart_km_cluster);
  moreOutputs.heart_km_cluster.n.forEach((n, k) => assertNear(curve.atRisk[k], n));
});

test('with weights the limits on the log scale are those of R', () => {
  const weights = column('veteran', 'age').map(age => 1 + (age % 3) / 2);
  const data = { time: column('veteran', 'time'), event: column('veteran', 'status'), weights };
  assertCurve(kaplanMeier(data, 'log'), moreOutputs.veteran_km_weights);
});

test('cumulative hazards and their errors are those of R, with weights too', () => {
  const weights = column('veteran', 'age').map(age => 1 + (age % 3) / 2);
  const data = { time: column('veteran', 'time'), event: column('veteran', 'status') };
  for (const [found, r] of [
    [nelsonAalen(data), moreOutputs.veteran_hazard],
    [nelsonAalen({ ...data, weights }), moreOutputs.veteran_hazard_weights],
  ] as const) {
    r.time.forEach((time, k) => {
      assert.equal(found.time[k], time);
      assertNear(found.cumulativeHazard[k], r.hazard[k]);
      assertNear(found.standardError[k], r.se[k]);
    });
  }
});

test('times that differ by rounding alone are one time, as in R', () => {
  const exact = [0.3, 0.3, 0.7, 0.7, 1.2, 1.5];
  const rounded = [0.1 + 0.2, 0.3, 0.7, 0.6 + 0.1, 1.2, 1.5];
  assert.notEqual(rounded[0], rounded[1]);
  const event = [1, 0, 1, 1, 0, 1];
  const group = [0, 1, 0, 1, 1, 0];
  const [a, b] = [kaplanMeier({ time: exact, event }), kaplanMeier({ time: rounded, event })];
  assert.deepEqual([...b.survival], [...a.survival]);
  assert.equal(logRank(rounded, event, group).chiSquare, logRank(exact, event, group).chiSquare);
  const cox = (time: number[]) =>
    coxRegression({ time, event, columns: 1, covariates: Float64Array.of(1, 3, 2, 5, 1, 0) }).coefficients[0];
  assert.equal(cox(rounded), cox(exact));
  assert.throws(
    () => kaplanMeier({ start: [0, 0.3], time: [1, 0.1 + 0.2], event: [1, 1] }),
    /differ by rounding alone/,
  );
});

test('medians and their limits are those of R’s table, also where the curve stops level or at 0', () => {
  for (const { time, event, median, lower, upper } of moreOutputs.medians) {
    const found = survivalQuantile(kaplanMeier({ time, event }, 'log'));
    assert.deepEqual([found.time ?? null, found.lower ?? null, found.upper ?? null], [median, lower, upper]);
  }
});

const person = fc.record({
  time: fc.integer({ min: 1, max: 15 }),
  event: fc.integer({ min: 0, max: 1 }),
  weight: fc.integer({ min: 1, max: 5 }),
  group: fc.integer({ min: 0, max: 2 }),
});
const people = fc.array(person, { minLength: 6, maxLength: 50 });
interface Person {
  readonly time: number;
  readonly event: number;
  readonly weight: number;
}
const dataOf = (sample: readonly Person[]) => ({
  time: sample.map(one => one.time),
  event: sample.map(one => one.event),
  weights: sample.map(one => one.weight),
});
const same = (a: Float64Array, b: Float64Array, about: string): void =>
  a.forEach((value, k) =>
    assert.ok(Math.abs(value - b[k]) < 1e-10, `${about} ${k}: ${value} is not ${b[k]}`),
  );

test('the curve of each group is that of its people alone', () => {
  fc.assert(
    fc.property(people, sample => {
      fc.pre([0, 1, 2].every(g => sample.some(one => one.group === g)));
      const together = kaplanMeierBy(
        dataOf(sample),
        sample.map(one => one.group),
      );
      together.forEach((curve, g) => {
        const alone = kaplanMeier(dataOf(sample.filter(one => one.group === g)));
        for (const key of ['time', 'atRisk', 'survival', 'standardError', 'lower', 'upper'] as const) {
          same(curve[key], alone[key], key);
        }
      });
    }),
  );
});

test('cutting a row in two that are one cluster changes neither curve nor restricted mean', () => {
  fc.assert(
    fc.property(people, sample => {
      const whole = dataOf(sample);
      const cut = sample.flatMap((one, i) => [
        { ...one, i, start: 0, time: one.time / 2, event: 0 },
        { ...one, i, start: one.time / 2 },
      ]);
      const parts = { ...dataOf(cut), start: cut.map(one => one.start), cluster: cut.map(one => one.i) };
      const [a, b] = [kaplanMeier(whole), kaplanMeier(parts)];
      a.time.forEach((time, k) => {
        const at = b.time.indexOf(time);
        assert.ok(Math.abs(a.survival[k] - b.survival[at]) < 1e-10);
        assert.ok(Math.abs(a.standardError[k] - b.standardError[at]) < 1e-7, `error at ${time}`);
      });
      const tau = Math.max(...whole.time);
      assertNear(restrictedMean(parts, tau).mean, restrictedMean(whole, tau).mean, 1e-10);
      assertNear(restrictedMean(parts, tau).standardError, restrictedMean(whole, tau).standardError, 1e-7);
    }),
  );
});

test('twice the same rows as one cluster each have the error of once', () => {
  fc.assert(
    fc.property(people, sample => {
      const once = kaplanMeier(dataOf(sample));
      const cluster = [...sample.keys(), ...sample.keys()];
      const twice = kaplanMeier({ ...dataOf([...sample, ...sample]), cluster });
      same(twice.survival, once.survival, 'survival');
      same(twice.standardError, once.standardError, 'error');
    }),
  );
});

test('an interval that starts when it stops, weights of nothing and an empty group are refused in words', () => {
  const two = { time: [1, 2], event: [1, 0] };
  assert.throws(() => kaplanMeier({ ...two, start: [0, 2] }), /start is 2 and stop 2 in row 1/);
  assert.throws(() => kaplanMeier({ ...two, weights: [0, 0] }), /Every weight is 0/);
  assert.throws(() => kaplanMeierBy(two, [0, 2]), /1, 0, 1 people/);
  assert.throws(() => kaplanMeierBy(two, [0, 0.5]), /group is 0.5 in row 1/);
  assert.throws(
    () => kaplanMeier({ ...two, time: [1, Number.POSITIVE_INFINITY] }),
    /time is Infinity in row 1/,
  );
});
