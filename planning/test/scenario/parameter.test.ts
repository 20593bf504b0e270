import { test } from 'node:test';
import assert from 'node:assert/strict';
import { boundsOf, drawParameter, inRunUnits, inWords, valueAtShare } from '../../src/scenario/parameter.ts';
import type { ParameterText } from '../../src/scenario/parameter-schema.ts';

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

test('what is drawn together keeps its pairs, each as often as it stands in the list', () => {
  const a = of({ drawn: { together: 'fit', values: [1, 2, 3, 4] } });
  const b = of({ drawn: { together: 'fit', values: [10, 20, 30, 40] } });
  const alone = of({ drawn: { together: 'other', values: [1, 2, 3, 4] } });
  const draws = Array.from(
    { length: 2000 },
    (_, run) =>
      [
        drawParameter('a', a, 1, run),
        drawParameter('b', b, 1, run),
        drawParameter('c', alone, 1, run),
      ] as const,
  );
  for (const [one, other] of draws) assert.equal(other, 10 * one);
  for (const value of [1, 2, 3, 4]) {
    const count = draws.filter(([one]) => one === value).length;
    assert.ok(Math.abs(count - 500) < 4 * Math.sqrt(2000 * 0.25 * 0.75), `${value}: ${count}`);
  }
  const both = draws.filter(([one, , other]) => one === other).length;
  assert.ok(Math.abs(both - 500) < 4 * Math.sqrt(2000 * 0.25 * 0.75), `${both} of 2,000 agree by chance`);
});

test('a share along the scale of a parameter is the share of its draws that lie below', () => {
  const some: Partial<ParameterText>[] = [
    { uniform: [2, 8] },
    { triangular: [2, 3, 8] },
    { lognormal: { median: 3, sigma: 0.5 } },
    { counted: { yes: 3, of: 10 }, unit: 'in 100' },
    { uniform: [2, 8], orZero: 0.3 },
    { drawn: { together: 'x', values: Array.from({ length: 101 }, (_, i) => i) } },
  ];
  for (const each of some) {
    const parameter = of(each);
    const draws = Array.from({ length: 4000 }, (_, run) => drawParameter('p', parameter, 3, run));
    for (const p of [0.1, 0.25, 0.5, 0.9]) {
      const at = valueAtShare(parameter, p);
      const below = draws.filter(draw => draw <= at).length / 4000;
      const wanted = Math.max(p, each.orZero ?? 0);
      assert.ok(
        Math.abs(below - wanted) < 4 * Math.sqrt(0.25 / 4000) + 0.01,
        `${JSON.stringify(each)} at ${p}: ${below}`,
      );
    }
  }
});
