import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  eventsNeeded,
  peopleForEvents,
  peopleForRateRatio,
  peopleNeeded,
  powerOfEvents,
  powerOfFisher,
  riskBehindNone,
  smallestHazardRatio,
} from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { missingOutputs } from '../missing/missing-outputs.ts';

test('two risks take as many people as R says (power.prop.test), the figures of the field among them', () => {
  // 4.6 against 3.0 in 100, and 2 against 1: about 2,240 and 2,315 people an arm.
  // R solves its equation, with the far tail; ours leaves that tail out: some 1e-8 of a person.
  assertNear(peopleNeeded({ baselineRisk: 0.046, difference: 0.016 }), missingOutputs.prop.a, 1e-4);
  assertNear(peopleNeeded({ baselineRisk: 0.02, difference: 0.01 }), missingOutputs.prop.b, 1e-4);
});

test('events for a hazard ratio are those of Schoenfeld’s formula: 88 for .55, 331 and more for .735', () => {
  // 4 (1.959964 + .841621)^2 / ln(.55)^2 = 87.8; the same for .735 331.1.
  assertNear(
    eventsNeeded({ hazardRatio: 0.55 }),
    (4 * (1.959963984540054 + 0.8416212335729143) ** 2) / Math.log(0.55) ** 2,
  );
  assert.equal(Math.ceil(eventsNeeded({ hazardRatio: 0.55 })), 88);
  const events = eventsNeeded({ hazardRatio: 0.7, share: 0.3, power: 0.9 });
  assertNear(powerOfEvents(events, { hazardRatio: 0.7, share: 0.3 }), 0.9, 1e-5);
  assertNear(smallestHazardRatio(events, { share: 0.3, power: 0.9 }), 0.7);
  assertNear(peopleForEvents(50, 0.1), 500);
});

test('counts without dispersion take as many people as the difference of two Poisson rates on the log scale', () => {
  // (1.96 + .84)^2 (1/(.8 .5) + 1/.8) / ln(.5)^2, by hand.
  const z = 1.959963984540054 + 0.8416212335729143;
  const byHand = (z * z * (1 / 0.4 + 1 / 0.8)) / Math.log(0.5) ** 2;
  assertNear(peopleForRateRatio({ rate: 0.8, rateRatio: 0.5, exposure: 1 }), byHand);
  assertNear(
    peopleForRateRatio({ rate: 0.8, rateRatio: 0.5, exposure: 1, dispersion: 0.4 }) - byHand,
    (z * z * 0.8) / Math.log(0.5) ** 2,
  );
});

test('the power of Fisher’s test is the sum of R’s (fisher.test, dbinom) over all outcomes', () => {
  assertNear(powerOfFisher([30, 40], [0.3, 0.05]), missingOutputs.fisher.a);
  assertNear(powerOfFisher([25, 25], [0.02, 0.4]), missingOutputs.fisher.b);
});

test('nobody of 60 with the event still allows a risk of 4.9 in 100, and of 300 about 1 in 100', () => {
  assertNear(riskBehindNone(60), 1 - 0.05 ** (1 / 60));
  assert.equal(riskBehindNone(60).toFixed(3), '0.049');
  assert.ok(Math.abs(riskBehindNone(300) * 300 - 3) < 0.02); // The rule of three.
});

test('questions without an answer are refused in words', () => {
  assert.throws(() => eventsNeeded({ hazardRatio: 1 }), /hazardRatio was 1/);
  assert.throws(() => peopleForRateRatio({ rate: 0, rateRatio: 0.5, exposure: 1 }), /rate was 0/);
  assert.throws(() => powerOfFisher([0, 5], [0.1, 0.2]), /each arm has a whole number/);
  assert.throws(() => riskBehindNone(0), /n was 0/);
});
