import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coxRegression, fineGray, kaplanMeier, logRank, proportionalHazardsTest } from '../../src/index.ts';
import { beside } from './survival-outputs.ts';

const index = Array.from({ length: 120 }, (_, i) => i);
const time = index.map(i => 1 + ((i * 37) % 41));
const event = index.map(i => ((i * 7) % 5 < 3 ? 1 : 0));
const x = index.map(i => ((i * 31) % 17) / 17);
const z = index.map(i => ((i * 53) % 23) / 23);
const group = index.map(i => i % 2);

test('a constant has no ratio, whatever it is, and a note says so', () => {
  for (const value of [0.1, 0, 1e9 + 0.1]) {
    const fit = coxRegression({
      time,
      event,
      ...beside(
        x,
        index.map(() => value),
      ),
      names: ['x', 'same'],
    });
    assert.deepEqual(fit.dependent, [1]);
    assert.equal(fit.coefficients[1], 0);
    assert.equal(fit.degreesOfFreedom, 1);
    assert.match(fit.notes[0], /^same is the same for everybody/);
  }
});

test('columns that add up, and one that is level within every stratum, are named', () => {
  const sum = index.map(i => x[i] + z[i]);
  const both = coxRegression({ time, event, ...beside(x, z, sum), names: ['x', 'z', 'sum'] });
  assert.deepEqual(both.dependent, [2]);
  assert.match(both.notes[0], /^sum follows from the columns before it/);
  const level = coxRegression({
    time,
    event,
    strata: group,
    ...beside(
      x,
      group.map(g => 0.3 * g + 0.1),
    ),
  });
  assert.deepEqual(level.dependent, [1]);
  assert.equal(proportionalHazardsTest(level).terms[1].degreesOfFreedom, 0);
});

test('a group without events, one with all of them, and a covariate that orders all events run off by name', () => {
  const fit = (events: number[], column: number[]) => () =>
    coxRegression({ time, event: events, ...beside(x, column), names: ['x', 'other'] });
  assert.throws(
    fit(
      index.map(i => event[i] * group[i]),
      group,
    ),
    /ran off to 0 or infinity \(other\)/,
  );
  assert.throws(
    fit(
      index.map(i => event[i] * (1 - group[i])),
      group,
    ),
    /ran off to 0 or infinity \(other\)/,
  );
  assert.throws(fit(event, time), /ran off to 0 or infinity \(other\)/);
  // Two columns that do so together, neither alone.
  assert.throws(
    fit(
      event,
      index.map(i => -x[i] - time[i]),
    ),
    /ran off to 0 or infinity \(.*other\)/,
  );
});

test('columns of very unequal size and one value far from all others are fitted like any', () => {
  const plain = coxRegression({ time, event, ...beside(x, z) });
  const odd = coxRegression({
    time,
    event,
    ...beside(
      x.map(v => v * 1e12),
      z.map(v => v * 1e-12),
    ),
  });
  assert.ok(Math.abs(odd.coefficients[0] * 1e12 - plain.coefficients[0]) < 1e-9);
  assert.ok(Math.abs(odd.waldTest - plain.waldTest) < 1e-9);
  const far = coxRegression({ time, event, ...beside(x.map((v, i) => (i === 3 ? 1e6 : v))) });
  assert.ok(Number.isFinite(far.coefficients[0]) && far.covariance[0] > 0);
});

test('weights too small for a number, one cluster for all, NaN for a stratum and a level of 95 are refused', () => {
  const data = { time, event, ...beside(x) };
  assert.throws(() => coxRegression({ ...data, weights: index.map(() => 1e-300) }), /no number at all/);
  assert.throws(() => coxRegression({ ...data, cluster: index.map(() => 4) }), /All rows are of one cluster/);
  assert.throws(
    () => coxRegression({ ...data, strata: index.map(i => (i === 7 ? Number.NaN : 0)) }),
    /strata is NaN in row 7/,
  );
  assert.throws(() => coxRegression({ ...data, weights: index.map(() => -1) }), /weight is -1 in row 0/);
  assert.throws(() => kaplanMeier({ time, event }, 'log', 95), /level was 95/);
  assert.throws(
    () =>
      logRank(
        time,
        event.map(() => 0),
        group,
      ),
    /Nobody had the event/,
  );
  assert.throws(
    () => fineGray({ time, cause: event, ...beside(x), cluster: index.map(() => 1) }),
    /All rows are of one cluster/,
  );
});
