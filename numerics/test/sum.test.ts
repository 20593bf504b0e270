import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BLOCK, dot, sum, sumOf } from '../src/index.ts';

test('sum of nothing is 0', () => assert.equal(sum([]), 0));

test('sum keeps what plain addition loses', () => {
  // Kahan's and Neumaier's standing example: plain addition gives 0, the exact sum is 2.
  assert.equal(sum([1, 1e100, 1, -1e100]), 2);
  assert.equal(sum(new Float64Array(10).fill(0.1)), 1);
});

test('sum across many blocks agrees with whole-number arithmetic', () => {
  const count = 3 * BLOCK + 17;
  assert.equal(
    sumOf(count, i => i / 1024),
    (count * (count - 1)) / 2 / 1024,
  );
});

test('sum is NaN when a value is, and infinite when a value is', () => {
  assert.equal(sum([1, Number.NaN]), Number.NaN);
  assert.equal(sum([1, Number.POSITIVE_INFINITY]), Number.POSITIVE_INFINITY);
  assert.equal(sum([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]), Number.NaN);
});

test('sum is exact for whole numbers in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), values => {
      const exact = Number(values.reduce((total, value) => total + BigInt(value), 0n));
      assert.equal(sum(values), exact);
      assert.equal(sum([...values].reverse()), exact);
    }),
  );
});

test('sum of the blocks, each alone, added in order gives the same bits', () => {
  const values = Float64Array.from({ length: 2 * BLOCK + 5 }, (_, i) => Math.sin(i) * 10 ** (i % 20));
  const blocks = [values.subarray(0, BLOCK), values.subarray(BLOCK, 2 * BLOCK), values.subarray(2 * BLOCK)];
  assert.equal(sum(blocks.map(block => sum(block))), sum(values));
});

test('dot multiplies in pairs and refuses unequal lengths', () => {
  assert.equal(dot([1, 2, 3], [4, 5, 6]), 32);
  assert.throws(() => dot([1], [1, 2]), /a has 1 values and b 2/);
});
