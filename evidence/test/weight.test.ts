import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  balancingWeights,
  compareTwoArms,
  designMatrix,
  effectiveSampleSize,
  ESTIMANDS,
  figuresOf,
  fitPropensity,
} from '../src/index.ts';
import type { Estimand, TwoArmComparison, WeightingOptions } from '../src/index.ts';
import { assertNear } from './fixture.ts';
import { lalondeDesign, lalondeEarnings, lalondeTreated } from './lalonde.ts';
import { fromR, rossi, rossiDesign } from './weights-fixture.ts';

const lalonde = (estimand: Estimand, options: WeightingOptions = {}): TwoArmComparison =>
  compareTwoArms(
    {
      design: lalondeDesign(),
      arm: lalondeTreated(),
      first: 1,
      second: 0,
      outcome: lalondeEarnings(),
      estimand,
    },
    options,
  );

const errorOf = (compared: TwoArmComparison, name: string): number => {
  const covariance = compared.covariances.find(one => one.name === name);
  assert.ok(covariance, `${name} is there`);
  return figuresOf(compared.means, covariance).difference.standardError;
};

test('every estimand agrees with R to 1e-8: means, HC0 to HC3, M-estimation of difference and ratio, effective numbers', () => {
  for (const estimand of ESTIMANDS) {
    const wanted = fromR.weighting[estimand];
    const found = lalonde(estimand);
    assertNear(found.means[0], wanted.m1);
    assertNear(found.means[1], wanted.m0);
    wanted.w.forEach((weight, i) => assertNear(found.balancing.weights[i], weight));
    for (const name of ['HC0', 'HC1', 'HC2', 'HC3'] as const) {
      assertNear(errorOf(found, name), wanted[name], 1e-8, `${estimand} ${name}`);
    }
    assertNear(found.standardErrorM, wanted.M.se, 1e-8, estimand);
    const covariance = found.covariances.find(({ name }) => name === 'M-estimation');
    assert.ok(covariance);
    assertNear(covariance.variances[0], wanted.M.v1);
    assertNear(covariance.variances[1], wanted.M.v0);
    const { ratio } = figuresOf(found.means, covariance);
    assert.ok(ratio);
    assertNear(ratio.standardError, wanted.M.logratio);
    assertNear(ratio.value, wanted.m1 / wanted.m0);
    found.effective.forEach((size, k) => assertNear(size, wanted.ess[k]));
  }
});

test('with a probit propensity M-estimation agrees with R as well', () => {
  for (const estimand of ['ATE', 'ATO'] as const) {
    const wanted = fromR.weighting_probit[estimand];
    const found = lalonde(estimand, { link: 'probit' });
    assertNear(found.difference, wanted.est);
    // R's derivative is numerical here.
    assertNear(found.standardErrorM, wanted.M.se, 1e-6);
    assertNear(found.standardErrorHC0, wanted.HC0);
  }
});

test('errors by cluster agree with sandwich::vcovCL, and events over time at risk with R', () => {
  const age = fixtureAges();
  const outcome = lalondeEarnings();
  const input = { design: lalondeDesign(), arm: lalondeTreated(), first: 1, second: 0, outcome };
  for (const estimand of ESTIMANDS) {
    const found = compareTwoArms({ ...input, estimand, cluster: age });
    assertNear(errorOf(found, 'cluster-robust'), fromR.weighting[estimand].cluster);
  }
  const men = { design: rossiDesign('fin'), arm: rossi('fin', 'yes'), first: 1, second: 0 };
  for (const estimand of ['ATE', 'ATM'] as const) {
    const wanted = fromR.rates[estimand];
    const found = compareTwoArms({ ...men, outcome: rossi('arrest'), exposure: rossi('week'), estimand });
    assertNear(found.difference, wanted.est);
    assertNear(found.standardErrorM, wanted.M.se);
  }
  for (const estimand of ['ATT', 'ATC'] as const) {
    const wanted = fromR.risks[estimand];
    const found = compareTwoArms({ ...men, outcome: rossi('arrest'), estimand, cluster: rossi('age') });
    assertNear(found.difference, wanted.est);
    assertNear(found.standardErrorM, wanted.M.se);
    assertNear(errorOf(found, 'cluster-robust'), wanted.cluster);
    assertNear(errorOf(found, 'HC3'), wanted.HC3);
  }
});

function fixtureAges(): number[] {
  const { values, columns, rows } = lalondeDesign();
  return Array.from({ length: rows }, (_, i) => values[i * columns + 1]);
}

test('stabilised weights agree with R: their sum and largest, and they change no figure', () => {
  const wanted = fromR.reference.stabilised;
  const found = lalonde('ATE', { stabilised: true });
  assertNear(
    found.balancing.weights.reduce((total, weight) => total + weight, 0),
    wanted.sum_w,
  );
  assertNear(Math.max(...found.balancing.weights), wanted.max_w);
  assertNear(errorOf(found, 'HC3'), wanted.HC3);
  for (const estimand of ESTIMANDS) {
    const [plain, stable] = [lalonde(estimand), lalonde(estimand, { stabilised: true })];
    assertNear(stable.difference, plain.difference, 1e-10);
    assertNear(stable.standardErrorM, plain.standardErrorM, 1e-10);
    assertNear(stable.effective[0], plain.effective[0], 1e-10);
  }
});

test('weights by hand, and what trimming and cutting do to them', () => {
  const scores = [0.2, 0.5, 0.8, 0.04];
  const treated = [1, 0, 0, 1];
  const weigh = (estimand: Estimand, options = {}): number[] =>
    [...balancingWeights(scores, treated, estimand, options).weights].map(w => Math.round(w * 1e9) / 1e9);
  assert.deepEqual(weigh('ATE'), [5, 2, 5, 25]);
  assert.deepEqual(weigh('ATT'), [1, 1, 4, 1]);
  assert.deepEqual(weigh('ATC'), [4, 1, 1, 24]);
  assert.deepEqual(weigh('ATO'), [0.8, 0.5, 0.8, 0.96]);
  assert.deepEqual(weigh('ATM'), [1, 1, 1, 1]);
  assert.deepEqual(weigh('ATE', { trim: 0.1 }), [5, 2, 5, 0]);
  assert.deepEqual(weigh('ATE', { truncate: 0.75 }), [5, 2, 5, 10]);
  assert.deepEqual(weigh('ATE', { stabilised: true }), [2.5, 1, 2.5, 12.5]);
  assert.equal(effectiveSampleSize([5, 2, 5, 25], treated, 1), 30 ** 2 / 650);
});

test('swapping the arms turns the difference round and ATT into ATC', () => {
  const other = { ATE: 'ATE', ATT: 'ATC', ATC: 'ATT', ATO: 'ATO', ATM: 'ATM' } as const;
  for (const estimand of ESTIMANDS) {
    const one = lalonde(estimand);
    const swapped = compareTwoArms({
      design: lalondeDesign(),
      arm: lalondeTreated(),
      first: 0,
      second: 1,
      outcome: lalondeEarnings(),
      estimand: other[estimand],
    });
    assertNear(swapped.difference, -one.difference, 1e-9);
    assertNear(swapped.standardErrorM, one.standardErrorM, 1e-9);
    assertNear(errorOf(swapped, 'HC2'), errorOf(one, 'HC2'), 1e-9);
  }
});

test('slopes are what the weights do when the linear predictor moves', () => {
  const score = fc.double({ min: 0.02, max: 0.98, noNaN: true });
  fc.assert(
    fc.property(score, fc.constantFrom(0, 1), fc.constantFrom(...ESTIMANDS), (e, treated, estimand) => {
      fc.pre(Math.abs(e - 0.5) > 1e-3);
      const weigh = (eta: number) => {
        const both = [1 / (1 + Math.exp(-eta)), 0.3, 0.3];
        const { weights, slopes } = balancingWeights(both, [treated, 1, 0], estimand);
        return [weights[0], slopes[0]];
      };
      const eta = Math.log(e / (1 - e));
      const numeric = (weigh(eta + 1e-5)[0] - weigh(eta - 1e-5)[0]) / 2e-5;
      assert.ok(Math.abs(numeric - weigh(eta)[1]) < 1e-6 * (1 + Math.abs(numeric)));
    }),
  );
});

test('an infinite weight, an empty arm and options out of range are refused in words', () => {
  assert.throws(
    () => balancingWeights([0, 0.5], [1, 0], 'ATE'),
    /score in row 0 is 0 .*first arm.*ATE weight/,
  );
  assert.throws(() => balancingWeights([0.5, 1], [1, 0], 'ATT'), /score in row 1 is 1 .*second arm/);
  assert.throws(() => balancingWeights([0.5, Number.NaN], [1, 0], 'ATO'), /score in row 1 is NaN/);
  assert.throws(() => balancingWeights([0.5, 0.5], [1, 1], 'ATE'), /Nobody in the second arm/);
  assert.throws(
    () => balancingWeights([0.05, 0.5], [1, 0], 'ATE', { trim: 0.1 }),
    /Nobody in the first arm has a score from 0.1 to 0.9/,
  );
  assert.throws(() => balancingWeights([0.5], [1], 'ATE', { trim: 0.6 }), /trim was 0.6/);
  assert.throws(() => balancingWeights([0.5], [1], 'ATE', { truncate: 0.2 }), /truncate was 0.2/);
  assert.throws(() => balancingWeights([0.5], [1, 0], 'ATE'), /scores has 1 values and treated 2/);
  const design = designMatrix({ x: [1, 2, 3, 4] });
  const input = { design, arm: [1, 0, 1, 0], first: 1, second: 0, estimand: 'ATO' } as const;
  assert.throws(
    () => compareTwoArms({ ...input, outcome: [1, 0, Number.NaN, 0] }),
    /outcome is NaN in row 2/,
  );
  assert.throws(
    () => compareTwoArms({ ...input, outcome: [1, 0, 1, 0], exposure: [1, 1, 0, 1] }),
    /exposure is 0 in row 2; it must be finite and above 0/,
  );
  assert.throws(() => fitPropensity(design, [1, 0, 2, 0]), /treated is 2 in row 2/);
});

test('no figure of a comparison without events is NaN', () => {
  const { covariances, means, logRatio } = compareTwoArms({
    design: designMatrix({ x: [1, 2, 3, 4, 5, 6] }),
    arm: [1, 0, 0, 1, 1, 0],
    first: 1,
    second: 0,
    outcome: [0, 0, 0, 0, 0, 0],
    estimand: 'ATE',
  });
  assert.equal(logRatio, undefined);
  for (const covariance of covariances) {
    const { difference, ratio } = figuresOf(means, covariance);
    assert.deepEqual([difference.value, difference.standardError, ratio], [0, 0, undefined]);
  }
});
