import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  designMatrix,
  fitPropensity,
  balancingWeights,
  kaplanMeier,
  numbersAtRisk,
} from '../../src/index.ts';
import type { IntervalKind, SurvivalCurve } from '../../src/index.ts';
import { column, survivalOutputs } from './survival-outputs.ts';
import { assertNear, fixtureJson, fixtureRows } from '../fixture.ts';

const rossi = fixtureRows('rossi.csv').map(row => ({
  row,
  time: Number(row.week),
  event: Number(row.arrest),
}));
const lung = fixtureRows('lung.csv').map(row => ({
  row,
  time: Number(row.time),
  event: Number(row.status) - 1,
}));

interface Person {
  readonly time: number;
  readonly event: number;
}
const data = (people: readonly Person[]): { time: number[]; event: number[] } => ({
  time: people.map(p => p.time),
  event: people.map(p => p.event),
});
const strata: Readonly<Record<string, readonly Person[]>> = {
  'rossi_all all': rossi,
  'rossi_fin fin=no': rossi.filter(({ row }) => row.fin === 'no'),
  'rossi_fin fin=yes': rossi.filter(({ row }) => row.fin === 'yes'),
  'lung_sex sex=1': lung.filter(({ row }) => row.sex === '1'),
  'lung_sex sex=2': lung.filter(({ row }) => row.sex === '2'),
};

test('kaplanMeier agrees with R to 1e-8, plain, log and log-log, on people released from prison and on patients', () => {
  const reference = fixtureRows('km.csv');
  for (const [name, people] of Object.entries(strata)) {
    const rows = reference.filter(row => `${row.data} ${row.stratum}` === name);
    for (const [kind, prefix] of [
      ['plain', 'plain'],
      ['log', 'log'],
      ['log-log', 'loglog'],
    ] as const) {
      const curve = kaplanMeier(data(people), kind);
      assert.equal(curve.time.length, rows.length);
      rows.forEach((row, k) => {
        assert.equal(curve.time[k], Number(row.time));
        assert.equal(curve.atRisk[k], Number(row.n_risk));
        assert.equal(curve.events[k], Number(row.n_event));
        assert.equal(curve.censored[k], Number(row.n_censor));
        assertNear(curve.survival[k], Number(row.survival));
        assertNear(curve.standardError[k], Number(row.std_err));
        assertNear(curve.lower[k], Number(row[`${prefix}_lower`]));
        assertNear(curve.upper[k], Number(row[`${prefix}_upper`]));
      });
    }
  }
});

test('kaplanMeier agrees with arithmetic by hand on six people', () => {
  // Times 1, 2+, 3, 3, 5+, 6: survival 5/6, 5/6, 5/6 x 2/4, the same, 0.
  const curve = kaplanMeier({ time: [6, 3, 1, 5, 3, 2], event: [1, 1, 1, 0, 1, 0] });
  assert.deepEqual([...curve.time], [1, 2, 3, 5, 6]);
  assert.deepEqual([...curve.atRisk], [6, 5, 4, 2, 1]);
  [5 / 6, 5 / 6, 5 / 12, 5 / 12, 0].forEach((survival, k) => assertNear(curve.survival[k], survival, 1e-15));
  // Greenwood at 3: 1/(6 x 5) + 2/(4 x 2) = 1/30 + 1/4.
  assertNear(curve.standardError[2], (5 / 12) * Math.sqrt(1 / 30 + 1 / 4), 1e-14);
});

test('kaplanMeier with propensity weights agrees with R\u2019s robust survfit to 1e-8', () => {
  const treated = rossi.map(({ row }) => (row.fin === 'yes' ? 1 : 0));
  const scores = fitPropensity(
    designMatrix({
      age: rossi.map(({ row }) => Number(row.age)),
      race: rossi.map(({ row }) => (row.race === 'other' ? 1 : 0)),
      wexp: rossi.map(({ row }) => (row.wexp === 'yes' ? 1 : 0)),
      mar: rossi.map(({ row }) => (row.mar === 'not married' ? 1 : 0)),
      paro: rossi.map(({ row }) => (row.paro === 'yes' ? 1 : 0)),
      prio: rossi.map(({ row }) => Number(row.prio)),
    }),
    treated,
  ).scores;
  const { weights } = balancingWeights(scores, treated, 'ATE');
  const reference = fixtureJson().rossi_iptw_survival;
  reference.weights_first10.forEach((weight, i) => assertNear(weights[i], weight));
  reference.km.time.forEach((time, k) => {
    const arm = reference.km.strata[k] === 'fin=yes' ? 1 : 0;
    const own = rossi.flatMap((person, i) => (treated[i] === arm ? [{ ...person, weight: weights[i] }] : []));
    const curve = kaplanMeier({ ...data(own), weights: own.map(person => person.weight) });
    const at = curve.time.findLastIndex(t => t <= time);
    assertNear(curve.survival[at], reference.km.surv[k]);
    assertNear(curve.standardError[at], reference.km.robust_se[k]);
  });
});

const people = fc.array(
  fc.record({ time: fc.integer({ min: 0, max: 30 }), event: fc.integer({ min: 0, max: 1 }) }),
  {
    minLength: 1,
    maxLength: 60,
  },
);

function assertSame(a: SurvivalCurve, b: SurvivalCurve): void {
  a.survival.forEach((value, k) => assertNear(value, b.survival[k], 1e-12));
  a.standardError.forEach((value, k) => assertNear(value, b.standardError[k], 1e-9));
}

test('kaplanMeier does not depend on the order of the rows or on the unit of time', () => {
  fc.assert(
    fc.property(people, sample => {
      const curve = kaplanMeier(data(sample));
      assertSame(kaplanMeier(data([...sample].reverse())), curve);
      assertSame(kaplanMeier(data(sample.map(p => ({ ...p, time: p.time * 7 })))), curve);
    }),
  );
});

test('kaplanMeier never rises, and its bands hold it within 0 and 1', () => {
  fc.assert(
    fc.property(people, fc.constantFrom<IntervalKind>('plain', 'log', 'log-log'), (sample, kind) => {
      const { survival, lower, upper, standardError } = kaplanMeier(data(sample), kind);
      survival.forEach((value, k) => {
        assert.ok(k === 0 || value <= survival[k - 1]);
        assert.ok(0 <= lower[k] && lower[k] <= value && value <= upper[k] && upper[k] <= 1);
        assert.ok(Number.isFinite(standardError[k]));
      });
    }),
  );
});

test('a weight of 2 gives the survival of the same person twice', () => {
  fc.assert(
    fc.property(people, sample => {
      const twice = kaplanMeier(data([...sample, ...sample]));
      const weighted = kaplanMeier({ ...data(sample), weights: sample.map(() => 2) });
      weighted.survival.forEach((value, k) => assertNear(value, twice.survival[k], 1e-12));
    }),
  );
});

test('numbersAtRisk counts those whose time is no earlier', () => {
  assert.deepEqual(numbersAtRisk({ time: [1, 2, 2, 5], event: [1, 0, 1, 0] }, [0, 2, 3, 6]), [4, 3, 1, 0]);
});

test('kaplanMeier refuses nobody, a negative time, a missing time and an event that is neither', () => {
  assert.throws(() => kaplanMeier({ time: [], event: [] }), /nobody/);
  assert.throws(() => kaplanMeier({ time: [-1], event: [1] }), /time is -1 in row 0/);
  assert.throws(() => kaplanMeier({ time: [1, Number.NaN], event: [1, 1] }), /time is NaN in row 1/);
  assert.throws(() => kaplanMeier({ time: [1], event: [2] }), /event is 2 in row 0/);
  assert.throws(() => kaplanMeier({ time: [1], event: [1], weights: [-1] }), /weight is -1/);
});

test('with delayed entry the curve, its errors and its limits are those of R', () => {
  const r = survivalOutputs.heart_km;
  const curve = kaplanMeier({
    start: column('heart', 'start'),
    time: column('heart', 'stop'),
    event: column('heart', 'event'),
  });
  r.time.forEach((time, k) => {
    assert.equal(curve.time[k], time);
    assert.equal(curve.atRisk[k], r.n[k]);
    assertNear(curve.survival[k], r.surv[k]);
    assertNear(curve.standardError[k], r.se[k]);
    if (curve.survival[k] < 1) {
      assertNear(curve.lower[k], r.lower[k]);
      assertNear(curve.upper[k], r.upper[k]);
    }
  });
});
