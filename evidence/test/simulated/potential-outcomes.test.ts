import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ESTIMANDS, trueEffects } from '../../src/simulated/potential-outcomes.ts';
import type { Pair } from '../../src/simulated/potential-outcomes.ts';
import { populationEffect } from '../../src/simulated/population-effects.ts';

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
  ['required', 'choice'],
];
const found = {
  365: trueEffects(4, COUNT, pairs, 365),
  730: trueEffects(4, COUNT, pairs, 730),
};

for (const window of [365, 730] as const) {
  for (const { pair, effects } of found[window]) {
    test(`${pair[0]} against ${pair[1]} has the true effect of the population within ${window} days`, () => {
      for (const estimand of ESTIMANDS) {
        const truth = populationEffect(pair, window, estimand);
        const ours = effects[estimand];
        const joint = Math.hypot(ours.monteCarloError, truth.monteCarloError);
        assert.ok(
          Math.abs(ours.riskDifference - truth.riskDifference) <= 4 * joint,
          `${estimand}: ${ours.riskDifference} v ${truth.riskDifference}, joint error ${joint}`,
        );
        // The error of the level is Binomial where everybody weighs the same.
        if (estimand === 'ATO') continue;
        const level = Math.sqrt((truth.riskA * (1 - truth.riskA)) / ours.people);
        assert.ok(Math.abs(ours.riskA - truth.riskA) <= 4 * level, `${estimand}: ${ours.riskA}`);
      }
    });
  }
}

test('the programme has no effect on the negative control, and ordered or chosen it is the same programme', () => {
  for (const window of [365, 730] as const) {
    const of = (first: string, second: string) =>
      found[window].find(({ pair: [a, b] }) => a === first && b === second)!.effects.ATE;
    assert.equal(of('required', 'choice').riskDifference, 0);
    assert.equal(of('required', 'alone').controlDifference, 0);
    assert.ok(of('required', 'alone').riskDifference < 0);
  }
});
