import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logRank } from '../../src/index.ts';
import { column, levels, survivalOutputs } from './survival-outputs.ts';
import { assertNear, fixtureJson, fixtureRows } from '../fixture.ts';

test('logRank agrees with R to 1e-8 on people released from prison and on patients', () => {
  const rossi = fixtureRows('rossi.csv');
  const lung = fixtureRows('lung.csv');
  const { rossi_fin, lung_sex } = fixtureJson().logrank;
  for (const [found, wanted] of [
    [
      logRank(
        rossi.map(row => Number(row.week)),
        rossi.map(row => Number(row.arrest)),
        rossi.map(row => (row.fin === 'yes' ? 1 : 0)),
      ),
      rossi_fin,
    ],
    [
      logRank(
        lung.map(row => Number(row.time)),
        lung.map(row => Number(row.status) - 1),
        lung.map(row => Number(row.sex) - 1),
      ),
      lung_sex,
    ],
  ] as const) {
    assert.deepEqual(found.n, wanted.n);
    assert.deepEqual(found.observed, wanted.obs);
    found.expected.forEach((value, g) => assertNear(value, wanted.exp[g]));
    assertNear(found.chiSquare, wanted.chisq);
    assertNear(found.p, wanted.p);
  }
});

test('logRank agrees with arithmetic by hand on five people', () => {
  // Group 0: events at 1 and 4; group 1: event at 2, last seen at 3 and 5.
  // Expected in group 0: 2/5 + 1/4 + 1/2 = 1.15; variance 2/5 x 3/5 + 1/4 x 3/4 + 1/2 x 1/2 = 0.6775.
  const { observed, expected, chiSquare } = logRank([1, 4, 2, 3, 5], [1, 1, 1, 0, 0], [0, 0, 1, 1, 1]);
  assert.deepEqual(observed, [2, 1]);
  assertNear(expected[0], 1.15, 1e-14);
  assertNear(chiSquare, (2 - 1.15) ** 2 / 0.6775, 1e-13);
});

test('logRank does not depend on which group is called which, or on the order of rows', () => {
  const person = fc.record({
    time: fc.integer({ min: 1, max: 20 }),
    event: fc.integer({ min: 0, max: 1 }),
    group: fc.integer({ min: 0, max: 1 }),
  });
  fc.assert(
    fc.property(fc.array(person, { minLength: 6, maxLength: 50 }), sample => {
      fc.pre(new Set(sample.map(p => p.group)).size === 2 && sample.some(p => p.event === 1));
      const chiSquare = (people: typeof sample, swap: boolean): number =>
        logRank(
          people.map(p => p.time),
          people.map(p => p.event),
          people.map(p => (swap ? 1 - p.group : p.group)),
        ).chiSquare;
      assertNear(chiSquare(sample, true), chiSquare(sample, false), 1e-9);
      assertNear(chiSquare([...sample].reverse(), false), chiSquare(sample, false), 1e-9);
    }),
  );
});

test('logRank refuses a group without people', () => {
  assert.throws(() => logRank([1, 2], [1, 1], [0, 0]), /needs two groups or more/);
  assert.throws(() => logRank([1, 2], [1, 1], [0, 2]), /1, 0, 1 people/);
});

test('four groups, Peto’s weights and strata are as in R (survdiff)', () => {
  const time = column('veteran', 'time');
  const event = column('veteran', 'status');
  const { codes } = levels('veteran', 'cell');
  const treatment = column('veteran', 'trt').map(t => t - 1);
  const r = survivalOutputs;
  for (const [found, want] of [
    [logRank(time, event, codes), r.veteran_logrank_cell],
    [logRank(time, event, codes, { rho: 1 }), r.veteran_peto_cell],
    [logRank(time, event, treatment, { strata: codes }), r.veteran_logrank_strata],
    [logRank(time, event, treatment, { strata: codes, rho: 0.5 }), r.veteran_rho_strata],
  ] as const) {
    assert.deepEqual(found.n, want.n);
    assertNear(found.chiSquare, want.chisq);
    want.obs.forEach((value, g) => assertNear(found.observed[g], value));
    want.exp.forEach((value, g) => assertNear(found.expected[g], value));
    want.var.forEach((row, g) => row.forEach((value, h) => assertNear(found.variance[g][h], value)));
  }
});
