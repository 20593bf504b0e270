import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  peopleForFisher,
  powerBelowKnownRisk,
  powerOfFisher,
  riskBehind,
  riskBehindNone,
} from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { inferenceOutputs } from '../inference-outputs.ts';
import { missingOutputs } from '../missing/missing-outputs.ts';

test('the power of Fisher’s test is the sum of R’s (fisher.test, dbinom) over all outcomes', () => {
  assertNear(powerOfFisher([30, 40], [0.3, 0.05]), missingOutputs.fisher.a);
  assertNear(powerOfFisher([25, 25], [0.02, 0.4]), missingOutputs.fisher.b);
  for (const { n1, n0, p1, p0, power } of inferenceOutputs.fisher.power) {
    assertNear(powerOfFisher([n1, n0], [p1, p0]), power);
    assertNear(powerOfFisher([n0, n1], [p0, p1]), power, 1e-12);
  }
});

test('the fewest people with that power are those that R finds one by one; of many, one fewer has not got it', () => {
  for (const { p1, p0, power, n } of inferenceOutputs.fisher.needed) {
    assert.equal(peopleForFisher([p1, p0], { power }), n);
  }
  const many = peopleForFisher([0.01, 0.02]);
  assert.ok(powerOfFisher([many, many], [0.01, 0.02]) >= 0.8);
  assert.ok(powerOfFisher([many - 1, many - 1], [0.01, 0.02]) < 0.8);
  // Fisher's test is the more careful: more than the 2,318 of the normal approximation, by under a tenth.
  assert.ok(many > 2318 && many < 1.1 * 2318, `${many}`);
});

test('the exact test never errs more often than it says, and large arms are as the normal approximation has them', () => {
  for (const risk of [0.01, 0.05, 0.3]) assert.ok(powerOfFisher([80, 120], [risk, risk]) <= 0.05);
  // R: power.prop.test(n = 20000, p1 = .05, p2 = .056)$power is .7637; Fisher's lies a little below.
  const large = powerOfFisher([20_000, 20_000], [0.05, 0.056]);
  assert.ok(large < 0.7637 && large > 0.754, `${large}`);
});

test('nobody of 60 with the event still allows a risk of 4.9 in 100, and of 300 about 1 in 100', () => {
  assertNear(riskBehindNone(60), 1 - 0.05 ** (1 / 60));
  assert.equal(riskBehindNone(60).toFixed(3), '0.049');
  assert.ok(Math.abs(riskBehindNone(300) * 300 - 3) < 0.02); // The rule of three.
  for (const { events, n, upper } of inferenceOutputs.exact.upper) assertNear(riskBehind(events, n), upper);
});

test('the power to find fewer events than a known risk is that of R’s binomial test, and 0 of too few people', () => {
  for (const { n, known, risk, power } of inferenceOutputs.exact.known) {
    assertNear(powerBelowKnownRisk(n, { risk, known }), power);
  }
  // .97^98 > .05: not even nobody of 98 would show less than 3 in 100; of 99 it would.
  assert.equal(powerBelowKnownRisk(98, { risk: 0.001, known: 0.03 }), 0);
  assertNear(powerBelowKnownRisk(99, { risk: 0.001, known: 0.03 }), 0.999 ** 99);
  assert.equal(powerBelowKnownRisk(99, { risk: 0, known: 0.03 }), 1);
});

test('questions about rare events that have no answer are refused in words', () => {
  assert.throws(() => powerOfFisher([0, 5], [0.1, 0.2]), /each arm has a whole number/);
  assert.throws(() => powerOfFisher([5, 5], [0.1, 2]), /risk was 0.1 and 2/);
  assert.throws(() => peopleForFisher([0.1, 0.1]), /difference was 0/);
  assert.throws(() => riskBehindNone(0), /n was 0/);
  assert.throws(() => riskBehind(5, 4), /5 events of 4 people/);
  assert.throws(() => powerBelowKnownRisk(50, { risk: 0.05, known: 0.03 }), /risk was 0.05/);
});
