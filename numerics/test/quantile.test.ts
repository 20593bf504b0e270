import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quantile, quantileSorted } from '../src/index.ts';

test('quantile follows rule R-7: (n - 1) p + 1 is the rank that is interpolated', () => {
  // Worked by hand: n = 5, p = 0.25 is rank 2; n = 4, p = 0.25 is rank 1.75, so 1 + 0.75 (2 - 1).
  assert.equal(quantile([5, 1, 4, 2, 3], 0.25), 2);
  assert.equal(quantile([4, 3, 2, 1], 0.25), 1.75);
  assert.equal(quantile([4, 3, 2, 1], 0.5), 2.5);
  assert.equal(quantile([7], 0.9), 7);
});

test('of type 6 it follows R-6: (n + 1) p is the rank, and the ends where that lies outside the sample', () => {
  // Worked by hand from Hyndman and Fan (1996): n = 5, p = 0.25 is rank 1.5; n = 4, p = 0.9 is rank 4.5, beyond the last.
  assert.equal(quantile([5, 1, 4, 2, 3], 0.25, 6), 1.5);
  assert.equal(quantile([4, 3, 2, 1], 0.5, 6), 2.5);
  assert.equal(quantile([4, 3, 2, 1], 0.9, 6), 4);
  assert.equal(quantile([4, 3, 2, 1], 0.1, 6), 1);
  // Of 1 to 39 the interval of 95% is the whole sample: ranks 1 and 39.
  const all = Array.from({ length: 39 }, (_, i) => i + 1);
  assert.deepEqual(
    [0.025, 0.975].map(p => quantile(all, p, 6)),
    [1, 39],
  );
  // 0.975 x 39 - 0.975 = 37.05 from nought under rule 7.
  assert.ok(Math.abs(quantile(all, 0.975) - 38.05) < 1e-12);
});

test('between a value without end and one with an end the first stands, by either rule', () => {
  assert.equal(quantile([-Infinity, 3], 0.4), -Infinity);
  assert.equal(quantile([3, Infinity], 0.6, 6), Infinity);
  assert.equal(quantile([-Infinity, Infinity], 0.5, 6), Number.NaN);
});

test('quantile of nothing is NaN; of NaN and of a p outside 0 to 1 it is refused', () => {
  assert.equal(quantile([], 0.5), Number.NaN);
  assert.throws(() => quantile([1, Number.NaN], 0.5), /values held NaN/);
  assert.throws(() => quantile([1], 1.5), /p was 1.5/);
});

test('quantile leaves its argument as it was', () => {
  const values = [3, 1, 2];
  quantile(values, 0.5);
  assert.deepEqual(values, [3, 1, 2]);
});

test('quantile runs from the least to the greatest value and never falls', () => {
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), {
    minLength: 1,
  });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(values, share, share, (sample, a, b) => {
      const ascending = Float64Array.from(sample).sort();
      assert.equal(quantile(sample, 0), ascending[0]);
      assert.equal(quantile(sample, 1), ascending.at(-1));
      assert.ok(quantileSorted(ascending, Math.min(a, b)) <= quantileSorted(ascending, Math.max(a, b)));
    }),
  );
});
