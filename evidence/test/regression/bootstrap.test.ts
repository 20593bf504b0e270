import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile, stream } from '@throughcare/numerics';
import { bootstrap } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';

const values = [1.2, 2.5, 3.1, 0.4, 7.9, 3.3, 2.2, 4.4];
const mean = values.reduce((total, value) => total + value, 0) / values.length;

test('percentile and accelerated intervals are those of R’s boot for the same replicates', () => {
  // R 4.2.2, boot 1.3-28.1: boot.ci of 999 replicates given by a formula, L the deviations from the mean.
  let at = 0;
  const next = (): number => {
    const z = normalQuantile(++at / 1000);
    return z * 0.7 + 3.2 + 0.1 * z * z;
  };
  const influence = values.map(value => value - mean);
  for (const [level, percentile, bca] of [
    [0.9, [2.31915680654351, 4.62195188427557], [2.30165032385971, 4.56210781588793]],
    [0.95, [2.21217109289138, 4.95612067124745], [2.21682426171701, 4.97703418890688]],
  ] as const) {
    at = 0;
    const found = bootstrap(8, mean, next, { replicates: 999, seed: 1, level, influence });
    assertNear(found.percentile.lower, percentile[0], 1e-8, 'lower');
    assertNear(found.percentile.upper, percentile[1], 1e-8, 'upper');
    assertNear(found.bca?.lower ?? 0, bca[0], 1e-8, 'bca lower');
    assertNear(found.bca?.upper ?? 0, bca[1], 1e-8, 'bca upper');
  }
});

test('the standard error of a mean and of a difference is the closed one, within the luck of so many replicates', () => {
  const y = Array.from({ length: 200 }, (_, i) => stream(4, 0, i).normal() + (i % 2));
  const replicates = 4000;
  const of = (rows: Iterable<number>, keep: (i: number) => boolean): [number, number] => {
    const own = [...rows].filter(keep).map(i => y[i]);
    const middle = own.reduce((total, value) => total + value, 0) / own.length;
    return [middle, own.reduce((total, value) => total + (value - middle) ** 2, 0) / own.length ** 2];
  };
  const [whole, variance] = of(y.keys(), () => true);
  const found = bootstrap(200, whole, drawn => of(drawn, () => true)[0], { replicates, seed: 11 });
  // The standard deviation of a standard deviation of so many: one over the root of twice their number.
  const luck = 4 / Math.sqrt(2 * replicates);
  assert.ok(Math.abs(found.standardError / Math.sqrt(variance) - 1) < luck);
  assert.ok(Math.abs(found.bias) < (4 * Math.sqrt(variance)) / Math.sqrt(replicates));
  const sides = [0, 1].map(side => of(y.keys(), i => i % 2 === side));
  const difference = bootstrap(
    200,
    sides[1][0] - sides[0][0],
    drawn => of(drawn, i => i % 2 === 1)[0] - of(drawn, i => i % 2 === 0)[0],
    { replicates, seed: 12 },
  );
  const closed = Math.sqrt(sides[0][1] + sides[1][1]);
  assert.ok(Math.abs(difference.standardError / closed - 1) < luck + 0.01);
});

test('the same seed draws the same people, another others, and each is drawn as often as there are people', () => {
  const drawnBy = (seed: number): number[][] => {
    const all: number[][] = [];
    bootstrap(30, 0, drawn => (all.push([...drawn]), all.length), { replicates: 100, seed });
    return all;
  };
  assert.deepEqual(drawnBy(5), drawnBy(5));
  assert.notDeepEqual(drawnBy(5), drawnBy(6));
  for (const drawn of drawnBy(5)) {
    assert.equal(drawn.length, 30);
    assert.ok(drawn.every(i => i >= 0 && i < 30));
  }
});

test('replicates that fail are counted and left out; hardly any, too few people or replicates are refused in words', () => {
  let k = 0;
  const found = bootstrap(
    10,
    1,
    () => {
      if (++k % 4 === 0) throw new RangeError('nobody');
      return k % 4 === 1 ? Number.NaN : k;
    },
    { replicates: 200, seed: 1 },
  );
  assert.equal(found.failed, 100);
  assert.equal(found.values.length, 100);
  assert.equal(found.bca, undefined);
  const half = { replicates: 100, seed: 1 };
  assert.throws(() => bootstrap(10, 1, () => undefined, half), /Only 0 of 100 replicates/);
  assert.throws(() => bootstrap(1, 1, () => 1, half), /people was 1/);
  assert.throws(() => bootstrap(10, 1, () => 1, { replicates: 99, seed: 1 }), /replicates was 99/);
  assert.throws(() => bootstrap(10, 1, () => 1, { ...half, level: 1 }), /level was 1/);
});
