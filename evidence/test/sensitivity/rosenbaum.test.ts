import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchNearest, pairDifferences, rosenbaumBinary, rosenbaumSignedRank } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';

const repeat = (value: number, times: number): number[] => Array.from({ length: times }, () => value);

test('a binary outcome: 37 of 59 discordant pairs have the p values of R at every Gamma', () => {
  // R 4.2.2: pbinom(36, 59, G / (1 + G), lower.tail = FALSE), and with 1 / (1 + G).
  const differences = [...repeat(1, 37), ...repeat(-1, 22), ...repeat(0, 126)];
  const gammas = [1, 1.2, 1.5, 2, 3];
  const { bounds, pairs, gammaAt } = rosenbaumBinary(differences, { alternative: 'first higher', gammas });
  assert.equal(pairs, 59);
  const upper = [
    0.0337223059503947, 0.129118152481014, 0.388304879365196, 0.784706396487699, 0.98762040655165,
  ];
  const lower = [
    0.0337223059503947, 0.00571361226573109, 0.000354476903353222, 3.70556751032641e-6, 1.04499751882433e-9,
  ];
  bounds.forEach((bound, k) => {
    assertNear(bound.upper, upper[k], 1e-10);
    assert.ok(Math.abs(bound.lower / lower[k] - 1) < 1e-10);
  });
  const at = rosenbaumBinary(differences, { alternative: 'first higher', gammas: [gammaAt ?? 0] });
  assertNear(at.bounds[0].upper, 0.05, 1e-10);
});

// Drawn with R's seed 7: round(rnorm(60, .5, 1.5), 1).
const sixty = [
  3.9, -1.3, -0.5, -0.1, -1, -0.9, 1.6, 0.3, 0.7, 3.8, 1, 4.6, 3.9, 1, 3.3, 1.2, -0.8, 0, 0.5, 2, 1.8, 1.6,
  2.5, -1.6, 2.4, 0.8, 1.6, 1.4, -1, 0.1, -0.8, 1.6, 0.7, 0.4, -0.1, -0.3, 2, -1.2, 0.3, 1, 2.3, -0.5, 0.1,
  -1.5, -0.1, -0.1, 2.5, 1.4, 0.7, 1.9, 0.1, 0.5, 1.1, 3.1, 1.6, 1.2, -1.9, 1, 0.7, -0.8,
];

test('signed ranks of 59 differences with ties: R without hidden bias, and the formula written in R with it', () => {
  const gammas = [1, 1.5, 2, 3];
  const found = rosenbaumSignedRank(sixty, { alternative: 'first higher', gammas });
  assert.equal(found.pairs, 59);
  assert.equal(found.method, 'normal approximation to the signed rank');
  // The first is wilcox.test(d, alternative = "greater", exact = FALSE, correct = FALSE).
  const want = [9.11809870054329e-5, 0.00704264176764317, 0.0541218809415037, 0.321966163521063];
  found.bounds.forEach((bound, k) => assertNear(bound.upper, want[k], 1e-9));
  // uniroot in R on the same formula.
  assertNear(found.gammaAt ?? 0, 1.97334761966222, 1e-8);
});

test('signed ranks of 12 differences are exact: R without hidden bias, every sign enumerated in R at Gamma 2', () => {
  const twelve = [1.1, -0.4, 2.3, 0.7, -1.5, 3.2, 0.9, 4.1, -0.2, 1.8, 2.6, -0.6];
  const options = { alternative: 'first higher', gammas: [1, 2] } as const;
  const found = rosenbaumSignedRank(twelve, options);
  assert.equal(found.method, 'exact signed rank');
  // wilcox.test(d, alternative = "greater", exact = TRUE).
  assertNear(found.bounds[0].upper, 0.021240234375, 1e-12);
  assertNear(found.bounds[1].upper, 0.156555478406822, 1e-12);
  const turned = rosenbaumSignedRank(
    twelve.map(d => -d),
    { ...options, alternative: 'first lower' },
  );
  assert.deepEqual(turned.bounds, found.bounds);
  const at = rosenbaumSignedRank(twelve, { ...options, gammas: [found.gammaAt ?? 0] });
  assertNear(at.bounds[0].upper, 0.05, 1e-9);
});

test('bounds are p values that widen with Gamma, meet at 1, and are never NaN', () => {
  const gammas = [1, 1.25, 2, 5, 1000];
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 1, maxLength: 80 }),
      fc.constantFrom('first higher' as const, 'first lower' as const),
      fc.boolean(),
      (signs, alternative, binary) => {
        if (signs.every(sign => sign === 0)) return;
        const differences = binary ? signs : signs.map((sign, i) => sign * ((i % 7) + 1));
        const bounds = (binary ? rosenbaumBinary : rosenbaumSignedRank)(differences, { alternative, gammas });
        assertNear(bounds.bounds[0].lower, bounds.bounds[0].upper, 1e-12);
        bounds.bounds.forEach(({ lower, upper }, k) => {
          assert.ok(lower >= 0 && lower <= upper + 1e-15 && upper <= 1);
          if (k === 0) return;
          assert.ok(upper >= bounds.bounds[k - 1].upper - 1e-12);
          assert.ok(lower <= bounds.bounds[k - 1].lower + 1e-12);
        });
        if (bounds.gammaAt !== undefined) assert.ok(bounds.gammaAt >= 1 && Number.isFinite(bounds.gammaAt));
        else assert.ok(bounds.bounds[0].upper > 0.05);
      },
    ),
  );
});

test('differences of pairs are first arm less second, whichever arm was matched from', () => {
  const treated = [1, 0, 1, 0, 0];
  const scores = [0.25, 0.25, 0.75, 0.75, 0.5];
  const outcome = [5, 3, 10, 4, 7];
  for (const estimand of ['ATT', 'ATC'] as const) {
    const matched = matchNearest(
      { treated, scores },
      { estimand, caliper: { width: 0.1, in: 'score units' } },
    );
    assert.deepEqual([...pairDifferences(outcome, treated, matched)].sort(), [2, 6]);
  }
  for (const options of [{ ratio: 2 }, { replace: true }] as const) {
    const three = { treated: [1, 0, 0], scores: [0.25, 0.5, 0.75] };
    const matched = matchNearest(three, { estimand: 'ATT', ...options });
    assert.throws(() => pairDifferences([1, 1, 0], three.treated, matched), /not in pairs/);
  }
});

test('what has no bounds is refused in a sentence', () => {
  const options = { alternative: 'first higher' } as const;
  assert.throws(() => rosenbaumBinary([0, 0], options), /No pair differs/);
  assert.throws(() => rosenbaumBinary([], options), /No pair differs/);
  assert.throws(() => rosenbaumBinary([0, 2], options), /differences held 2/);
  assert.throws(() => rosenbaumBinary([1], { ...options, gammas: [0.5] }), /gamma was 0.5/);
  assert.throws(() => rosenbaumBinary([1], { ...options, alpha: 0 }), /alpha was 0/);
  assert.throws(() => rosenbaumSignedRank([1, NaN], options), /differences is NaN in pair 1/);
});
