import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ESTIMANDS, trueEffects } from '../../src/justice/potential-outcomes.ts';
import type { Pair } from '../../src/justice/potential-outcomes.ts';
import { populationEffect } from '../../src/population-effects.ts';

// Against the population figures of an independent implementation (see population-effects.ts): 400,000 people of
// ours against 32,000,000 of theirs, so nearly all of the Monte Carlo error is ours. At four joint standard
// errors a true agreement fails once in 16,000 comparisons.
const COUNT = 400_000;
const pairs: readonly Pair[] = [
  ['custody', 'alone'],
  ['custody', 'required'],
  ['required', 'alone'],
  ['choice', 'alone'],
  ['custody', 'discharge'],
];

for (const window of [365, 730] as const) {
  for (const { pair, effects } of trueEffects(4, COUNT, pairs, window)) {
    test(`${pair[0]} against ${pair[1]} has the true effect of the population within ${window} days`, () => {
      for (const estimand of ESTIMANDS) {
        const truth = populationEffect(pair, window, estimand);
        const found = effects[estimand];
        const joint = Math.hypot(found.monteCarloError, truth.monteCarloError);
        assert.ok(
          Math.abs(found.riskDifference - truth.riskDifference) <= 4 * joint,
          `${estimand}: ${found.riskDifference} v ${truth.riskDifference}, joint error ${joint}`,
        );
        // The error of the level is Binomial where everybody weighs the same.
        if (estimand === 'ATO') continue;
        const level = Math.sqrt((truth.riskA * (1 - truth.riskA)) / found.people);
        assert.ok(Math.abs(found.riskA - truth.riskA) <= 4 * level, `${estimand}: ${found.riskA}`);
      }
    });
  }
}

test('the programme has no effect on the negative control, and ordered or chosen it is the same programme', () => {
  const [twoWays, againstAlone] = trueEffects(
    5,
    100_000,
    [
      ['required', 'choice'],
      ['required', 'alone'],
    ],
    365,
  );
  assert.equal(twoWays.effects.ATE.riskDifference, 0);
  assert.equal(againstAlone.effects.ATE.controlDifference, 0);
  assert.ok(againstAlone.effects.ATE.riskDifference < 0);
});
