import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  concordance,
  coxByPeriod,
  coxExact,
  coxInfluence,
  coxRegression,
  expectedSurvival,
  proportionalHazardsAdvice,
  proportionalHazardsTest,
  splitTime,
} from '../../src/index.ts';
import { assertNear, fixtureRows } from '../fixture.ts';
import { moreOutputs } from './more-survival-outputs.ts';
import { beside, column } from './survival-outputs.ts';

const heart = {
  start: column('heart', 'start'),
  time: column('heart', 'stop'),
  event: column('heart', 'event'),
  ...beside(...['age', 'year', 'surgery', 'transplant'].map(name => column('heart', name))),
};
const veteran = {
  time: column('veteran', 'time'),
  event: column('veteran', 'status'),
  ...beside(...['trt', 'karno', 'age'].map(name => column('veteran', name))),
  names: ['trt', 'karno', 'age'],
};

function assertModel(
  fit: { readonly coefficients: Float64Array; readonly covariance: Float64Array },
  r: { readonly coef: readonly number[]; readonly var: readonly (readonly number[])[] },
): void {
  r.coef.forEach((value, j) => assertNear(fit.coefficients[j], value, 1e-8, `coefficient ${j}`));
  r.var.forEach((row, j) =>
    row.forEach((value, k) => {
      const scale = Math.sqrt(r.var[j][j] * r.var[k][k]);
      assert.ok(
        Math.abs(fit.covariance[j * r.coef.length + k] - value) < 1e-8 * scale,
        `covariance ${j},${k}`,
      );
    }),
  );
}

test('exact ties are those of R', () => {
  const r = moreOutputs.veteran_exact;
  const fit = coxExact(veteran);
  assertModel(fit, r);
  r.loglik.forEach((value, k) => assertNear(fit.logLikelihood[k], value));
  assertNear(fit.scoreTest, r.score);
  assertNear(fit.waldTest, r.wald);
});

test('exact ties solve a case by hand', () => {
  // At time 1 two of three have the event, x = 1 and 0, the other has x = 0: with h the hazard ratio h / (h + h + 1).
  // At time 2 the last is alone. The likelihood h / (2h + 1) has no top: it rises to one half for ever.
  const data = { time: [1, 1, 2], event: [1, 1, 1], columns: 1 };
  assert.throws(() => coxExact({ ...data, covariates: Float64Array.of(1, 0, 0) }), /ran off/);
  // With one more tie the other way, events x = 0 and 0 of 1, 0 and 0 at time 1 of a second stratum, it is
  // h / (2h + 1) times 1 / (2h + 1), largest at h = 1/2.
  const two = coxExact({
    time: [1, 1, 2, 1, 1, 2],
    event: [1, 1, 1, 1, 1, 1],
    strata: [0, 0, 0, 1, 1, 1],
    columns: 1,
    covariates: Float64Array.of(1, 0, 0, 0, 0, 1),
  });
  assertNear(Math.exp(two.coefficients[0]), 0.5, 1e-12);
});

test('the robust score test, the error of concordance and the influence of rows are those of R', () => {
  const id = column('heart', 'id');
  const weighted = coxRegression({ ...heart, weights: id.map(i => 1 + (i % 4) / 4), cluster: id });
  assertNear(weighted.robustScoreTest, moreOutputs.heart_robust_score);
  const fit = coxRegression(heart);
  assertNear(concordance(fit).standardError, moreOutputs.heart_concordance_error, 1e-6);
  const influence = coxInfluence(fit);
  [0, 1, 49].forEach((row, k) =>
    moreOutputs.heart_dfbeta[k].forEach((value, j) => {
      const scale = Math.sqrt(fit.covariance[j * 4 + j]);
      assert.ok(Math.abs(influence[row * 4 + j] - value) < 1e-9 * scale, `row ${row} column ${j}`);
    }),
  );
});

test('the survival expected of one person in either stratum, with its errors, is that of R', () => {
  const fit = coxRegression({
    ...veteran,
    ...beside(column('veteran', 'trt'), column('veteran', 'karno')),
    strata: column('veteran', 'prior'),
  });
  moreOutputs.veteran_expected.forEach((r, stratum) => {
    const found = expectedSurvival(fit, [2, 70], { stratum });
    const events = [...r.time.keys()].filter(k => r['n.event'][k] > 0);
    assert.deepEqual(
      [...found.time],
      events.map(k => r.time[k]),
    );
    events.forEach((k, at) => {
      assertNear(found.survival[at], r.surv[k]);
      assertNear(found.hazardStandardError[at], r.std_err[k]);
      assertNear(found.lower[at], r.lower[k]);
      assertNear(found.upper[at], r.upper[k]);
    });
  });
});

test('a ratio for each period is that of R’s survSplit and coxph', () => {
  const r = moreOutputs.veteran_periods;
  assert.equal(splitTime(veteran, [60, 150]).time.length, r.rows);
  const fit = coxByPeriod(veteran, [60, 150], [1]);
  assertModel(fit, r);
  r.loglik.forEach((value, k) => assertNear(fit.logLikelihood[k], value));
  assert.deepEqual(fit.names, ['trt', 'karno, up to 60', 'karno, 60 to 150', 'karno, after 150', 'age']);
});

const rossi = fixtureRows('rossi.csv');
const names = ['fin', 'age', 'race', 'wexp', 'mar', 'paro', 'prio'];
const is = (value: boolean): number => (value ? 1 : 0);
const released = {
  time: rossi.map(row => Number(row.week)),
  event: rossi.map(row => Number(row.arrest)),
  columns: 7,
  names,
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

test('where proportional hazards fail, as for age and work experience of people released, it says what to do', () => {
  const fit = coxRegression(released);
  const found = proportionalHazardsTest(fit);
  // reference/cox.json, cox.zph of R.
  assertNear(found.terms[1].chiSquare, 5.97398166115191);
  const advice = proportionalHazardsAdvice(fit, found);
  assert.equal(advice.holds, false);
  assert.deepEqual(
    advice.failing.map(row => row.name),
    ['age', 'wexp'],
  );
  const text = advice.sentences.join(' ');
  assert.match(text, /The hazard ratio of age \(p = 0\.015\), wexp \(p = 0\.\d+\) changes with time/);
  assert.match(text, /stratify by bands of age/);
  assert.match(text, /stratify by wexp/);
  assert.match(text, new RegExp(`split time, at ${advice.cut}`));
  assert.match(text, /restricted mean/);
  // Followed, the advice works: age apart by period, wexp as strata.
  const split = coxByPeriod(released, [advice.cut], [1]);
  assert.ok(split.logLikelihood[1] > fit.logLikelihood[1] + 1);
  const wexp = rossi.map(row => is(row.wexp === 'yes'));
  const stratified = proportionalHazardsTest(coxRegression({ ...released, strata: wexp }));
  assert.equal(stratified.terms[3].degreesOfFreedom, 0);
  assert.equal(stratified.terms[3].p, 1);
});

test('where they hold it says how much that tells', () => {
  const fit = coxRegression({
    ...released,
    columns: 1,
    covariates: Float64Array.from(rossi, row => is(row.fin === 'yes')),
  });
  const advice = proportionalHazardsAdvice(fit, proportionalHazardsTest(fit));
  assert.equal(advice.holds, true);
  assert.match(advice.sentences.join(' '), /No hazard ratio was seen to change .* 114 events/);
});

test('cuts that do not rise and covariates of another width are refused in words', () => {
  assert.throws(() => splitTime(veteran, [90, 60]), /cuts were 90, 60/);
  assert.throws(() => coxByPeriod(veteran, [], [1]), /nothing to split/);
  const fit = coxRegression(veteran);
  assert.throws(() => expectedSurvival(fit, [1]), /1 values; the model has 3 columns/);
  assert.throws(() => expectedSurvival(fit, [1, Number.NaN, 0]), /karno is NaN/);
  assert.throws(() => expectedSurvival(fit, [1, 2, 3], { stratum: 1 }), /stratum was 1/);
  assert.throws(() => coxExact({ ...veteran, weights: veteran.time }), /no weights/);
});
