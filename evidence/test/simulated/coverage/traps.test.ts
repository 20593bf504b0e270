import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import type { SimulatedTrapName } from '../../../src/simulated/traps.ts';
import { acceptedCoverage, SEEDS } from './how-many.ts';
import { findingsOf } from './kept-seeds.ts';
import type { TrapFinding } from './trap-seeds.ts';

// Each trap, walked into in every world. Expected are the means of 800 other worlds by an independent implementation in
// Python, with their Monte Carlo error, in people of a thousand, and the truth of the pair (32 million potential
// outcomes; of short custody against community alone, nothing: the arm has no effect).
const expected: Readonly<
  Record<SimulatedTrapName, { readonly mean: number; readonly error: number; readonly truth: number }>
> = {
  'custody v alone, right': { mean: -0.33, error: 0.17, truth: -0.2 },
  'custody counted at risk, custody v alone': { mean: -33.637, error: 0.145, truth: -0.2 },
  'custody counted at risk, custody v required': { mean: -20.058, error: 0.163, truth: 21.2 },
  'conviction counted as reoffence': { mean: -21.688, error: 0.207, truth: -0.2 },
  'immortal time': { mean: -52.379, error: 0.086, truth: -14.1 },
  'immortal time, programme without effect': { mean: -51.01, error: 0.09, truth: 0 },
  'pooled by choice and required': { mean: -16.778, error: 0.115, truth: -13.6 },
  contamination: { mean: -3.511, error: 0.163, truth: -0.2 },
  immature: { mean: -13.23, error: 0.251, truth: -0.2 },
  'policy date, since': { mean: 40.784, error: 0.839, truth: 0 },
  'policy date, pooled across': { mean: 14.053, error: 0.348, truth: 0 },
  'policy date, before': { mean: 0.044, error: 0.244, truth: 0 },
};
/** Those in which nothing is wrong: their intervals have to cover the truth. */
const rightOnes: readonly SimulatedTrapName[] = ['custody v alone, right', 'policy date, before'];
/** Those so wrong that hardly an interval may cover the truth. */
const hopeless = Object.keys(expected).filter(name => {
  const { mean, error, truth } = expected[name as SimulatedTrapName];
  return Math.abs(mean - truth) > 4 * error * Math.sqrt(800);
});

let found: readonly TrapFinding[] = [];
before(async () => {
  found = await findingsOf<TrapFinding>('traps', new URL('./trap-seeds.ts', import.meta.url));
});

const of = (trap: string) => found.filter(one => one.trap === trap);
const covered = (trap: SimulatedTrapName) =>
  of(trap).filter(
    ({ difference, error }) =>
      Math.abs(1000 * difference - expected[trap].truth) <= 1.959963984540054 * 1000 * error,
  ).length;

for (const [name, { mean, error }] of Object.entries(expected)) {
  test(`${name}: the estimate is on average the one of the independent implementation`, t => {
    const own = of(name);
    assert.equal(own.length, SEEDS);
    const ours = own.reduce((sum, { difference }) => sum + (1000 * difference) / SEEDS, 0);
    t.diagnostic(`mean ${ours.toFixed(2)}, expected ${mean}`);
    // Ours and theirs differ by chance with the variance of both; one alarm in 16,000 is false.
    const allowed = 4 * error * Math.sqrt(1 + 800 / SEEDS);
    assert.ok(Math.abs(ours - mean) <= allowed, `${ours} is not ${mean} within ${allowed}`);
  });
}

for (const name of rightOnes) {
  const { from, to, falseAlarm } = acceptedCoverage(SEEDS);
  test(`${name}: the interval covers the truth in ${from} to ${to} of ${SEEDS} worlds`, t => {
    const count = covered(name);
    t.diagnostic(`covered ${count}; a right interval fails this once in ${Math.round(1 / falseAlarm)} times`);
    assert.ok(count >= from && count <= to, `${count}`);
  });
}

for (const name of hopeless as SimulatedTrapName[]) {
  test(`${name}: whoever walks into it gets an interval without the truth, nearly always`, () => {
    const count = covered(name);
    // Wrong by four standard errors: an interval covers with probability below .021.
    assert.ok(count <= 0.021 * SEEDS + 4 * Math.sqrt(0.021 * SEEDS), `${count} of ${SEEDS} cover the truth`);
  });
}
