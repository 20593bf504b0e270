import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eValue, eValueOfLimit } from '../../src/index.ts';
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
});

test('eValue refuses a ratio that is not above 0', () => assert.throws(() => eValue(0), /riskRatio was 0/));
