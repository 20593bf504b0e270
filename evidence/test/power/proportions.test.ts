import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { peopleNeeded, powerOfProportions, smallestDifference } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { inferenceOutputs } from '../inference-outputs.ts';

test('two risks take the people, give the power and find the difference that R says (power.prop.test)', () => {
  const { needed, power, smallest } = inferenceOutputs.prop;
  for (const { p0, p1, power: wanted, n } of needed) {
    assertNear(peopleNeeded({ baselineRisk: p0, risk: p1, power: wanted }), n);
  }
  for (const { n, p0, p1, power: reached } of power) {
    assertNear(powerOfProportions([n, n], [p1, p0]), reached);
  }
  for (const { n, p0, p1, power: wanted } of smallest) {
    const { above } = smallestDifference({ n: [n, n], baselineRisk: p0, power: wanted });
    assertNear(p0 + (above ?? 0), p1);
  }
});

test('the figures of the field: 4.6 against 3.0 in 100 take about 2,240 an arm, 2 against 1 about 2,315', () => {
  const first = peopleNeeded({ baselineRisk: 0.046, difference: 0.016 });
  assert.equal(Math.round(first / 10) * 10, 2240);
  // The field's second figure takes the variance under the difference alone: (1.96 + .84)^2 (p q + p q) / d^2.
  const z = 1.959963984540054 + 0.8416212335729143;
  assert.ok(Math.abs((z * z * (0.02 * 0.98 + 0.01 * 0.99)) / 0.0001 - 2315) < 1);
  assert.ok(Math.abs(peopleNeeded({ baselineRisk: 0.02, difference: 0.01 }) / 2315 - 1) < 0.002);
});

test('people needed have just the power asked for, whatever the arms’ sizes and weights, and find just that difference', () => {
  const share = fc.double({ min: 0.02, max: 0.6, noNaN: true });
  const factor = fc.double({ min: 0.3, max: 4, noNaN: true });
  const wanted = fc.double({ min: 0.55, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(share, share, factor, factor, factor, wanted, (p1, p0, ratio, d1, d0, power) => {
      fc.pre(Math.abs(p1 - p0) > 0.005);
      const designEffects = [d1, d0] as const;
      const n1 = peopleNeeded({ baselineRisk: p0, risk: p1, ratio, designEffects, power });
      const n = [n1, n1 * ratio] as const;
      assertNear(powerOfProportions(n, [p1, p0], 0.95, designEffects), power);
      const { below, above } = smallestDifference({ n, baselineRisk: p0, designEffects, power });
      assertNear((p1 < p0 ? below : above) ?? Number.NaN, Math.abs(p1 - p0), 1e-7);
    }),
  );
});

test('people needed fall with more comparisons and rise with uneven weights and smaller differences', () => {
  const base = { baselineRisk: 0.06, difference: 0.015 };
  const plain = peopleNeeded(base);
  assert.ok(peopleNeeded({ ...base, ratio: 4 }) < plain);
  assertNear(peopleNeeded({ ...base, designEffects: [2, 2] }), 2 * plain, 1e-12);
  // Half the difference takes about four times as many people.
  const half = peopleNeeded({ ...base, difference: 0.0075 });
  assert.ok(half / plain > 3.8 && half / plain < 4.8);
});

test('few people find no lower rate at all where events are rare, and that is said', () => {
  const { below, above } = smallestDifference({ n: [60, 60], baselineRisk: 0.05 });
  assert.equal(below, undefined);
  assert.ok(above !== undefined && above > 0.1);
});

test('questions about risks that have no answer are refused in words', () => {
  assert.throws(() => peopleNeeded({ baselineRisk: 0, difference: 0.1 }), /baselineRisk was 0/);
  assert.throws(() => peopleNeeded({ baselineRisk: 0.1, difference: 0 }), /difference was 0/);
  assert.throws(() => peopleNeeded({ baselineRisk: 0.1, risk: 0.1 }), /difference was 0/);
  assert.throws(() => peopleNeeded({ baselineRisk: 0.1, risk: 1.2 }), /leaves 0 to 1/);
  assert.throws(() => peopleNeeded({ baselineRisk: 0.4, difference: 0.7 }), /leaves 0 to 1/);
  assert.throws(() => peopleNeeded({ baselineRisk: 0.4, difference: 0.1, power: 1 }), /power was 1/);
  assert.throws(() => peopleNeeded({ baselineRisk: 0.4, difference: 0.1, designEffects: [0, 1] }), /design/);
  assert.throws(() => powerOfProportions([0, 5], [0.1, 0.2]), /each arm needs people/);
  assert.throws(() => powerOfProportions([5, 5], [-0.1, 0.2]), /risk was -0.1/);
  assert.equal(powerOfProportions([50, 50], [0, 1]), 1);
  assert.equal(powerOfProportions([50, 50], [0, 0]), 0);
});
