import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { courtTendency } from '../../src/chance/court-tendency.ts';
import { designMatrix } from '../../src/design-matrix.ts';
import { assertNear } from '../fixture.ts';
import { chanceOutputs } from './chance-outputs.ts';

test('effect, stages, clustered errors and the Anderson-Rubin set are those of R (ivreg, sandwich, root finding)', () => {
  const r = chanceOutputs.instrument;
  const index = Array.from({ length: 600 }, (_, i) => i);
  const court = index.map(i => i % 12);
  const pool = court.map(c => Math.floor(c / 4));
  const x1 = index.map(i => ((i * 31) % 17) / 17);
  const tendency = [-0.2, 0, 0.2, 0.1];
  const treated = index.map(i =>
    ((i * 7919) % 1009) / 1009 < 0.4 + tendency[court[i] % 4] + 0.1 * x1[i] ? 1 : 0,
  );
  const outcome = index.map(
    i => 0.2 + 0.3 * treated[i] + 0.2 * x1[i] + 0.1 * pool[i] + (0.4 * ((i * 104729) % 997)) / 997,
  );
  const found = courtTendency({ court, pool, treated, outcome, covariates: designMatrix({ x1 }) });
  assertNear(found.effect.value, r.effect);
  assertNear(found.effect.standardError, r.effectSE);
  assertNear(found.firstStage.value, r.first);
  assertNear(found.firstStage.standardError, r.firstSE);
  assertNear(found.reducedForm.value, r.reduced);
  assertNear(found.reducedForm.standardError, r.reducedSE);
  assert.equal(found.andersonRubin.kind, 'interval');
  if (found.andersonRubin.kind === 'interval') {
    assertNear(found.andersonRubin.lower, r.arLower);
    assertNear(found.andersonRubin.upper, r.arUpper);
  }
});

/** Sixty courts in ten areas; a hidden trait sends people to custody and raises the outcome; true effect `effect`. */
function courts(seed: number, effect: number, spread: number) {
  const people = 6000;
  const luck = stream(seed);
  const harsh = Array.from({ length: 60 }, () => spread * luck.normal());
  const court = new Int32Array(people);
  const pool = new Int32Array(people);
  const treated = new Uint8Array(people);
  const outcome = new Float64Array(people);
  const age = new Float64Array(people);
  for (let i = 0; i < people; i++) {
    court[i] = luck.below(60);
    pool[i] = court[i] % 10;
    age[i] = luck.normal();
    const hidden = luck.normal();
    treated[i] = luck.chance(1 / (1 + Math.exp(-(hidden + harsh[court[i]] + 0.3 * age[i])))) ? 1 : 0;
    outcome[i] = 0.1 * pool[i] + effect * treated[i] + 0.3 * hidden + 0.1 * age[i] + 0.3 * luck.normal();
  }
  return { court, pool, treated, outcome, covariates: designMatrix({ age }) };
}

test('the planted effect is covered in 180 to 198 of 200 worlds although a hidden trait decides the sentence', () => {
  let covered = 0;
  let naive = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const world = courts(seed, 0.2, 0.8);
    const { effect } = courtTendency(world);
    if (effect.interval.lower <= 0.2 && 0.2 <= effect.interval.upper) covered++;
    const mean = (a: number) => {
      const own = world.outcome.filter((_, i) => world.treated[i] === a);
      return own.reduce((total, y) => total + y, 0) / own.length;
    };
    naive += (mean(1) - mean(0)) / 200;
  }
  assert.ok(covered >= 180 && covered <= 198, `${covered} of 200`);
  assert.ok(naive > 0.3, `the naive difference is ${naive}`);
});

test('courts that hardly differ are called weak, and the Anderson-Rubin set says how little is known', () => {
  const found = courtTendency(courts(1, 0.2, 0.02));
  assert.equal(found.checks[0].verdict, 'in doubt');
  const { andersonRubin } = found;
  assert.ok(andersonRubin.kind !== 'interval' || andersonRubin.upper - andersonRubin.lower > 0.5);
});

test('a court that gets other people than its neighbours puts chance in doubt', () => {
  const world = courts(2, 0, 0.8);
  const share = (court: number) => {
    const own = world.treated.filter((_, i) => world.court[i] === court);
    return own.reduce((total, t) => total + t, 0) / own.length;
  };
  const shares = Array.from({ length: 60 }, (_, court) => share(court));
  const age = Float64Array.from(world.court, (court, i) => (i % 7) / 7 + shares[court]);
  const found = courtTendency({ ...world, covariates: designMatrix({ age }) });
  assert.equal(found.checks[1].verdict, 'in doubt');
});

test('fewer than ten courts, and a pool or a court of one person, are refused in words', () => {
  const world = courts(1, 0, 0.8);
  assert.throws(() => courtTendency({ ...world, court: world.court.map(c => c % 5) }), /There are 5 courts/);
  assert.throws(
    () => courtTendency({ ...world, pool: world.pool.map((p, i) => (i === 0 ? 99 : p)) }),
    /Pool 99/,
  );
  assert.throws(
    () => courtTendency({ ...world, court: world.court.map((c, i) => (i === 0 ? 99 : c)) }),
    /Court 99/,
  );
});
