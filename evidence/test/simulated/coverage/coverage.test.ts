import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import type { Pair } from '../../../src/simulated/potential-outcomes.ts';
import { populationEffect } from '../../../src/simulated/population-effects.ts';
import { acceptedCoverage, SEEDS } from './how-many.ts';
import { findingsOf } from './kept-seeds.ts';
import type { Finding } from './seeds.ts';

// Made-up worlds of 40,000 people, seeds 1 to 200 (2,000 on demand) and no other, one-year outcome. A 95% interval
// that is right covers the truth in 180 to 198 of 200 with probability .99844 (Binomial(200, .95); the rest, .00156, is
// the false alarm of one interval). Expected figures are the means of 800 other worlds by an independent
// implementation in Python: naive, ATE and ATO difference, each with its empirical standard error in one world,
// and the mean M-estimation error.
const { from, to } = acceptedCoverage(SEEDS);

interface Expected {
  readonly pair: Pair;
  readonly naive: { readonly mean: number; readonly spread: number; readonly covers: number };
  readonly ATE: { readonly mean: number; readonly spread: number; readonly error: number };
  readonly ATO: { readonly mean: number; readonly spread: number; readonly error: number };
}

const unconfounded: readonly Expected[] = [
  {
    pair: ['custody', 'alone'],
    naive: { mean: 0.05213, spread: 0.00506, covers: 0 },
    ATE: { mean: -0.00033, spread: 0.00474, error: 0.00488 },
    ATO: { mean: -0.00045, spread: 0.00505, error: 0.00511 },
  },
  {
    pair: ['custody', 'required'],
    naive: { mean: 0.05641, spread: 0.00531, covers: 0 },
    ATE: { mean: 0.02096, spread: 0.00528, error: 0.00539 },
    ATO: { mean: 0.02127, spread: 0.00513, error: 0.00525 },
  },
  {
    pair: ['required', 'alone'],
    naive: { mean: -0.00429, spread: 0.00348, covers: 0.17875 },
    ATE: { mean: -0.01405, spread: 0.00348, error: 0.00337 },
    ATO: { mean: -0.01483, spread: 0.00357, error: 0.00347 },
  },
];
const confounded: Pair = ['choice', 'alone'];

let found: readonly Finding[] = [];
before(async () => {
  found = await findingsOf<Finding>('coverage', new URL('./seeds.ts', import.meta.url));
});

function of([a, b]: Pair, estimand: Finding['estimand']): readonly Finding[] {
  return found.filter(one => one.pair === `${a} v ${b}` && one.estimand === estimand);
}

/** Whether the 95% interval around `estimate` covers the true effect in the population. */
function covers(pair: Pair, estimand: Finding['estimand'], estimate: number, error: number): boolean {
  const truth = populationEffect(pair, 365, estimand).riskDifference;
  return Math.abs(estimate - truth) <= 1.959963984540054 * error;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Their mean of 800 and ours of 200 differ by chance with variance spread^2 (1/800 + 1/200). */
function assertMean(
  values: readonly number[],
  { mean: expected, spread }: { mean: number; spread: number },
): void {
  const allowed = 4 * spread * Math.sqrt(1 / 800 + 1 / SEEDS);
  const ours = mean(values);
  assert.ok(Math.abs(ours - expected) <= allowed, `mean ${ours}, expected ${expected} within ${allowed}`);
}

for (const expected of unconfounded) {
  const { pair } = expected;
  const name = `${pair[0]} against ${pair[1]}`;
  for (const estimand of ['ATE', 'ATO'] as const) {
    test(`${name}: the adjusted ${estimand} interval covers the truth in ${from} to ${to} of ${SEEDS} worlds`, t => {
      const findings = of(pair, estimand);
      assert.equal(findings.length, SEEDS);
      const covered = findings.filter(one => covers(pair, estimand, one.adjusted, one.adjustedError)).length;
      t.diagnostic(
        `covered ${covered} of ${SEEDS}; mean ${(1000 * mean(findings.map(one => one.adjusted))).toFixed(2)} in 1,000`,
      );
      assert.ok(covered >= from && covered <= to, `${covered} of ${SEEDS}`);
    });

    test(`${name}: the ${estimand} and its error are on average those of the independent implementation`, () => {
      const findings = of(pair, estimand);
      assertMean(
        findings.map(one => one.adjusted),
        expected[estimand],
      );
      const error = mean(findings.map(one => one.adjustedError));
      assert.ok(Math.abs(error / expected[estimand].error - 1) < 0.02, `mean error ${error}`);
    });
  }

  test(`${name}: the naive answer is as wrong as it should be, and its interval seldom covers the truth`, t => {
    const findings = of(pair, 'ATE');
    assertMean(
      findings.map(one => one.naive),
      expected.naive,
    );
    const covered = findings.filter(one => covers(pair, 'ATE', one.naive, one.naiveError)).length;
    t.diagnostic(`naive interval covers ${covered} of ${SEEDS}`);
    const share = expected.naive.covers;
    const allowed = SEEDS * share + 4 * Math.sqrt(SEEDS * share * (1 - share)) + 1;
    assert.ok(covered <= allowed, `${covered} of ${SEEDS}`);
  });
}

test('choice against alone: adjusting for what the extract has does not help, because motivation is hidden', t => {
  const findings = of(confounded, 'ATE');
  const covered = findings.filter(one => covers(confounded, 'ATE', one.adjusted, one.adjustedError)).length;
  t.diagnostic(`covers ${covered} of ${findings.length}`);
  // 9.1% of 800 worlds; four standard errors of 50 of ours above that.
  assert.ok(covered <= 50 * 0.091 + 4 * Math.sqrt(50 * 0.091 * 0.909), `${covered} of 50`);
  assert.ok(mean(findings.map(one => one.adjusted)) < -0.025);
});
