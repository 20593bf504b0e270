import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { varianceShares } from '../../src/answers/variance-shares.ts';

/** Ishigami and Homma 1990, a = 7, b = 0.1: first-order shares 0.3139, 0.4424 and 0 (Saltelli 2008, table 4.3). */
function ishigami(runs: number, seed: number): Map<string, { share: number; low: number; high: number }> {
  const random = stream(seed);
  const angle = (): number => Math.PI * (2 * random.uniform() - 1);
  const draws = { one: [] as number[], two: [] as number[], three: [] as number[] };
  const answers = Array.from({ length: runs }, () => {
    const [one, two, three] = [angle(), angle(), angle()];
    draws.one.push(one);
    draws.two.push(two);
    draws.three.push(three);
    return Math.sin(one) + 7 * Math.sin(two) ** 2 + 0.1 * three ** 4 * Math.sin(one);
  });
  return new Map(varianceShares(draws, answers).map(each => [each.parameter, each]));
}

test("variance shares of Ishigami's function are the published ones", () => {
  const shares = ishigami(40_000, 1);
  for (const [name, truth] of [
    ['one', 0.3139],
    ['two', 0.4424],
    ['three', 0],
  ] as const) {
    assert.ok(Math.abs(shares.get(name)!.share - truth) < 0.02, `${name}: ${shares.get(name)!.share}`);
  }
});

test('with 1,000 runs their intervals hold the published shares in nine of ten worlds or more', () => {
  let held = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const shares = ishigami(1000, seed);
    for (const [name, truth] of [
      ['one', 0.3139],
      ['two', 0.4424],
    ] as const) {
      const { low, high } = shares.get(name)!;
      if (low <= truth && truth <= high) held++;
    }
  }
  assert.ok(held >= 108, `${held} of 120`);
});

test('too few runs, or an answer that never varies, give no shares', () => {
  assert.deepEqual(varianceShares({ a: [1, 2, 3] }, [1, 2, 3]), []);
  const hundred = Array.from({ length: 100 }, (_, i) => i);
  assert.deepEqual(
    varianceShares(
      { a: hundred },
      hundred.map(() => 5),
    ),
    [],
  );
});
