import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newcombeInterval, tippingPoint } from '../../src/index.ts';
import type { ArmWithGaps } from '../../src/index.ts';

function verdict(first: ArmWithGaps, second: ArmWithGaps, a: number, b: number): string {
  const { lower, upper } = newcombeInterval(
    { events: first.events + a, n: first.n + first.unknown },
    { events: second.events + b, n: second.n + second.unknown },
  );
  if (upper < 0) return 'lower';
  return lower > 0 ? 'higher' : 'cannot tell yet';
}

const arm = fc.record({
  n: fc.integer({ min: 20, max: 400 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  unknown: fc.integer({ min: 0, max: 25 }),
});

test('frontier and nearest turn are those that trying every count of both arms finds', () => {
  fc.assert(
    fc.property(arm, arm, (one, other) => {
      const [first, second] = [one, other].map(({ n, share, unknown }) => ({
        n,
        events: Math.round(n * share),
        unknown,
      }));
      const found = tippingPoint(first, second);
      const expected = [first, second].map(({ n, events, unknown }) => (events / n) * unknown);
      let least = Infinity;
      for (let a = 0; a <= first.unknown; a++) {
        const stays = found.frontier[a].stays;
        for (let b = 0; b <= second.unknown; b++) {
          const isSame = verdict(first, second, a, b) === found.observed;
          assert.equal(stays !== undefined && b >= stays[0] && b <= stays[1], isSame, `${a}, ${b}`);
          if (!isSame) least = Math.min(least, Math.abs(a - expected[0]) + Math.abs(b - expected[1]));
        }
      }
      if (found.nearest === undefined) {
        assert.equal(least, Infinity);
      } else {
        const [a, b] = found.nearest;
        assert.notEqual(verdict(first, second, a, b), found.observed);
        assert.ok(Math.abs(Math.abs(a - expected[0]) + Math.abs(b - expected[1]) - least) < 1e-9);
      }
    }),
    { numRuns: 60 },
  );
});

test('a lower rate turns when enough of the unknown of its arm reoffended, and cannot where nobody is unknown', () => {
  const found = tippingPoint({ n: 400, events: 20, unknown: 30 }, { n: 400, events: 48, unknown: 30 });
  assert.equal(found.observed, 'lower');
  assert.equal(found.cells.length, 11 * 11);
  assert.ok(found.nearest !== undefined && found.nearest[0] > found.nearest[1]);
  const known = tippingPoint({ n: 400, events: 20, unknown: 0 }, { n: 400, events: 60, unknown: 0 });
  assert.equal(known.nearest, undefined);
  assert.equal(known.cells.length, 1);
  assert.deepEqual(known.frontier, [{ first: 0, stays: [0, 0] }]);
});

test('thousands of unknown outcomes are gone through exactly', () => {
  const first = { n: 20_000, events: 600, unknown: 3000 };
  const second = { n: 30_000, events: 1200, unknown: 5000 };
  const { nearest, frontier, observed } = tippingPoint(first, second);
  assert.ok(nearest !== undefined);
  assert.equal(frontier.length, 101);
  assert.notEqual(verdict(first, second, ...nearest), observed);
  // A person less towards what is expected, in either arm, and the verdict stays.
  const [a, b] = nearest;
  const nearer: readonly (readonly [number, number])[] = [
    [a - Math.sign(a - 90), b],
    [a, b - Math.sign(b - 200)],
  ];
  for (const [x, y] of nearer) {
    if (x !== a || y !== b) assert.equal(verdict(first, second, x, y), observed);
  }
});

test('arms that cannot be are refused in words', () => {
  const arms = { n: 10, events: 1, unknown: 2 };
  assert.throws(() => tippingPoint({ ...arms, n: 0 }, arms), /1 events of 0 people/);
  assert.throws(() => tippingPoint(arms, { ...arms, unknown: 1.5 }), /unknown was 1.5/);
});
