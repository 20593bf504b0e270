import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { drawDuration, drawRemaining, durationDraw } from '../../src/engine/duration-draw.ts';
import { decision, gammaOf, luck, normalOf, uniformOf } from '../../src/engine/luck.ts';
import { normalQuantile } from '@throughcare/numerics';

test('normalQuantile inverts the normal distribution, far into its tails', () => {
  // Roots of the complementary error function of the C library, by Newton's method.
  const printed: [number, number][] = [
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.025, -1.959963984540054],
    [0.8, 0.8416212335729146],
    [0.999, 3.0902323061678265],
    [1e-10, -6.361340902404057],
    [1e-20, -9.262340089798409],
  ];
  for (const [p, z] of printed)
    assert.ok(Math.abs(normalQuantile(p) - z) <= 1e-13 * Math.max(1, Math.abs(z)), `${p}`);
});

test('no two decisions of one person share a number', () => {
  const seen = new Set<number>();
  for (const pass of [0, 1, 2, 0xfffe]) {
    for (const stage of [0, 1, 15, 16, 191]) {
      for (let about = 0; about < 8; about++) seen.add(decision(pass, stage, about) >>> 0);
    }
  }
  assert.equal(seen.size, 4 * 5 * 8);
});

test('draws depend on seed, run, person and decision, and on nothing drawn before', () => {
  const first = luck(1, 2);
  const value = uniformOf(first, 3, 4);
  uniformOf(first, 9, 9);
  assert.equal(uniformOf(first, 3, 4), value);
  assert.equal(uniformOf(luck(1, 2), 3, 4), value);
  for (const other of [
    uniformOf(luck(2, 2), 3, 4),
    uniformOf(luck(1, 3), 3, 4),
    uniformOf(first, 4, 4),
    uniformOf(first, 3, 5),
  ]) {
    assert.notEqual(other, value);
  }
});

/** Mean and variance of 40,000 draws, with their standard errors by the sample itself. */
function moments(draw: (person: number) => number): {
  mean: number;
  variance: number;
  error: number;
  varianceError: number;
} {
  const values = Array.from({ length: 40_000 }, (_, person) => draw(person));
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  const squares = values.map(v => (v - mean) ** 2);
  const variance = squares.reduce((s, v) => s + v, 0) / values.length;
  const fourth = squares.reduce((s, v) => s + (v - variance) ** 2, 0) / values.length;
  return {
    mean,
    variance,
    error: Math.sqrt(variance / values.length),
    varianceError: Math.sqrt(fourth / values.length),
  };
}

test('each duration has the mean and the spread that it is given, within 4 standard errors', () => {
  const mine = luck(11, 0);
  for (const kind of ['gamma', 'lognormal'] as const) {
    for (const spread of [0.3, 1, 1.3]) {
      const draw = durationDraw({ kind, mean: 5, spread });
      const m = moments(person => drawDuration(draw, mine, person, 1));
      assert.ok(Math.abs(m.mean - 5) < 4 * m.error, `${kind} ${spread}: mean ${m.mean}`);
      assert.ok(
        Math.abs(m.variance - 25 * spread * spread) < 4 * m.varianceError,
        `${kind} ${spread}: ${m.variance}`,
      );
    }
  }
  const exponential = durationDraw({ kind: 'exponential', mean: 5 });
  const m = moments(person => drawDuration(exponential, mine, person, 1));
  assert.ok(Math.abs(m.mean - 5) < 4 * m.error && Math.abs(m.variance - 25) < 4 * m.varianceError);
  const n = moments(person => normalOf(mine, person, 1));
  assert.ok(Math.abs(n.mean) < 4 * n.error && Math.abs(n.variance - 1) < 4 * n.varianceError);
});

test('a gamma of one kind agrees in mean with the stream of numerics', () => {
  for (const shape of [0.4, 2.5]) {
    const ours = moments(person => gammaOf(luck(5, 0), person, 1, shape));
    const theirs = moments(person => stream(6, 0, person, 1).gamma(shape));
    assert.ok(Math.abs(ours.mean - theirs.mean) < 4 * Math.hypot(ours.error, theirs.error));
  }
});

test('what is left of a stay met in its middle has the mean of renewal theory, (mean / 2)(1 + spread squared)', () => {
  for (const duration of [
    { kind: 'fixed', mean: 6, spread: 0 },
    { kind: 'exponential', mean: 6, spread: 1 },
    { kind: 'gamma', mean: 6, spread: 0.6 },
    { kind: 'lognormal', mean: 6, spread: 0.6 },
  ] as const) {
    const draw = durationDraw(duration);
    const m = moments(person => drawRemaining(draw, luck(12, 0), person, 1, 2));
    const exact = 3 * (1 + duration.spread ** 2);
    assert.ok(Math.abs(m.mean - exact) < 4 * m.error, `${duration.kind}: ${m.mean}, exact ${exact}`);
  }
});
