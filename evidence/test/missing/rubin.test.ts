import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poolByRubin } from '../../src/missing/rubin.ts';
import { assertNear } from '../fixture.ts';
import { missingOutputs } from './missing-outputs.ts';

const estimates = [0.12, 0.18, 0.09, 0.15, 0.2];
const variances = [0.0025, 0.0031, 0.0022, 0.003, 0.0027];

test('pooling gives the estimate, variances, degrees of freedom and missing information of R (mice)', () => {
  const r = missingOutputs.rubin;
  // mice counts the parameters out: 614 people and 5 of them.
  const pooled = poolByRubin(estimates, variances, 614 - 5);
  assertNear(pooled.estimate, r.qbar);
  assertNear(pooled.within, r.ubar);
  assertNear(pooled.between, r.b);
  assertNear(pooled.total, r.t);
  assertNear(pooled.degreesOfFreedom, r.df);
  assertNear(pooled.fractionMissing, r.fmi);
  const large = poolByRubin(estimates, variances);
  assertNear(large.degreesOfFreedom, missingOutputs.rubin_large.df);
  assertNear(large.fractionMissing, missingOutputs.rubin_large.fmi);
});

test('without any difference between the sets nothing is missing and the interval is the usual one', () => {
  const { interval, fractionMissing, standardError } = poolByRubin([1, 1, 1], [4, 4, 4]);
  assert.equal(fractionMissing, 0);
  assert.equal(standardError, 2);
  assertNear(interval.upper, 1 + 1.959963984540054 * 2);
});

test('one set, unequal lists and figures that are no numbers are refused in words', () => {
  assert.throws(() => poolByRubin([1], [1]), /two or more/);
  assert.throws(() => poolByRubin([1, Number.NaN], [1, 1]), /estimate 2 is NaN/);
  assert.throws(() => poolByRubin([1, 2], [1, -1]), /variance 2 is -1/);
});
