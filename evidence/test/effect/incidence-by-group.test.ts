import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cumulativeIncidence, cumulativeIncidenceBy, fineGray } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { moreOutputs } from './more-survival-outputs.ts';
import { beside, column } from './survival-outputs.ts';

const status = column('melanoma', 'status');
const ulcer = column('melanoma', 'ulcer');
const melanoma = {
  time: column('melanoma', 'time'),
  cause: status.map(value => (value === 1 ? 1 : value === 3 ? 2 : 0)),
};
const byUlcer = cumulativeIncidenceBy(melanoma, ulcer);

test('incidences of either group, their errors and limits are those of R (survfit of several states)', () => {
  const r = moreOutputs.melanoma_aj;
  r.time.forEach((moment, k) => {
    const found = byUlcer[Number(r.ulcer[k].replace('ulcer=', ''))];
    const at = found.time.findLastIndex(time => time <= moment);
    [found.free, ...found.causes].forEach((state, s) => {
      assertNear(state.share[at], r.p[k][s]);
      assertNear(state.standardError[at], r.se[k][s]);
      assertNear(state.lower[at], r.lower[k][s] ?? 0);
      assertNear(state.upper[at], r.upper[k][s] ?? 0);
    });
  });
});

test('Aalen’s variances are those of R (cuminc)', () => {
  const r = moreOutputs.melanoma_cuminc;
  r.rows.forEach((row, k) => {
    const [group, cause] = row.split(' ').map(Number);
    const found = byUlcer[group];
    const { share, martingaleStandardError } = found.causes[cause - 1];
    [500, 1500, 3000].forEach((moment, m) => {
      const at = found.time.findLastIndex(time => time <= moment);
      assertNear(share[at], r.est[k][m]);
      assertNear((martingaleStandardError?.[at] ?? 0) ** 2, r.var[k][m]);
    });
  });
});

test('a cause that a group never had has a share of 0 in it, without error', () => {
  const [first, second] = cumulativeIncidenceBy(
    { time: [1, 2, 3, 1, 2, 3], cause: [1, 0, 1, 2, 0, 1] },
    [0, 0, 0, 1, 1, 1],
  );
  assert.deepEqual([...first.causes[1].share], [0, 0, 0]);
  assert.deepEqual([...first.causes[1].upper], [0, 0, 0]);
  assert.deepEqual([...first.free.standardError].at(-1), 0);
  assertNear(second.causes[1].share[0], 1 / 3);
});

const person = fc.record({
  time: fc.integer({ min: 1, max: 12 }),
  cause: fc.integer({ min: 0, max: 2 }),
  x: fc.integer({ min: -3, max: 3 }),
  weight: fc.integer({ min: 1, max: 3 }),
});
const people = fc.array(person, { minLength: 20, maxLength: 50 });

test('weights of 1 are none, and times and rows in any unit and order give the same incidences', () => {
  fc.assert(
    fc.property(people, sample => {
      const of = (rows: typeof sample, unit: number, weights?: number[]) =>
        cumulativeIncidence({
          time: rows.map(one => one.time * unit),
          cause: rows.map(one => one.cause),
          weights,
        });
      const base = of(sample, 1);
      for (const other of [
        of([...sample].reverse(), 1),
        of(sample, 30),
        of(
          sample,
          1,
          sample.map(() => 1),
        ),
      ]) {
        other.causes.forEach((one, c) => {
          one.share.forEach((value, k) => assert.ok(Math.abs(value - base.causes[c].share[k]) < 1e-12));
          one.standardError.forEach((value, k) =>
            assert.ok(Math.abs(value - base.causes[c].standardError[k]) < 1e-7),
          );
        });
      }
    }),
  );
});

test('people twice as one cluster each have the Fine-Gray sandwich of once, and every row its own cluster is none', () => {
  fc.assert(
    fc.property(people, sample => {
      const of = (rows: typeof sample, cluster?: number[]) => {
        try {
          return fineGray({
            time: rows.map(one => one.time),
            cause: rows.map(one => one.cause),
            ...beside(rows.map(one => one.x)),
            cluster,
          });
        } catch (error) {
          if (error instanceof RangeError) return undefined;
          throw error;
        }
      };
      const once = of(sample);
      fc.pre(once !== undefined && once.dependent.length === 0);
      const own = of(sample, [...sample.keys()]);
      const twice = of([...sample, ...sample], [...sample.keys(), ...sample.keys()]);
      assert.ok(own && twice);
      assertNear(own.covariance[0], once.covariance[0], 1e-12);
      assertNear(twice.coefficients[0], once.coefficients[0], 1e-9);
      assertNear(twice.covariance[0], once.covariance[0], 1e-8);
    }),
  );
});
