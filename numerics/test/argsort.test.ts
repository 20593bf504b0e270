import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { argsort, stream } from '../src/index.ts';

test('argsort orders as a stable comparison sort does, for few values and for many', () => {
  const luck = stream(1);
  for (const count of [0, 1, 5, 511, 512, 20_000]) {
    const values = Float64Array.from({ length: count }, (_, i) =>
      i % 3 === 0 ? luck.below(50) - 25 : luck.normal() * 10 ** (luck.below(40) - 20),
    );
    const rows = Array.from({ length: count }, (_, i) => i);
    assert.deepEqual(
      [...argsort(values)],
      rows.sort((a, b) => values[a] - values[b] || a - b),
    );
  }
});

test('argsort puts the infinities at the ends and 0 and -0 as equals', () => {
  const many = Array.from({ length: 600 }, (_, i) => [0, -0, Infinity, -Infinity, -1, 1][i % 6]);
  const sorted = [...argsort(many)].map(i => many[i] + 0);
  assert.deepEqual(
    sorted,
    many.map(value => value + 0).sort((a, b) => (a === b ? 0 : a - b)),
  );
  const zeros = [...argsort(many)].filter(i => many[i] === 0);
  assert.deepEqual(
    zeros,
    [...zeros].sort((a, b) => a - b),
  );
});

test('argsort gives each row once, whatever the values', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 600, maxLength: 700 }), values => {
      const order = argsort(values);
      assert.equal(new Set(order).size, values.length);
      for (let k = 1; k < order.length; k++) assert.ok(values[order[k - 1]] <= values[order[k]]);
    }),
    { numRuns: 20 },
  );
});

test('argsort tells apart many values that lie close together, with equal ones among them', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 600, maxLength: 700 }), steps => {
      // So near one another that values share the upper half of their bits.
      const values = steps.map((step, i) => 1 + (i % 40) / 16 + step * 2 ** -40);
      const rows = values.map((_, i) => i);
      assert.deepEqual(
        [...argsort(values)],
        rows.sort((a, b) => values[a] - values[b] || a - b),
      );
    }),
    { numRuns: 20 },
  );
});

test('argsort refuses NaN by row', () => {
  assert.throws(() => argsort([1, Number.NaN]), /NaN in row 1/);
});
