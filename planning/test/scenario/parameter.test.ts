import { test } from 'node:test';
import assert from 'node:assert/strict';
import { boundsOf, drawParameter, inRunUnits, inWords } from '../../src/scenario/parameter.ts';
import type { ParameterText } from '../../src/scenario/scenario-schema.ts';

const of = (numbers: Partial<ParameterText>): ParameterText => ({ label: 'x', unit: 'places', ...numbers });

/** Mean of 20,000 draws with its standard error. */
function meanOf(parameter: ParameterText): { mean: number; error: number; all: number[] } {
  const all = Array.from({ length: 20_000 }, (_, run) => drawParameter('x', parameter, 3, run));
  const mean = all.reduce((s, v) => s + v, 0) / all.length;
  const variance = all.reduce((s, v) => s + (v - mean) ** 2, 0) / all.length;
  return { mean, error: Math.sqrt(variance / all.length), all };
}

test('each kind of uncertainty has the mean that its formula gives, within 4 standard errors', () => {
  for (const [parameter, exact] of [
    [of({ uniform: [2, 8] }), 5],
    [of({ triangular: [2, 3, 10] }), 5],
    [of({ lognormal: { median: 2, sigma: 0.5 } }), 2 * Math.exp(0.125)],
    [of({ counted: { yes: 3, of: 9 }, unit: 'in 100' }), 35],
  ] as const) {
    const { mean, error, all } = meanOf(parameter);
    assert.ok(Math.abs(mean - exact) < 4 * error, `${JSON.stringify(parameter)}: ${mean}, exact ${exact}`);
    const [low, high] = boundsOf(parameter);
    assert.ok(all.every(value => value >= low && value <= high));
  }
});

test('a number that may be nothing is exactly nothing that often', () => {
  const { all } = meanOf(of({ uniform: [2, 8], orZero: 0.3 }));
  const share = all.filter(value => value === 0).length / all.length;
  assert.ok(Math.abs(share - 0.3) < 4 * Math.sqrt((0.3 * 0.7) / all.length), `${share}`);
  assert.deepEqual(boundsOf(of({ uniform: [2, 8], orZero: 0.3 })), [0, 8]);
});

test('a parameter draws by its own name: another name, run or seed gives another number, nothing else does', () => {
  const one = of({ uniform: [0, 1] });
  const value = drawParameter('a', one, 1, 2);
  assert.equal(drawParameter('a', one, 1, 2), value);
  assert.notEqual(drawParameter('b', one, 1, 2), value);
  assert.notEqual(drawParameter('a', one, 1, 3), value);
  assert.notEqual(drawParameter('a', one, 2, 2), value);
  // Two scenarios that disagree about a range stand at the same point of their own.
  assert.equal(drawParameter('a', of({ uniform: [10, 20] }), 1, 2), 10 + 10 * value);
});

test('units turn into days, pounds and shares from 0 to 1', () => {
  const to = (unit: string, value: number): number => inRunUnits(of({ unit, value }), value);
  assert.equal(to('weeks', 2), 14);
  assert.equal(to('months', 12), 365.25);
  assert.equal(to('people a month', 30.4375), 1);
  assert.equal(to('in 100', 50), 0.5);
  assert.equal(to('£ a year', 365.25), 1);
});

test('a parameter is told in words with its unit', () => {
  assert.equal(inWords(of({ uniform: [4, 8], unit: 'years' })), '4 to 8 years');
  assert.equal(inWords(of({ value: 51724, unit: '£ a year' })), '£51,724 a year');
  assert.equal(
    inWords(of({ counted: { yes: 28325, of: 30541 }, unit: 'in 100' })),
    '28,325 of 30,541 people',
  );
  assert.equal(
    inWords(of({ uniform: [0, 20], orZero: 0.3, unit: 'in 100' })),
    '0 to 20 in 100; exactly none with probability 0.3',
  );
  assert.equal(
    inWords(of({ lognormal: { median: 0.85, sigma: 0.25 }, unit: 'hazard ratio' })),
    '0.85, 95 in 100 from 0.521 to 1.39 times the hazard',
  );
});
