import { test } from 'node:test';
import assert from 'node:assert/strict';
import { LAW_DAY, YEAR } from '../../src/simulated/days.ts';
import { eligibleRows } from '../../src/simulated/eligible.ts';
import { ARMS, KINDS } from '../../src/simulated/levels.ts';
import { justiceWorld, NEVER } from '../../src/simulated/world.ts';

// What the description of the world says, checked on 200,000 people. Where the description is rounded to a
// tenth of a percent, half of that is allowed on top of four standard errors of our own.
const COUNT = 200_000;
const world = justiceWorld(2026, COUNT);
const { people, sentences } = world;
const everybody = Array.from({ length: COUNT }, (_, i) => i);
const eligible = [...eligibleRows(2026, people, sentences, 365)];
const eligibleSet = new Set(eligible);

function shareOf(rows: readonly number[], is: (i: number) => boolean): number {
  return rows.filter(is).length / rows.length;
}

function assertShare(
  rows: readonly number[],
  is: (i: number) => boolean,
  expected: number,
  rounding: number,
) {
  const share = shareOf(rows, is);
  const allowed = 4 * Math.sqrt((expected * (1 - expected)) / rows.length) + rounding;
  assert.ok(
    Math.abs(share - expected) <= allowed,
    `share ${share.toFixed(5)} of ${rows.length}, expected ${expected} within ${allowed.toFixed(5)}`,
  );
}

const provenWithin = (days: number) => (i: number) =>
  [0, 1, 2].some(k => {
    const at = i * KINDS.length + k;
    const end = world.zero[i] + days;
    return world.offence[at] <= end && world.conviction[at] <= end + 182;
  });

test('before the law custody takes 18%, required 30, choice 5, alone 40 and discharge 7', () => {
  const before = everybody.filter(i => people.convicted[i] < LAW_DAY);
  [0.18, 0.3, 0.05, 0.4, 0.07].forEach((share, arm) =>
    assertShare(before, i => sentences.arm[i] === arm, share, 0.005),
  );
});

test('after the law of 22 March 2026 custody falls from 18% to 9%', () => {
  const after = everybody.filter(i => people.convicted[i] >= LAW_DAY);
  assertShare(after, i => ARMS[sentences.arm[i]] === 'custody', 0.09, 0.005);
});

test('E25: a short term is suspended from 22 March 2026 by day of conviction, and not on the day before', () => {
  const short = everybody.filter(
    i => sentences.term[i] <= 12 && people.exceptional[i] === 0 && people.convicted[i] >= LAW_DAY - 60,
  );
  const jailed = short.filter(i => ARMS[sentences.arm[i]] === 'custody');
  assert.ok(jailed.length > 50);
  assert.ok(jailed.every(i => people.convicted[i] < LAW_DAY));
  const suspended = everybody.filter(i => sentences.suspended[i] === 1);
  assert.ok(suspended.length > 200);
  assert.ok(
    suspended.every(
      i => people.convicted[i] >= LAW_DAY && ['required', 'alone', 'choice'].includes(ARMS[sentences.arm[i]]),
    ),
  );
});

test('two people in a hundred are women, and 68, 17, 10 and 5 have none, 1-2, 3-9 and more convictions', () => {
  assertShare(everybody, i => people.female[i] === 1, 0.02, 0);
  [0.68, 0.17, 0.1, 0.05].forEach((share, k) =>
    assertShare(everybody, i => people.previous[i] === k, share, 0),
  );
});

test('numbers grow by 4% a year, so the middle sentence comes after the middle of the years', () => {
  // Density proportional to exp(.04 t) on [0, T]: the median solves expm1(.04 m) = expm1(.04 T) / 2.
  const years = 3925 / YEAR;
  const median = (Math.log1p(Math.expm1(0.04 * years) / 2) / 0.04) * YEAR;
  assertShare(everybody, i => people.sentenced[i] <= median, 0.5, 0.0005);
});

test('of 40,000 people 25,240 are eligible at one year, and 5.9% of them have a proven reoffence', () => {
  assertShare(everybody, i => eligibleSet.has(i), 25_240 / 40_000, 0.0002);
  assertShare(eligible, provenWithin(365), 0.059, 0.0005);
});

test('at two years 10.1% of those eligible have a proven reoffence', () => {
  const rows = [...eligibleRows(2026, people, sentences, 730)];
  assertShare(rows, provenWithin(730), 0.101, 0.0005);
});

test('within five years by day of offence 17.6% have any detected offence and 5.1% a sexual one', () => {
  const within = (i: number, kinds: readonly number[]) =>
    kinds.some(k => world.offence[i * KINDS.length + k] <= world.zero[i] + 5 * YEAR);
  assertShare(everybody, i => within(i, [0, 1, 2]), 0.176, 0.0005);
  assertShare(everybody, i => within(i, [0, 1]), 0.051, 0.0005);
});

test('3.6% of those jailed and 5.4% of those alone have a conviction in the window for an older offence', () => {
  const inWindow = (i: number) =>
    world.earlier.conviction[i] > world.zero[i] && world.earlier.conviction[i] <= world.zero[i] + 365 + 182;
  const ofArm = (arm: string) => eligible.filter(i => ARMS[sentences.arm[i]] === arm);
  assertShare(ofArm('custody'), inWindow, 0.036, 0.0005);
  assertShare(ofArm('alone'), inWindow, 0.054, 0.0005);
});

test('an older offence comes before the sentence and its conviction after it', () => {
  const found = everybody.filter(i => world.earlier.offence[i] !== NEVER);
  assert.ok(found.length > 1000);
  for (const i of found) {
    assert.ok(world.earlier.offence[i] < people.sentenced[i]);
    assert.ok(world.earlier.conviction[i] > people.sentenced[i]);
  }
});

test('nothing happens to somebody after their death', () => {
  const dead = everybody.filter(i => world.died[i] !== NEVER);
  assert.ok(dead.length > 1000);
  for (const i of dead) {
    for (let k = 0; k < KINDS.length; k++) {
      const at = i * KINDS.length + k;
      if (world.conviction[at] !== NEVER) assert.ok(world.conviction[at] <= world.died[i]);
    }
    if (world.programmeCompleted[i] !== NEVER) assert.ok(world.programmeCompleted[i] < world.died[i]);
    if (world.diedInside[i] === 1)
      assert.ok(world.died[i] >= people.sentenced[i] && world.died[i] < world.zero[i]);
  }
});
