import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { designMatrix } from '../../src/design-matrix.ts';
import { imputeChained } from '../../src/missing/chained-equations.ts';
import { poolByRubin } from '../../src/missing/rubin.ts';
import type { Variable } from '../../src/missing/variable.ts';
import { classicalCovariance } from '../../src/regression/least-squares-covariance.ts';
import { leastSquares } from '../../src/regression/least-squares.ts';
import { fixtureRows } from '../fixture.ts';
import { missingOutputs } from './missing-outputs.ts';

const rows = fixtureRows('lalonde.csv');
const column = (name: string) => Float64Array.from(rows, row => Number(row[name]));
const races = ['black', 'hispan', 'white'];
const treat = column('treat');
const age = column('age');

/** The gaps that R was given: at random given age and treatment, by a formula. */
function withGaps(): Variable[] {
  const u = (i: number, k: number) => ((i * k) % 1009) / 1009;
  const re74 = column('re74').map((value, i) =>
    u(i, 7919) < (age[i] > 25 ? 0.35 : 0.15) ? Number.NaN : value / 1000,
  );
  const married = Int32Array.from(column('married'), (value, i) =>
    u(i, 6007) < (treat[i] === 1 ? 0.3 : 0.1) ? -1 : value,
  );
  const race = Int32Array.from(rows, (row, i) => (u(i, 5003) < 0.2 ? -1 : races.indexOf(row['race'])));
  return [
    { name: 'treat', kind: 'number', values: treat },
    { name: 'age', kind: 'number', values: age },
    { name: 'educ', kind: 'number', values: column('educ') },
    { name: 'race', kind: 'category', levels: 3, codes: race },
    { name: 'married', kind: 'category', levels: 2, codes: married },
    { name: 're74', kind: 'number', values: re74 },
    { name: 're78', kind: 'number', values: column('re78').map(value => value / 1000) },
  ];
}

/** The model that R pooled, on one completed data set: coefficients and their variances. */
function fit(completed: readonly Variable[]) {
  const [treated, ages, educ, race, married, re74, re78] = completed.map(variable =>
    variable.kind === 'number' ? variable.values : Float64Array.from(variable.codes),
  );
  const is = (level: number) => race.map(code => (code === level ? 1 : 0));
  const design = designMatrix({ treated, ages, educ, hispan: is(1), white: is(2), married, re74 });
  const found = leastSquares(design, re78);
  const covariance = classicalCovariance(found);
  return {
    estimates: found.coefficients,
    variances: found.coefficients.map((_, j) => covariance[j * 8 + j]),
  };
}

for (const [numbers, r] of [
  ['matching', missingOutputs.pmm],
  ['normal', missingOutputs.norm],
] as const) {
  test(`${numbers}: pooled coefficients are those of R (mice, 200 imputations) within the luck of both`, () => {
    const imputations = 60;
    const variables = withGaps();
    const { completed, gaps } = imputeChained(variables, { imputations, iterations: 10, seed: 1, numbers });
    assert.deepEqual(
      new Map(gaps.map(({ name, count }) => [name, count])),
      new Map(
        [
          ['race', 126],
          ['married', 95],
          ['re74', 157],
        ].map(([name, count]) => [String(name), Number(count)]),
      ),
    );
    const fits = completed.map(fit);
    r.estimate.forEach((estimate, j) => {
      const pooled = poolByRubin(
        fits.map(one => one.estimates[j]),
        fits.map(one => one.variances[j]),
      );
      // Means of 60 and of 200 draws around the same centre.
      const allowed = 4 * Math.sqrt(r.b[j] * (1 / imputations + 1 / 200));
      assert.ok(
        Math.abs(pooled.estimate - estimate) <= allowed,
        `coefficient ${j}: ${pooled.estimate} is not ${estimate} within ${allowed}`,
      );
      // The variance between 60 draws has a relative deviation of sqrt(2/59), of 200 sqrt(2/199); four of both.
      const spread = Math.abs(Math.log(pooled.between / r.b[j]));
      assert.ok(
        spread <= 4 * Math.sqrt(2 / 59 + 2 / 199),
        `between ${j}: ${pooled.between} is not ${r.b[j]}`,
      );
    });
  });
}

test('recorded values stay as they are, matched ones are somebody’s, and the same seed gives the same', () => {
  const variables = withGaps();
  const options = { imputations: 2, iterations: 3, seed: 7 };
  const { completed } = imputeChained(variables, options);
  const re74 = variables[5];
  const filled = completed[0][5];
  assert.ok(re74.kind === 'number' && filled.kind === 'number');
  const known = new Set(re74.values.filter(value => !Number.isNaN(value)));
  re74.values.forEach((value, row) => {
    if (Number.isNaN(value)) assert.ok(known.has(filled.values[row]));
    else assert.equal(filled.values[row], value);
  });
  assert.deepEqual(imputeChained(variables, options).completed, completed);
});

test('luck belongs to people: rows in another order get the same values', () => {
  const variables = withGaps();
  const count = rows.length;
  const order = Int32Array.from({ length: count }, (_, i) => (i * 5) % count);
  const shuffled = variables.map((variable): Variable =>
    variable.kind === 'number'
      ? { ...variable, values: Float64Array.from(order, i => variable.values[i]) }
      : { ...variable, codes: Int32Array.from(order, i => variable.codes[i]) },
  );
  const options = { imputations: 2, iterations: 2, seed: 3 };
  const person = Int32Array.from({ length: count }, (_, i) => i);
  const one = imputeChained(variables, { ...options, person }).completed[1];
  const other = imputeChained(shuffled, { ...options, person: order }).completed[1];
  one.forEach((variable, k) => {
    const again = other[k];
    const values = variable.kind === 'number' ? variable.values : variable.codes;
    const shuffledValues = again.kind === 'number' ? again.values : again.codes;
    order.forEach((i, row) =>
      assert.ok(Math.abs(shuffledValues[row] - values[i]) < 1e-9, `${variable.name} ${i}`),
    );
  });
});

test('where many share a prediction a value is taken from any of them, and not from the ends of their order', () => {
  const luck = stream(3);
  const count = 2000;
  const group = Int32Array.from({ length: count }, () => luck.below(3));
  const whole = Float64Array.from(group, code => code + luck.normal());
  const values = whole.map(value => (luck.chance(0.3) ? Number.NaN : value));
  const { completed } = imputeChained(
    [
      { name: 'group', kind: 'category', levels: 3, codes: group },
      { name: 'value', kind: 'number', values },
    ],
    { imputations: 20, iterations: 1, seed: 1 },
  );
  for (let code = 0; code < 3; code++) {
    const imputed = completed.flatMap(([, filled]) =>
      filled.kind === 'number'
        ? [...filled.values].filter((_, row) => Number.isNaN(values[row]) && group[row] === code)
        : [],
    );
    const mean = imputed.reduce((total, value) => total + value, 0) / imputed.length;
    const spread = Math.sqrt(
      imputed.reduce((total, value) => total + (value - mean) ** 2, 0) / imputed.length,
    );
    // Some 470 recorded values a level around `code` with a spread of 1: four standard errors.
    assert.ok(Math.abs(mean - code) < 4 / Math.sqrt(470), `${code}: mean ${mean}`);
    assert.ok(Math.abs(spread - 1) < 4 / Math.sqrt(2 * 470), `${code}: spread ${spread}`);
  }
});

test('units, the order of variables and the order of labels change nothing', () => {
  const variables = withGaps();
  const options = { imputations: 2, iterations: 2, seed: 4 };
  const plain = imputeChained(variables, options).completed[1];
  const backwards = imputeChained([...variables].reverse(), options).completed[1];
  assert.deepEqual([...backwards].reverse(), plain);
  const relabelled = variables.map((variable): Variable =>
    variable.kind === 'category'
      ? { ...variable, codes: variable.codes.map(code => (code === -1 ? -1 : variable.levels - 1 - code)) }
      : { ...variable, values: variable.values.map(value => 365.25 * value - 700_000) },
  );
  const other = imputeChained(relabelled, options).completed[1];
  plain.forEach((variable, k) => {
    const again = other[k];
    if (variable.kind === 'category' && again.kind === 'category') {
      assert.deepEqual(
        again.codes.map(code => variable.levels - 1 - code),
        variable.codes,
      );
    } else if (variable.kind === 'number' && again.kind === 'number') {
      variable.values.forEach((value, row) =>
        assert.ok(Math.abs((again.values[row] + 700_000) / 365.25 - value) < 1e-6, `${variable.name} ${row}`),
      );
    }
  });
});

test('a level that nobody has is never imputed, and where all have one level so have the others', () => {
  const count = 60;
  const x = Float64Array.from({ length: count }, (_, i) => i % 7);
  const { completed } = imputeChained(
    [
      { name: 'x', kind: 'number', values: x },
      {
        name: 'some',
        kind: 'category',
        levels: 5,
        codes: Int32Array.from(x, (v, i) => (i % 4 === 0 ? -1 : [1, 3, 4][v % 3])),
      },
      {
        name: 'one',
        kind: 'category',
        levels: 3,
        codes: Int32Array.from(x, (_, i) => (i % 5 === 0 ? -1 : 2)),
      },
    ],
    { imputations: 5, iterations: 2, seed: 1 },
  );
  for (const [, some, one] of completed) {
    assert.ok(some.kind === 'category' && some.codes.every(code => [1, 3, 4].includes(code)));
    assert.ok(one.kind === 'category' && one.codes.every(code => code === 2));
  }
});

test('a variable that says the same as another, or the same of everybody, is noted and changes nothing', () => {
  const variables = withGaps();
  const options = { imputations: 2, iterations: 2, seed: 2 };
  const [, age] = variables;
  assert.ok(age.kind === 'number');
  const more: Variable[] = [
    ...variables,
    { name: 'age in days', kind: 'number', values: age.values.map(value => 365 * value + 3) },
    { name: 'country', kind: 'number', values: age.values.map(() => 1) },
  ];
  const { completed, notes } = imputeChained(more, options);
  assert.match(notes.join('\n'), /age in days \(or a level of it\) follows from other variables/);
  assert.match(notes.join('\n'), /country is the same for everybody/);
  assert.ok(
    completed.flat().every(one => one.kind === 'category' || one.values.every(Number.isFinite)),
    'every gap is filled by a number',
  );
  assert.deepEqual(imputeChained(variables, options).notes, []);
});

test('a variable that nobody has, unequal lengths and one imputation are refused in words', () => {
  const none: Variable = { name: 'none', kind: 'number', values: new Float64Array(3).fill(Number.NaN) };
  const some: Variable = { name: 'some', kind: 'number', values: Float64Array.of(1, 2, 3) };
  const options = { imputations: 2, iterations: 1, seed: 1 };
  assert.throws(() => imputeChained([none, some], options), /none is recorded for nobody/);
  assert.throws(() => imputeChained([some], { ...options, imputations: 1 }), /imputations was 1/);
  const short: Variable = { name: 'short', kind: 'number', values: Float64Array.of(1) };
  assert.throws(() => imputeChained([some, short], options), /short has 1 rows/);
  const endless: Variable = { name: 'endless', kind: 'number', values: Float64Array.of(1, Infinity, 2) };
  assert.throws(() => imputeChained([some, endless], options), /endless is Infinity in row 1/);
  const stray: Variable = { name: 'stray', kind: 'category', levels: 2, codes: Int32Array.of(0, 2, -1) };
  assert.throws(() => imputeChained([some, stray], options), /stray is 2 in row 1; a code is 0 to 1/);
  assert.throws(() => imputeChained([some, some], options), /some is there twice/);
  assert.throws(() => imputeChained([], options), /no variables/);
  const few: Variable = { name: 'few', kind: 'number', values: Float64Array.of(1, Number.NaN, 2) };
  assert.throws(() => imputeChained([some, few], options), /few is recorded for 2 people, too few/);
  assert.throws(() => imputeChained([some], { ...options, person: [1, 2] }), /person has 2 numbers/);
});
