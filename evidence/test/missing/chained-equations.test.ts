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
      // Means of 60 and of 200 draws around the same centre; the centre itself may differ by a tenth of the pooled
      // error, as race is drawn by a sequential and not a multinomial logit.
      const luck = 4 * Math.sqrt(r.b[j] * (1 / imputations + 1 / 200));
      const allowed = luck + 0.1 * Math.sqrt(r.t[j]);
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

test('where complete cases are wrong, imputing with the outcome covers the truth in 180 to 198 of 200 samples', () => {
  let covered = 0;
  let complete = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const luck = stream(seed, 9);
    const count = 250;
    const x = Float64Array.from({ length: count }, () => luck.normal());
    const z = x.map(value => 0.7 * value + luck.normal());
    const y = Float64Array.from(x, (value, i) => 1 + 0.5 * value + 0.5 * z[i] + luck.normal());
    // Whether z is recorded hangs on the outcome: complete cases are then a sample by outcome.
    const gappy = z.map((value, i) =>
      luck.chance(1 / (1 + Math.exp(-2 * (y[i] - 1)))) ? Number.NaN : value,
    );
    const { completed } = imputeChained(
      [
        { name: 'x', kind: 'number', values: x },
        { name: 'y', kind: 'number', values: y },
        { name: 'z', kind: 'number', values: gappy },
      ],
      { imputations: 10, iterations: 1, seed, numbers: 'normal' },
    );
    const slope = (zs: Float64Array, keep: Int32Array) => {
      const found = leastSquares(
        designMatrix({ x: Float64Array.from(keep, i => x[i]), z: Float64Array.from(keep, i => zs[i]) }),
        Float64Array.from(keep, i => y[i]),
      );
      return { estimate: found.coefficients[2], variance: classicalCovariance(found)[8] };
    };
    const all = Int32Array.from({ length: count }, (_, i) => i);
    const fits = completed.map(set => slope(set[2].kind === 'number' ? set[2].values : gappy, all));
    const { interval } = poolByRubin(
      fits.map(one => one.estimate),
      fits.map(one => one.variance),
      count - 3,
    );
    if (interval.lower <= 0.5 && 0.5 <= interval.upper) covered++;
    const only = slope(
      gappy,
      all.filter(i => !Number.isNaN(gappy[i])),
    );
    if (Math.abs(only.estimate - 0.5) <= 1.96 * Math.sqrt(only.variance)) complete++;
  }
  // Binomial(200, .95): outside 180 to 198 with probability .0016.
  assert.ok(covered >= 180 && covered <= 198, `${covered} of 200`);
  assert.ok(complete < 150, `complete cases cover in ${complete} of 200`);
});

test('a variable that nobody has, unequal lengths and one imputation are refused in words', () => {
  const none: Variable = { name: 'none', kind: 'number', values: new Float64Array(3).fill(Number.NaN) };
  const some: Variable = { name: 'some', kind: 'number', values: Float64Array.of(1, 2, 3) };
  const options = { imputations: 2, iterations: 1, seed: 1 };
  assert.throws(() => imputeChained([none, some], options), /none is recorded for nobody/);
  assert.throws(() => imputeChained([some], { ...options, imputations: 1 }), /imputations was 1/);
  const short: Variable = { name: 'short', kind: 'number', values: Float64Array.of(1) };
  assert.throws(() => imputeChained([some, short], options), /short has 1 rows/);
});
