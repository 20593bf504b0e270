import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newcombeInterval, normalInterval, wilsonInterval } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';

test('wilsonInterval gives the published intervals', () => {
  // Newcombe (1998), Interval estimation for the difference, and its companion on single proportions, to 4 digits.
  for (const [events, n, lower, upper] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    const interval = wilsonInterval(events, n);
    assert.equal(interval.lower.toFixed(4), lower.toFixed(4));
    assert.equal(interval.upper.toFixed(4), upper.toFixed(4));
  }
});

test('newcombeInterval gives the published intervals, also where nobody had the event', () => {
  // Newcombe (1998), Statistics in Medicine 17, table II, method 10.
  for (const [a, m, b, n, lower, upper] of [
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ] as const) {
    const interval = newcombeInterval({ events: a, n: m }, { events: b, n });
    assert.equal(interval.lower.toFixed(4), lower.toFixed(4));
    assert.equal(interval.upper.toFixed(4), upper.toFixed(4));
  }
});

test('newcombeInterval holds the difference and turns round with the arms', () => {
  const share = fc.tuple(fc.nat(50), fc.integer({ min: 50, max: 200 }));
  fc.assert(
    fc.property(share, share, ([a, m], [b, n]) => {
      const one = newcombeInterval({ events: a, n: m }, { events: b, n });
      const other = newcombeInterval({ events: b, n }, { events: a, n: m });
      const difference = a / m - b / n;
      assert.ok(one.lower <= difference && difference <= one.upper);
      assert.ok(Math.abs(one.lower + other.upper) < 1e-12);
    }),
  );
});

test('normalInterval reaches 1.96 standard errors to either side', () => {
  const { lower, upper } = normalInterval(1, 2);
  assertNear(upper - 1, 2 * 1.959963984540054, 1e-12);
  assertNear(1 - lower, 2 * 1.959963984540054, 1e-12);
});

test('wilsonInterval refuses more events than people', () => {
  assert.throws(() => wilsonInterval(3, 2), /3 events of 2 people/);
  assert.throws(() => wilsonInterval(0, 0), /0 events of 0 people/);
});
