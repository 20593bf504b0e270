import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stream } from '@throughcare/numerics';
import { steppedRollOut } from '../../src/chance/stepped-roll-out.ts';
import { assertNear } from '../fixture.ts';

test('the effect is the one worked out by hand on five regions and four periods', () => {
  // Regions start in periods 1, 1, 2, 2 and never. The first two change by -3 and -1 in period 1 against a mean of 1
  // in the three that have not started: -4 and -2. In period 2 against region 4 alone (+2): 0 - 10 - 2 = -12 and
  // -2 - 2 = -4 ... each cell is written out below; all cells weigh alike.
  const mean = [
    [10, 7, 0, 1],
    [10, 9, 8, 8],
    [10, 11, 6, 6],
    [10, 11, 9, 9],
    [10, 11, 12, 13],
  ];
  const cells = [
    -3 - 1, // region 0, period 1: controls 2, 3, 4 each changed by 1
    -10 - 2, // region 0, period 2: control 4 changed by 2
    -9 - 3, // region 0, period 3: control 4 changed by 3
    -1 - 1,
    -2 - 2,
    -2 - 3,
    -5 - 1, // region 2, period 2 against period 1: control 4 changed by 1
    -5 - 2,
    -2 - 1,
    -2 - 2,
  ];
  const found = steppedRollOut({
    regions: 5,
    periods: 4,
    mean: mean.flat(),
    people: mean.flat().map(() => 1),
    startsAt: [1, 1, 2, 2, 9],
  });
  assertNear(found.effect.value, cells.reduce((total, cell) => total + cell, 0) / cells.length, 1e-12);
  const first = found.bySinceStart.find(({ sinceStart }) => sinceStart === 0);
  assertNear(first?.effect ?? 0, (-4 - 2 - 6 - 3) / 4, 1e-12);
});

function rollOut(seed: number, effect: number) {
  const [regions, periods] = [14, 12];
  const luck = stream(seed);
  const startsAt = Array.from({ length: regions }, (_, r) => (r < 2 ? 99 : 3 + (r % 7)));
  const season = Array.from({ length: periods }, () => 0.05 * luck.normal());
  const mean = Array.from({ length: regions }, (_, r) => {
    const own = 0.3 + 0.1 * luck.normal();
    return Array.from(
      { length: periods },
      (_, t) => own + season[t] + (t >= startsAt[r] ? effect : 0) + 0.02 * luck.normal(),
    );
  }).flat();
  return { regions, periods, mean, people: mean.map(() => 40), startsAt };
}

test('a planted effect is covered in 180 to 200 of 200 roll-outs (the jackknife may cover more)', () => {
  let covered = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { effect } = steppedRollOut(rollOut(seed, -0.05));
    if (effect.interval.lower <= -0.05 && -0.05 <= effect.interval.upper) covered++;
  }
  assert.ok(covered >= 180, `${covered} of 200`);
});

test('what a whole region or a whole period has more of changes nothing', () => {
  const shift = fc.double({ min: -5, max: 5, noNaN: true });
  const world = rollOut(5, -0.05);
  const before = steppedRollOut(world).effect;
  fc.assert(
    fc.property(
      fc.array(shift, { minLength: 14, maxLength: 14 }),
      fc.array(shift, { minLength: 12, maxLength: 12 }),
      (byRegion, byPeriod) => {
        const mean = world.mean.map((value, k) => value + byRegion[Math.floor(k / 12)] + byPeriod[k % 12]);
        const { effect } = steppedRollOut({ ...world, mean });
        assert.ok(Math.abs(effect.value - before.value) < 1e-9);
        assert.ok(Math.abs(effect.standardError - before.standardError) < 1e-9);
      },
    ),
    { numRuns: 30 },
  );
});

test('regions that were on another way before they started put the comparison in doubt', () => {
  const world = rollOut(1, 0);
  const mean = world.mean.map((value, k) => {
    const r = Math.floor(k / 12);
    return value + (world.startsAt[r] < 12 ? 0.05 * (k % 12) : 0);
  });
  assert.equal(steppedRollOut({ ...world, mean }).checks[0].verdict, 'in doubt');
});

test('nobody to compare with, too few regions and an empty cell are refused in words', () => {
  const world = rollOut(1, 0);
  assert.throws(
    () => steppedRollOut({ ...world, startsAt: world.startsAt.map(() => 4) }),
    /all start in the same period/,
  );
  assert.throws(
    () => steppedRollOut({ ...world, startsAt: world.startsAt.map(() => 99) }),
    /0 regions start/,
  );
  assert.throws(
    () => steppedRollOut({ ...world, people: world.people.map((n, k) => (k === 13 ? 0 : n)) }),
    /region 1, period 1/,
  );
});
