import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { discontinuity } from '../../src/chance/discontinuity.ts';
import { designMatrix } from '../../src/design-matrix.ts';
import { assertNear } from '../fixture.ts';
import { chanceOutputs } from './chance-outputs.ts';

test('sharp and fuzzy jumps on numbers made by a formula are those of R (lm, ivreg, sandwich)', () => {
  const r = chanceOutputs.discontinuity;
  const index = Array.from({ length: 800 }, (_, i) => i);
  const daysSince = index.map(i => ((i * 37) % 401) - 200);
  const u = index.map(i => ((i * 7919) % 1009) / 1009);
  const treated = index.map(i => (u[i] < (daysSince[i] >= 0 ? 0.35 : 0.75) + 0.0003 * daysSince[i] ? 1 : 0));
  const outcome = index.map(
    i =>
      10 +
      0.01 * daysSince[i] +
      3 * treated[i] +
      (2 * ((i * 104729) % 997)) / 997 +
      (daysSince[i] >= 0 ? 0.5 * u[i] : 0),
  );
  const found = discontinuity({ daysSince, outcome, treated, bandwidthDays: 120 });
  assert.equal(found.people.before + found.people.since, r.people);
  assertNear(found.jump.value, r.jump);
  assertNear(found.jump.standardError, r.jumpSE);
  assertNear(found.fuzzy?.firstStage.value ?? 0, r.first);
  assertNear(found.fuzzy?.firstStage.standardError ?? 0, r.firstSE);
  assertNear(found.fuzzy?.effect.value ?? 0, r.effect);
  assertNear(found.fuzzy?.effect.standardError ?? 0, r.effectSE);
});

interface Trial {
  readonly daysSince: Float64Array;
  readonly outcome: Float64Array;
  readonly treated: Uint8Array;
  readonly hidden: Float64Array;
}

/** 4,000 people over two years; the law halves custody; a hidden trait sends people there and raises the outcome. */
function trial(seed: number, effect: number, crossed = 0): Trial {
  const people = 4000;
  const luck = stream(seed);
  const daysSince = new Float64Array(people);
  const outcome = new Float64Array(people);
  const treated = new Uint8Array(people);
  const hidden = new Float64Array(people);
  for (let i = 0; i < people; i++) {
    hidden[i] = luck.normal();
    let days = luck.below(730) - 365;
    if (days >= 0 && days < 30 && luck.chance(crossed)) days = -1 - luck.below(10);
    daysSince[i] = days;
    treated[i] = luck.chance((days < 0 ? 0.5 : 0.25) * (hidden[i] > 0 ? 1.5 : 0.5)) ? 1 : 0;
    outcome[i] = 0.4 + 0.05 * hidden[i] + effect * treated[i] + 0.0001 * days + 0.2 * luck.normal();
  }
  return { daysSince, outcome, treated, hidden };
}

test('the planted effect is covered in 180 to 198 of 200 trials although a hidden trait decides who is treated', () => {
  let covered = 0;
  let naive = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { daysSince, outcome, treated } = trial(seed, 0.1);
    const { fuzzy } = discontinuity({ daysSince, outcome, treated, bandwidthDays: 180 });
    const set = fuzzy?.andersonRubin;
    if (set?.kind === 'interval' && set.lower <= 0.1 && 0.1 <= set.upper) covered++;
    const mean = (a: number) => {
      const own = outcome.filter((_, i) => treated[i] === a);
      return own.reduce((total, y) => total + y, 0) / own.length;
    };
    naive += (mean(1) - mean(0)) / 200;
  }
  assert.ok(covered >= 180 && covered <= 198, `${covered} of 200`);
  assert.ok(naive > 0.12, `the naive difference is ${naive}`);
});

test('people moved across the date are seen by their numbers', () => {
  const moved = trial(1, 0, 0.8);
  const found = discontinuity({ ...moved, bandwidthDays: 180 });
  assert.equal(found.checks[0].verdict, 'in doubt');
});

test('a covariate that jumps at the date is named', () => {
  const { daysSince, outcome, hidden } = trial(2, 0);
  const covariates = designMatrix({
    settled: hidden,
    jumping: Float64Array.from(hidden, (x, i) => x + (daysSince[i] >= 0 ? 1 : 0)),
  });
  const found = discontinuity({ daysSince, outcome, covariates, bandwidthDays: 180 });
  assert.equal(found.checks[1].verdict, 'in doubt');
  assert.match(found.checks[1].finding, /jumping jumps by/);
});

test('too few people near the date and a bandwidth of nothing are refused in words', () => {
  const { daysSince, outcome } = trial(1, 0);
  assert.throws(() => discontinuity({ daysSince, outcome, bandwidthDays: 1 }), /Within 1 days there are/);
  assert.throws(() => discontinuity({ daysSince, outcome, bandwidthDays: 0 }), /bandwidthDays was 0/);
});
