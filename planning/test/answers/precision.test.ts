import { test } from 'node:test';
import assert from 'node:assert/strict';
import { normalQuantile, stream } from '@throughcare/numerics';
import { estimate } from '../../src/answers/estimate.ts';
import { fewestForEnds, intervalKnown } from '../../src/answers/interval-known.ts';
import { meanKnown } from '../../src/answers/mean-known.ts';
import { meanOf } from '../../src/answers/mean.ts';
import { precisionOfMean } from '../../src/answers/precision-of-mean.ts';
import { precisionOf, wilson } from '../../src/answers/precision.ts';

test('24 of 745 has the interval that R gives: prop.test(24, 745, correct = FALSE), 2.17 to 4.75 in 100', () => {
  const { low, high } = wilson(24, 745);
  assert.ok(Math.abs(low - 0.021742292) < 1e-8, `${low}`);
  assert.ok(Math.abs(high - 0.047486592) < 1e-8, `${high}`);
});

test('where no assumption varies, the half-width of a mean difference is that of a paired t interval', () => {
  // Differences 1, 2, 3, 4, 5: mean 3, sd 1.5811; t(0.975, 4) = 2.776445; half-width 1.96324 (R: t.test).
  const { mean, halfWidth, enough, runsNeeded } = precisionOf(
    [11, 12, 13, 14, 15],
    [10, 10, 10, 10, 10],
    false,
  );
  assert.equal(mean, 3);
  assert.ok(Math.abs(halfWidth - 1.96324) < 1e-5);
  assert.equal(enough, false);
  // Wanted is 0.13, so 5 x (1.96324 / 0.13)² = 1,140.3.
  assert.equal(runsNeeded, 1141);
});

test('runs that never differ are enough at once', () => {
  const { enough, firstHasLess } = precisionOf([4, 4], [5, 5], true);
  assert.equal(enough, true);
  assert.equal(firstHasLess.share, 1);
});

/** Figures as assumptions make them: normal, or skewed like costs (lognormal, sigma 0.5). */
const laws = {
  normal: (z: number): number => 50 + 10 * z,
  skewed: (z: number): number => 100 * Math.exp(0.5 * z),
};

for (const [name, law] of Object.entries(laws)) {
  test(`where assumptions vary, the true ends of a ${name} figure lie as near to the told ones as is said`, () => {
    const truth = [0.025, 0.975].map(p => law(normalQuantile(p)));
    const worlds = Array.from({ length: 200 }, (_, seed) => {
      const random = stream(seed, 31);
      return (runs: number): number[] => Array.from({ length: runs }, () => law(random.normal()));
    });
    const needs: number[] = [];
    let within = 0;
    for (const draw of worlds) {
      const values = draw(200);
      const { ends, runsNeeded } = intervalKnown(values);
      const { low, high } = estimate('', values);
      if (Math.max(Math.abs(low - truth[0]), Math.abs(high - truth[1])) <= ends!) within++;
      needs.push(runsNeeded);
    }
    // Each end lies within its own limits in 95 of 100 worlds.
    assert.ok(within >= 180, `${within} of 200`);
    // With as many runs as are said to be needed, in the middle of the worlds, half of them are enough.
    const need = needs.sort((a, b) => a - b)[100];
    const enough = worlds.filter(draw => intervalKnown(draw(need)).enough).length;
    assert.ok(enough >= 70 && enough <= 150, `${enough} of 200 with ${need} runs`);
  });
}

/** Worlds in which as many runs are made as the first of them said would be enough. */
function afterNeeded(
  worlds: number,
  first: number,
  law: (z: number) => number,
  neededOf: (values: readonly number[]) => number,
): number[][] {
  return Array.from({ length: worlds }, (_, seed) => {
    const random = stream(seed, 51);
    const drawn = (runs: number): number[] => Array.from({ length: runs }, () => law(random.normal()));
    const values = drawn(first);
    return [...values, ...drawn(Math.max(0, neededOf(values) - first))];
  });
}

test('as many runs as are said to be enough do give the precision promised: the mean to 1 in 100, in 95 of 100 worlds', () => {
  // Of 10 in 100 spread: (1.96 x 10)² are 384, and more after few runs, by Student's t (Stein 1945).
  const worlds = afterNeeded(
    400,
    20,
    z => 100 + 10 * z,
    values => meanKnown(values, meanOf(values)).runsNeeded,
  );
  const held = worlds.filter(values => Math.abs(meanOf(values) - 100) <= 1).length;
  // 380 expected; fewer than 365 come by chance in 1 of 1,000.
  assert.ok(held >= 365, `${held} of ${worlds.length}`);
  const runs = meanOf(worlds.map(values => values.length));
  assert.ok(runs > 384 && runs < 500, `${runs}`);
});

for (const [name, law] of Object.entries(laws)) {
  test(`as many runs as are said to be enough find the ends of a ${name} figure to 15 in 100 of the width, and its mean to 5`, () => {
    const [low, high] = [0.025, 0.975].map(p => law(normalQuantile(p)));
    const mean = law === laws.normal ? 50 : 100 * Math.exp(0.5 ** 2 / 2);
    const told = afterNeeded(200, 100, law, values => intervalKnown(values).runsNeeded).map(values =>
      estimate('', values),
    );
    for (const [what, off] of [
      ['mean', (one: (typeof told)[0]) => Math.abs(one.mean - mean) / 0.05],
      ['low', (one: (typeof told)[0]) => Math.abs(one.low - low) / 0.15],
      ['high', (one: (typeof told)[0]) => Math.abs(one.high - high) / 0.15],
    ] as const) {
      const held = told.filter(one => off(one) <= high - low).length;
      // 190 expected; fewer than 179 come by chance in 1 of 1,000.
      assert.ok(held >= 179, `${what}: ${held} of 200`);
    }
  });
}

test('where assumptions vary, too few runs cannot say how far out the ends lie, and some hundreds are enough', () => {
  assert.equal(fewestForEnds, 100);
  const random = stream(7, 31);
  const values = Array.from({ length: 400 }, () => laws.normal(random.normal()));
  const few = precisionOfMean('cost', values.slice(0, 99), true);
  assert.ok(few.ends === null && !few.enough && few.runsNeeded! >= 100);
  assert.match(few.words, /cannot be told of fewer than 100; about [\d,]+ would be\.$/);
  const many = precisionOfMean('cost', values, true);
  assert.ok(many.enough, many.words);
  assert.match(
    many.words,
    /^400 runs were enough: .* by \d in 100 of the interval’s width and an end by 1?\d in 100/,
  );
  // By the mean alone, of a queue whose numbers are all certain, 400 are too few at this spread.
  assert.equal(precisionOfMean('cost', values, false).enough, false);
  assert.match(
    precisionOfMean('cost', values, false).words,
    /within 1 in 100 of itself; about [\d,]+ would be/,
  );
});
