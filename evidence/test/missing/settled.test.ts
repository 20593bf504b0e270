import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { imputeChained, scaleReduction, SETTLED } from '../../src/index.ts';
import type { Variable } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';

test('two lines give the scale reduction worked out by hand', () => {
  // Later halves 1, 3 and 2, 6: variances within 2 and 8, mean 5; of the means 2 and 4 it is 2; sqrt(1/2 + 2/5).
  const found = scaleReduction([
    [9, 9, 1, 3],
    [0, 0, 2, 6],
  ]);
  assertNear(found ?? 0, Math.sqrt(0.9), 1e-12);
});

test('chains of ordinary gaps settle, lines that drift apart do not, and lines that stand still tell nothing', () => {
  const luck = stream(2);
  const count = 400;
  const x = Float64Array.from({ length: count }, () => luck.normal());
  const gappy = (): Float64Array =>
    x.map(value => (luck.chance(0.2) ? Number.NaN : 0.6 * value + luck.normal()));
  const variables: Variable[] = [
    { name: 'x', kind: 'number', values: x },
    { name: 'y', kind: 'number', values: gappy() },
    { name: 'z', kind: 'number', values: gappy() },
  ];
  const { trace } = imputeChained(variables, { imputations: 20, iterations: 20, seed: 1 });
  assert.equal(trace.length, 2);
  for (const { name, means } of trace) {
    const reduction = scaleReduction(means);
    assert.ok(reduction !== undefined && reduction < SETTLED, `${name}: ${reduction}`);
  }
  const apart = [0, 1, 2].map(start => Array.from({ length: 10 }, (_, k) => 10 * start + k));
  assert.ok((scaleReduction(apart) ?? 0) > SETTLED);
  const still = [1, 2].map(value => [value, value, value, value]);
  assert.equal(scaleReduction(still), undefined);
});

test('too short a trace is refused in words', () => {
  assert.throws(() => scaleReduction([[1, 2, 3, 4]]), /1 lines of 4 iterations/);
  assert.throws(
    () =>
      scaleReduction([
        [1, 2],
        [1, 2],
      ]),
    /four iterations or more/,
  );
});
