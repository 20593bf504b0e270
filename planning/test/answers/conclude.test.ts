import { test } from 'node:test';
import assert from 'node:assert/strict';
import { stream } from '@throughcare/numerics';
import { conclude, runsNeeded } from '../../src/answers/conclude.ts';
import { runPlan } from '../../src/answers/plan.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { madeUp } from '../scenario/made-up.ts';

/** So many runs below nought and so many above. */
const runsOf = (below: number, above = 0): number[] => [
  ...Array.from({ length: below }, (_, i) => -1 - i),
  ...Array.from({ length: above }, (_, i) => 1 + i),
];

/** P(X = k) of a binomial, by its own recursion. */
function binomial(n: number, p: number): number[] {
  const at = [(1 - p) ** n];
  for (let k = 1; k <= n; k++) at.push((at[k - 1] * (n - k + 1) * p) / (k * (1 - p)));
  return at;
}

test('E13: which is lower is said from 59 runs on one side on, and of more where one is on the other (Wilks 1941)', () => {
  // The smallest samples whose largest, second largest and third largest lie above 95 in 100 with confidence 0.95.
  for (const [others, fewest] of [59, 93, 124].entries()) {
    assert.equal(conclude(runsOf(fewest - others, others)), 'lower', `${others}`);
    assert.equal(conclude(runsOf(fewest - 1 - others, others)), 'cannot tell yet', `${others}`);
    assert.equal(conclude(runsOf(others, fewest - others)), 'higher', `${others}`);
  }
  assert.equal(conclude(runsOf(2)), 'cannot tell yet');
  assert.equal(conclude(Array.from({ length: 400 }, () => 0)), 'cannot tell yet');
  assert.equal(conclude(runsOf(59), 60), 'cannot tell yet', 'a run without a difference counts for neither');
  assert.equal(conclude(Array.from({ length: 59 }, () => -Infinity)), 'lower');
});

test('how many runs it takes is said where too few is what is lacking, and only there', () => {
  assert.equal(runsNeeded(runsOf(4)), 59);
  assert.equal(runsNeeded(runsOf(58)), 59);
  assert.equal(runsNeeded(runsOf(8, 8)), 59);
  assert.equal(runsNeeded(runsOf(59, 1)), 93);
  assert.equal(runsNeeded(runsOf(59)), null);
  assert.equal(runsNeeded(runsOf(200, 200)), null);
  assert.equal(runsNeeded(Array.from({ length: 4 }, () => 0)), null);
});

test('E13: where 95 in 100 of runs lie on one side, the exact chance that the rule names it is 1 in 20 at most', () => {
  for (const runs of [2, 4, 12, 16, 58, 59, 93, 100, 200, 400]) {
    let named = 0;
    let alike = 0;
    const [at95, at50] = [binomial(runs, 0.95), binomial(runs, 0.5)];
    for (let below = 0; below <= runs; below++) {
      if (conclude(runsOf(below, runs - below)) === 'cannot tell yet') continue;
      named += at95[below];
      alike += at50[below];
    }
    assert.ok(named <= 0.05, `${runs} runs: ${named}`);
    assert.ok(alike < 1e-17, `${runs} runs of like plans: ${alike}`);
  }
});

test('E13: of drawn differences about nought none is called lower or higher, over many seeds and few or many runs', () => {
  let named = 0;
  for (let seed = 0; seed < 2000; seed++) {
    const random = stream(seed, 3);
    const drawn = Array.from({ length: 120 }, () => random.normal());
    for (const runs of [2, 4, 12, 59, 120]) if (conclude(drawn.slice(0, runs)) !== 'cannot tell yet') named++;
  }
  assert.equal(named, 0);
});

test('E13: two plans alike in what they do to reoffending differ in no seed, and the headline follows the same rule', () => {
  // Nobody waits, and a stay of the same mean is drawn by another law: what differs is luck.
  const alike = (stay: string): Scenario =>
    madeUp({
      years: 1,
      again: 'third',
      numbers: { rate: '20 people a month', mean: '60 days', third: '30 in 100', one: '1 hazard ratio' },
      stages: `desk:
  label: Desk
  stay: ${stay}
  next: [{ rest: leaves }]
  detectedReoffending: { inside: one }`,
    });
  const plans = [alike('{ exponential: { mean: mean } }'), alike('{ fixed: mean }')] as const;
  let clearOfNought = 0;
  for (let seed = 1; seed <= 24; seed++) {
    const { differences, sentence } = runPlan(plans, { seed, replications: 2 });
    for (const { conclusion, words, id, low, high } of differences) {
      assert.deepEqual([conclusion, words], ['cannot tell yet', 'We cannot tell yet'], `${seed}, ${id}`);
      if (low! > 0 || high! < 0) clearOfNought++;
    }
    assert.match(
      sentence,
      /sees fewer detected reoffences, we cannot tell yet(: that takes 59 runs at least)?\./,
    );
  }
  assert.ok(clearOfNought > 4, 'the two runs often agree on a side');
});
