import { test } from 'node:test';
import assert from 'node:assert/strict';
import { drawDuration, drawRemaining, durationDraw } from '../../src/engine/duration-draw.ts';
import type { Duration } from '../../src/engine/duration.ts';
import { luck } from '../../src/engine/luck.ts';

// Closed forms from any table of distributions (Johnson, Kotz and Balakrishnan 1994); `raw` is E[X^k].
interface Law {
  readonly duration: Duration;
  readonly raw: (k: number) => number;
  /** P(X <= x), where it is elementary. */
  readonly cdf?: (x: number) => number;
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
const lognormal = (mean: number, spread: number, k: number): number =>
  mean ** k * (1 + spread ** 2) ** ((k * (k - 1)) / 2);
/** Moments of a gamma with this shape and scale: scale^k times a rising factorial. */
const gamma = (shape: number, scale: number, k: number): number =>
  Array.from({ length: k }, (_, i) => shape + i).reduce((product, each) => product * each * scale, 1);

const laws: Law[] = [
  { duration: { kind: 'fixed', mean: 7 }, raw: k => 7 ** k },
  {
    duration: { kind: 'exponential', mean: 5 },
    raw: k => factorial(k) * 5 ** k,
    cdf: x => 1 - Math.exp(-x / 5),
  },
  ...[0.8, 1.6].map((spread): Law => ({
    duration: { kind: 'gamma', mean: 4, spread },
    raw: k => gamma(1 / spread ** 2, 4 * spread ** 2, k),
  })),
  // Shape 4 is Erlang's sum of four exponentials.
  {
    duration: { kind: 'gamma', mean: 4, spread: 0.5 },
    raw: k => gamma(4, 1, k),
    cdf: x => 1 - Math.exp(-x) * (1 + x + x ** 2 / 2 + x ** 3 / 6),
  },
  ...[0.4, 0.9].map((spread): Law => ({
    duration: { kind: 'lognormal', mean: 6, spread },
    raw: k => lognormal(6, spread, k),
  })),
  // Shape 1/2: Gamma(1 + 2k) = (2k)!, and the scale is half the mean. Shape 2 is Rayleigh's law.
  {
    duration: { kind: 'weibull', mean: 2, shape: 0.5 },
    raw: k => factorial(2 * k),
    cdf: x => 1 - Math.exp(-Math.sqrt(x)),
  },
  {
    duration: { kind: 'weibull', mean: Math.sqrt(Math.PI) / 2, shape: 2 },
    raw: k => [1, Math.sqrt(Math.PI) / 2, 1, 0.75 * Math.sqrt(Math.PI), 2][k],
    cdf: x => 1 - Math.exp(-x * x),
  },
  {
    duration: { kind: 'uniform', from: 2, to: 8 },
    raw: k => (8 ** (k + 1) - 2 ** (k + 1)) / (6 * (k + 1)),
    cdf: x => (x - 2) / 6,
  },
  {
    duration: { kind: 'empirical', values: [1, 4, 9], weights: [5, 3, 2] },
    raw: k => 0.5 + 0.3 * 4 ** k + 0.2 * 9 ** k,
  },
  { duration: { kind: 'empirical', values: [0, 10] }, raw: k => 10 ** k / 2 },
];

const count = 60_000;
const named = (duration: Duration): string => JSON.stringify(duration);
/** Mean of a power of the draws, with its standard error by the sample. */
function moment(draws: Float64Array, k: number): { mean: number; error: number } {
  let sum = 0;
  let squares = 0;
  for (const draw of draws) {
    sum += draw ** k;
    squares += draw ** (2 * k);
  }
  const mean = sum / draws.length;
  return { mean, error: Math.sqrt(Math.max(0, squares / draws.length - mean ** 2) / draws.length) };
}

for (const { duration, raw } of laws) {
  const draw = durationDraw(duration);

  test(`the first two moments of a stay are those of its law: ${named(duration)}`, () => {
    const mine = luck(301, 1);
    const draws = Float64Array.from({ length: count }, (_, person) => drawDuration(draw, mine, person, 5));
    for (const k of [1, 2]) {
      const { mean, error } = moment(draws, k);
      const exact = raw(k);
      assert.ok(Math.abs(mean - exact) <= 4 * error + 1e-9 * exact, `moment ${k}: ${mean}, exact ${exact}`);
    }
  });

  test(`what is left of a stay met in its middle has the moments of renewal theory: ${named(duration)}`, () => {
    const mine = luck(302, 1);
    const draws = Float64Array.from({ length: count }, (_, person) =>
      drawRemaining(draw, mine, person, 5, 6),
    );
    // E[R^k] = E[X^(k+1)] / ((k + 1) E[X]) (Cox, Renewal Theory, 1962, section 5.2).
    for (const k of [1, 2]) {
      const { mean, error } = moment(draws, k);
      const exact = raw(k + 1) / ((k + 1) * raw(1));
      assert.ok(Math.abs(mean - exact) <= 4 * error, `moment ${k}: ${mean}, exact ${exact}`);
    }
  });
}

/** The largest distance between the draws' distribution and the law (Kolmogorov and Smirnov). */
function distance(draws: Float64Array, cdf: (x: number) => number): number {
  return draws.sort().reduce((most, draw, i) => {
    const law = cdf(draw);
    return Math.max(most, Math.abs((i + 1) / count - law), Math.abs(i / count - law));
  }, 0);
}

// 1.95 / sqrt(n): passed by chance once in a thousand (Kolmogorov's limit, 2 exp(-2 x^2) = 0.001).
const most = 1.95 / Math.sqrt(count);

for (const { duration, cdf } of laws) {
  if (cdf === undefined) continue;
  test(`a stay follows its law from end to end, not in its moments alone: ${named(duration)}`, () => {
    const draw = durationDraw(duration);
    const mine = luck(303, 1);
    const draws = Float64Array.from({ length: count }, (_, person) => drawDuration(draw, mine, person, 5));
    const apart = distance(draws, cdf);
    assert.ok(apart < most, `${apart} apart, at most ${most}`);
  });
}

test('the part that is left of an exponential stay is the same exponential, and of a fixed one uniform', () => {
  const remaining = (duration: Duration): Float64Array => {
    const draw = durationDraw(duration);
    const mine = luck(304, 1);
    return Float64Array.from({ length: count }, (_, person) => drawRemaining(draw, mine, person, 5, 6));
  };
  assert.ok(distance(remaining({ kind: 'exponential', mean: 3 }), x => 1 - Math.exp(-x / 3)) < most);
  assert.ok(distance(remaining({ kind: 'fixed', mean: 3 }), x => x / 3) < most);
  // The density of what is left of a uniform from 0 to 4 falls in a straight line: 1 - (1 - x / 4)^2.
  assert.ok(distance(remaining({ kind: 'uniform', from: 0, to: 4 }), x => 1 - (1 - x / 4) ** 2) < most);
});

test('another law with the same mean and spread is told from ours: the test of distribution can fail', () => {
  const draw = durationDraw({ kind: 'gamma', mean: 5, spread: 0.95 });
  const mine = luck(303, 1);
  const draws = Float64Array.from({ length: count }, (_, person) => drawDuration(draw, mine, person, 5));
  assert.ok(distance(draws, x => 1 - Math.exp(-x / 5)) > most);
});
