import assert from 'node:assert/strict';
import { test } from 'node:test';
import { peopleNeeded } from '../../src/index.ts';

test('peopleNeeded gives the example in the manual of R\u2019s power.prop.test', () => {
  // power.prop.test(p1 = .50, p2 = .75, power = .90)  # => n = 76.7
  assert.equal(peopleNeeded({ baselineRisk: 0.75, difference: 0.25, power: 0.9 }).toFixed(1), '76.7');
});

test('peopleNeeded falls with more comparisons and rises with uneven weights and smaller differences', () => {
  const base = { baselineRisk: 0.06, difference: 0.015 };
  const plain = peopleNeeded(base);
  assert.ok(peopleNeeded({ ...base, ratio: 4 }) < plain);
  assert.ok(peopleNeeded({ ...base, designEffects: [1.5, 1.5] }) > plain);
  // Half the difference takes about four times as many people.
  const half = peopleNeeded({ ...base, difference: 0.0075 });
  assert.ok(half / plain > 3.8 && half / plain < 4.8);
});

test('peopleNeeded weighs uneven weights as it weighs people', () => {
  const base = { baselineRisk: 0.1, difference: 0.05 };
  const twice = peopleNeeded({ ...base, designEffects: [2, 2] });
  assert.ok(Math.abs(twice - 2 * peopleNeeded(base)) < 1e-9);
});

test('peopleNeeded refuses risks and differences that cannot be', () => {
  assert.throws(() => peopleNeeded({ baselineRisk: 0, difference: 0.1 }), /baselineRisk was 0/);
  assert.throws(() => peopleNeeded({ baselineRisk: 0.1, difference: 0 }), /difference was 0/);
  assert.throws(() => peopleNeeded({ baselineRisk: 0.4, difference: 0.7 }), /leaves 0 to 1/);
});
