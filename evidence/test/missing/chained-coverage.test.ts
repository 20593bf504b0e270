import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { designMatrix } from '../../src/design-matrix.ts';
import { imputeChained } from '../../src/missing/chained-equations.ts';
import { poolByRubin } from '../../src/missing/rubin.ts';
import { classicalCovariance } from '../../src/regression/least-squares-covariance.ts';
import { leastSquares } from '../../src/regression/least-squares.ts';

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

test('levels are imputed with the shares that the hidden ones have, also where the commonest lies in the middle', () => {
  const luck = stream(11);
  const count = 4000;
  const x = Float64Array.from({ length: count }, () => luck.normal());
  // Four ordered levels of x with noise: the second and third are commonest, the ends far from both.
  const truth = Int32Array.from(x, value => {
    const z = 1.2 * value + luck.normal();
    return z < -1.5 ? 0 : z < 0.2 ? 1 : z < 1.6 ? 2 : 3;
  });
  const codes = truth.map((level, i) => (luck.chance(x[i] > 0 ? 0.5 : 0.2) ? -1 : level));
  const imputations = 20;
  const { completed } = imputeChained(
    [
      { name: 'x', kind: 'number', values: x },
      { name: 'level', kind: 'category', levels: 4, codes },
    ],
    { imputations, iterations: 1, seed: 5 },
  );
  const inBand = [(v: number) => v < -0.6, (v: number) => v >= -0.6 && v < 0.6, (v: number) => v >= 0.6];
  for (const [band, holds] of inBand.entries()) {
    const gaps = [...codes.keys()].filter(i => codes[i] === -1 && holds(x[i]));
    for (let level = 0; level < 4; level++) {
      const hidden = gaps.filter(i => truth[i] === level).length / gaps.length;
      const drawn =
        completed.reduce((total, [, one]) => {
          const own = one.kind === 'category' ? one.codes : codes;
          return total + gaps.filter(i => own[i] === level).length;
        }, 0) /
        (imputations * gaps.length);
      // The luck of the hidden, and as much again of the model; two in a hundred for a logit where truth is a probit.
      const allowed = 4 * Math.sqrt((2 * Math.max(hidden, 0.01) * (1 - hidden)) / gaps.length) + 0.02;
      assert.ok(Math.abs(drawn - hidden) < allowed, `band ${band}, level ${level}: ${drawn}, not ${hidden}`);
    }
  }
});

test('a yes or no whose gaps hang on the outcome is imputed so that its effect is covered in 180 to 198 of 200', () => {
  let covered = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const luck = stream(seed, 10);
    const count = 300;
    const x = Float64Array.from({ length: count }, () => luck.normal());
    const yes = Int32Array.from(x, value => Number(luck.chance(1 / (1 + Math.exp(-value)))));
    const y = Float64Array.from(x, (value, i) => 0.5 * value + yes[i] + luck.normal());
    const codes = yes.map((value, i) => (luck.chance(1 / (1 + Math.exp(1 - y[i]))) ? -1 : value));
    const { completed } = imputeChained(
      [
        { name: 'x', kind: 'number', values: x },
        { name: 'y', kind: 'number', values: y },
        { name: 'yes', kind: 'category', levels: 2, codes },
      ],
      { imputations: 10, iterations: 1, seed },
    );
    const fits = completed.map(set => {
      const found = leastSquares(designMatrix({ x, yes: set[2].kind === 'category' ? set[2].codes : x }), y);
      return { estimate: found.coefficients[2], variance: classicalCovariance(found)[8] };
    });
    const { interval } = poolByRubin(
      fits.map(one => one.estimate),
      fits.map(one => one.variance),
      count - 3,
    );
    if (interval.lower <= 1 && 1 <= interval.upper) covered++;
  }
  // Binomial(200, .95): outside 180 to 198 with probability .0016.
  assert.ok(covered >= 180 && covered <= 198, `${covered} of 200`);
});

test('three levels whose gaps hang on the outcome are imputed so that both effects are covered in 180 to 198 of 200', () => {
  const covered = [0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const luck = stream(seed, 12);
    const count = 400;
    const x = Float64Array.from({ length: count }, () => luck.normal());
    const level = Int32Array.from(x, value => {
      const [up, down] = [Math.exp(value / 2), Math.exp(-value / 2)];
      const at = luck.uniform() * (1 + up + down);
      if (at < 1) return 0;
      return at < 1 + up ? 1 : 2;
    });
    const y = Float64Array.from(x, (value, i) => value + level[i] / 2 + luck.normal());
    const codes = level.map((own, i) => (luck.chance(1 / (1 + Math.exp(1 - 0.7 * y[i]))) ? -1 : own));
    const { completed } = imputeChained(
      [
        { name: 'x', kind: 'number', values: x },
        { name: 'y', kind: 'number', values: y },
        { name: 'level', kind: 'category', levels: 3, codes },
      ],
      { imputations: 10, iterations: 1, seed },
    );
    const fits = completed.map(set => {
      const own = set[2].kind === 'category' ? set[2].codes : codes;
      const is = (one: number) => own.map(code => Number(code === one));
      const found = leastSquares(designMatrix({ x, second: is(1), third: is(2) }), y);
      return { estimates: found.coefficients, covariance: classicalCovariance(found) };
    });
    for (const k of [0, 1]) {
      const { interval } = poolByRubin(
        fits.map(({ estimates }) => estimates[2 + k]),
        fits.map(({ covariance }) => covariance[5 * (2 + k)]),
        count - 4,
      );
      const truth = (k + 1) / 2;
      if (interval.lower <= truth && truth <= interval.upper) covered[k]++;
    }
  }
  // Binomial(200, .95): outside 180 to 198 with probability .0016, each.
  assert.ok(
    covered.every(count => count >= 180 && count <= 198),
    covered.join(' and '),
  );
});
