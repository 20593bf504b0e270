import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baselineHazard, martingaleResiduals } from '../../src/effect/baseline-hazard.ts';
import { concordance } from '../../src/effect/concordance.ts';
import { coxRegression } from '../../src/effect/cox.ts';
import type { CoxData, CoxFit } from '../../src/effect/cox.ts';
import { proportionalHazardsTest } from '../../src/effect/proportional-hazards.ts';
import { assertNear } from '../fixture.ts';
import { beside, column, levels, survivalOutputs } from './survival-outputs.ts';
import type { CoxOutput } from './survival-outputs.ts';

function assertCovariance(got: Float64Array, want: readonly (readonly number[])[], about: string): void {
  want.forEach((row, j) =>
    row.forEach((value, k) => {
      // Off the diagonal beside the scale of its row and column, as R keeps no more there itself.
      const scale = Math.sqrt(want[j][j] * want[k][k]);
      const apart = Math.abs(got[j * want.length + k] - value);
      assert.ok(apart <= 1e-8 * scale, `${about} ${j},${k}: ${got[j * want.length + k]} is not ${value}`);
    }),
  );
}

function assertFit(fit: CoxFit, r: Omit<CoxOutput, 'zph'> & Partial<CoxOutput>): void {
  r.coef.forEach((value, j) => assertNear(fit.coefficients[j], value, 1e-8, `coefficient ${j}`));
  assertCovariance(fit.covariance, r.naive ?? r.var, 'covariance');
  if (r.naive) assertCovariance(fit.robustCovariance, r.var, 'robust covariance');
  r.loglik.forEach((value, k) => assertNear(fit.logLikelihood[k], value, 1e-8, `log likelihood ${k}`));
  assertNear(fit.scoreTest, r.score, 1e-8, 'score test');
  assertNear(r.naive ? fit.robustWaldTest : fit.waldTest, r.wald, 1e-8, 'Wald test');
  assertNear(concordance(fit).concordance, r.concordance, 1e-3, 'concordance');
  for (const [transform, chisq] of Object.entries(r.zph ?? {})) {
    const { terms, global } = proportionalHazardsTest(fit, transform as 'km');
    // A chi-square near 0 is the square of a score that cancels to nothing: its digits are counted from 1.
    [...terms, global].forEach((row, k) =>
      assert.ok(Math.abs(row.chiSquare - chisq[k]) <= 1e-8 * Math.max(1, chisq[k]), `${transform} ${k}`),
    );
  }
}

const heart: CoxData = {
  start: column('heart', 'start'),
  time: column('heart', 'stop'),
  event: column('heart', 'event'),
  ...beside(...['age', 'year', 'surgery', 'transplant'].map(name => column('heart', name))),
};
const veteran = { time: column('veteran', 'time'), event: column('veteran', 'status') };

test('with delayed entry and covariates that change, everything is as in R, for Efron and for Breslow', () => {
  assertFit(coxRegression(heart), survivalOutputs.heart_efron);
  assertFit(coxRegression(heart, 'breslow'), survivalOutputs.heart_breslow);
});

test('with weights and rows of one person as a cluster, the robust covariance is as in R', () => {
  const id = column('heart', 'id');
  const fit = coxRegression({ ...heart, weights: id.map(i => 1 + (i % 4) / 4), cluster: id });
  assertFit(fit, survivalOutputs.heart_cluster_weights);
});

test('strata have baseline hazards of their own, as in R, also with delayed entry and clusters', () => {
  const data = { ...heart, ...beside(...['age', 'year', 'transplant'].map(name => column('heart', name))) };
  assertFit(coxRegression({ ...data, strata: column('heart', 'surgery') }), survivalOutputs.heart_strata);
  const bladder = coxRegression({
    start: column('bladder2', 'start'),
    time: column('bladder2', 'stop'),
    event: column('bladder2', 'event'),
    strata: column('bladder2', 'enum'),
    cluster: column('bladder2', 'id'),
    ...beside(...['rx', 'number', 'size'].map(name => column('bladder2', name))),
  });
  assertFit(bladder, survivalOutputs.bladder_cluster_strata);
  const lungs = coxRegression({
    ...veteran,
    strata: levels('veteran', 'cell').codes,
    ...beside(...['trt', 'karno', 'diagtime', 'age', 'prior'].map(name => column('veteran', name))),
  });
  assertFit(lungs, survivalOutputs.veteran_strata);
});

test('the levels of a factor are tested together for proportional hazards, as in R', () => {
  const r = survivalOutputs.veteran_factor;
  const { codes } = levels('veteran', 'cell');
  const indicator = (level: number) => codes.map(code => (code === level ? 1 : 0));
  const fit = coxRegression({
    ...veteran,
    ...beside(column('veteran', 'trt'), column('veteran', 'karno'), indicator(1), indicator(2), indicator(3)),
  });
  assertFit(fit, r);
  const { terms, global } = proportionalHazardsTest(fit, 'km', [
    { name: 'treatment', columns: [0] },
    { name: 'karno', columns: [1] },
    { name: 'cell', columns: [2, 3, 4] },
  ]);
  [...terms, global].forEach((row, k) => {
    assertNear(row.chiSquare, r.zph_terms.chisq[k], 1e-8, row.name);
    assert.equal(row.degreesOfFreedom, r.zph_terms.df[k]);
  });
});

test('baseline hazards by stratum and martingale residuals are those of R', () => {
  const fit = coxRegression({
    ...veteran,
    strata: column('veteran', 'prior'),
    ...beside(column('veteran', 'trt'), column('veteran', 'karno')),
  });
  const r = survivalOutputs.veteran_basehaz;
  const ours = baselineHazard(fit).flatMap(({ time, cumulativeHazard }) =>
    Array.from(time, (at, k) => [at, cumulativeHazard[k]] as const),
  );
  assert.equal(ours.length, r.time.length);
  ours.forEach(([at, hazard], k) => {
    assert.equal(at, r.time[k]);
    assertNear(hazard, r.hazard[k], 1e-8, `time ${at}`);
  });
  const residuals = martingaleResiduals(fit);
  survivalOutputs.veteran_martingale.forEach((value, i) => assertNear(residuals[i], value, 1e-8, `row ${i}`));
});

test('splitting a row at a time changes nothing, and neither does calling everybody one stratum', () => {
  const whole = coxRegression({
    ...veteran,
    ...beside(column('veteran', 'trt'), column('veteran', 'karno')),
  });
  const cut = 80.5;
  const rows = [...veteran.time.keys()].flatMap(i =>
    veteran.time[i] > cut
      ? [
          { i, start: 0, stop: cut, event: 0 },
          { i, start: cut, stop: veteran.time[i], event: veteran.event[i] },
        ]
      : [{ i, start: 0, stop: veteran.time[i], event: veteran.event[i] }],
  );
  const split = coxRegression({
    start: rows.map(row => row.start),
    time: rows.map(row => row.stop),
    event: rows.map(row => row.event),
    strata: rows.map(() => 7),
    cluster: rows.map(row => row.i),
    ...beside(...['trt', 'karno'].map(name => rows.map(row => column('veteran', name)[row.i]))),
  });
  for (const j of [0, 1]) assertNear(split.coefficients[j], whole.coefficients[j], 1e-9);
  for (const k of [0, 1, 3]) {
    assertNear(split.covariance[k], whole.covariance[k], 1e-8);
    assertNear(split.robustCovariance[k], whole.robustCovariance[k], 1e-8);
  }
});

test('bad rows are refused by number, and a column that runs off is named', () => {
  assert.throws(() => coxRegression({ ...heart, start: heart.time }), /start is 50 and stop 50 in row 0/);
  const covariates = heart.covariates.slice();
  covariates[5] = Number.POSITIVE_INFINITY;
  assert.throws(
    () => coxRegression({ ...heart, covariates, names: ['age', 'year', 'surgery', 'transplant'] }),
    /year is Infinity in row 1/,
  );
  const two = {
    time: [1, 2, 3, 4],
    event: [1, 1, 0, 0],
    covariates: Float64Array.of(1, 1, 0, 0),
    columns: 1,
    names: ['new'],
  };
  assert.throws(() => coxRegression(two), /ran off to 0 or infinity \(new\)/);
});
