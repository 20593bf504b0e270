import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asRiskRatio,
  differenceAsRiskRatio,
  eValue,
  eValueOfLimit,
  riskDifferenceAsRiskRatio,
} from '../../src/index.ts';
import { assertNear, fixtureJson } from '../fixture.ts';

test('eValue gives the published example and the reference', () => {
  const { rr39, lo18, rr080 } = fixtureJson().evalue;
  assertNear(eValue(3.9), rr39, 1e-12); // VanderWeele and Ding (2017): 7.26
  assertNear(eValueOfLimit(1.8, 8.7), lo18, 1e-12); // the same: 3.0
  assertNear(eValue(0.8), rr080, 1e-12);
});

test('eValue is the same for a ratio and its inverse, 1 for no effect, and 1 where the interval holds 1', () => {
  assertNear(eValue(0.25), eValue(4), 1e-14);
  assert.equal(eValue(1), 1);
  assert.equal(eValueOfLimit(0.9, 1.2), 1);
  assertNear(eValueOfLimit(0.4, 0.8), eValue(0.8), 1e-14);
  assert.ok(Number.isFinite(eValue(1e200)));
});

test('a common outcome’s hazard and odds ratios give the E-values that are published', () => {
  // VanderWeele and Ding 2017; reference/sensitivity.json: a hazard ratio of .8 of a common outcome gives 1.6089.
  assertNear(asRiskRatio(4, 'odds ratio', false), 2);
  assert.equal(asRiskRatio(4, 'odds ratio', true), 4);
  assert.equal(asRiskRatio(0.8, 'hazard ratio', true), 0.8);
  assert.equal(asRiskRatio(0.8, 'risk ratio', false), 0.8);
  const h = asRiskRatio(0.8, 'hazard ratio', false);
  assertNear(eValue(h), 1.60889134837784);
  assertNear(h, (1 - 0.5 ** Math.sqrt(0.8)) / (1 - 0.5 ** Math.sqrt(1.25)), 1e-12);
});

test('differences of means and of risks are explained away by what explains their ratio away', () => {
  // exp(.91 x .5); .03 / .05.
  assertNear(differenceAsRiskRatio(0.5), Math.exp(0.455), 1e-12);
  assertNear(eValue(differenceAsRiskRatio(-0.5)), eValue(differenceAsRiskRatio(0.5)), 1e-12);
  assertNear(riskDifferenceAsRiskRatio(-0.02, 0.05), 0.6, 1e-12);
});

test('figures without an E-value are refused in words', () => {
  assert.throws(() => eValue(0), /riskRatio was 0/);
  assert.throws(() => eValue(Infinity), /riskRatio was Infinity/);
  assert.throws(() => eValueOfLimit(2, 1), /The interval was 2 to 1/);
  assert.throws(() => eValueOfLimit(Number.NaN, 3), /The interval was NaN to 3/);
  assert.throws(() => asRiskRatio(-1, 'odds ratio', true), /ratio was -1/);
  assert.throws(() => differenceAsRiskRatio(5000), /standardizedDifference was 5000/);
  assert.throws(() => riskDifferenceAsRiskRatio(-0.05, 0.05), /both risks must lie above 0/);
});
