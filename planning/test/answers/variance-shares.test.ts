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

/** Models with shares by hand: what they answer, and the share of each assumption (uniform from 0 to 1). */
const byHand = {
  /** Sobol's g-function with a = 0, 1, 4.5: each part's variance is 1 / 3(1 + a)², the whole's the product of 1 + those, less 1. */
  g: {
    of: (x: readonly number[]) =>
      [0, 1, 4.5].reduce((product, a, i) => (product * (Math.abs(4 * x[i] - 2) + a)) / (1 + a), 1),
    shares: (() => {
      const parts = [0, 1, 4.5].map(a => 1 / (3 * (1 + a) ** 2));
      const whole = parts.reduce((product, part) => product * (1 + part), 1) - 1;
      return parts.map(part => part / whole);
    })(),
  },
  /** exp(6a) + 100 b: one that is steep at its end, as a queue near its places is. */
  steep: {
    of: ([a, b]: readonly number[]) => Math.exp(6 * a) + 100 * b,
    shares: (() => {
      const [one, two] = [(Math.exp(12) - 1) / 12 - ((Math.exp(6) - 1) / 6) ** 2, 100 ** 2 / 12];
      return [one / (one + two), two / (one + two), 0];
    })(),
  },
};

for (const [name, { of, shares }] of Object.entries(byHand)) {
  for (const runs of [60, 100, 200]) {
    test(`of ${name} the intervals of ${runs} runs hold each share by hand in 95 of 100 worlds`, () => {
      const worlds = 200;
      const held = shares.map(() => 0);
      for (let seed = 0; seed < worlds; seed++) {
        const random = stream(seed, 77);
        const points = Array.from({ length: runs }, () => shares.map(() => random.uniform()));
        const draws = Object.fromEntries(shares.map((_, i) => [String(i), points.map(x => x[i])]));
        for (const { parameter, low, high } of varianceShares(draws, points.map(of))) {
          const truth = shares[Number(parameter)];
          if (low <= truth && truth <= high) held[Number(parameter)]++;
        }
      }
      // 190 expected; fewer than 180 come by chance in 1 of 500.
      assert.ok(
        held.every(each => each >= 180),
        `${held.join(', ')} of ${worlds}`,
      );
    });
  }
}

test('one assumption that decides all has the whole, and where one run alone differs there is still a number', () => {
  const random = stream(1, 78);
  const draws = Array.from({ length: 200 }, () => random.uniform());
  const [{ share, low }] = varianceShares(
    { a: draws },
    draws.map(draw => 5 * draw),
  );
  assert.ok(share > 0.998 && low > 0.99, `${share}`);
  const once = varianceShares(
    { a: draws },
    draws.map((_, i) => Number(i === 0)),
  );
  assert.ok(once.every(each => [each.share, each.low, each.high].every(Number.isFinite)));
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
