import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile, stream } from '@throughcare/numerics';
import { boundaries, errorOfUnplannedLook, levelOfLook, repeatedInterval } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';

test('a look’s interval is as wide as its boundary: hardly usable early, nearly the usual one at the end', () => {
  assert.ok(levelOfLook({ look: 1, planned: 5 }).level > 0.999998);
  const last = levelOfLook({ look: 5, planned: 5 });
  // 2 Phi(-2.0310) = .0423, the printed boundary.
  assert.ok(Math.abs(last.alpha - 0.0423) < 0.0001);
  assertNear(last.level, 1 - last.alpha);
  assert.equal(last.alphaSpent, 0.05);
});

test('looks without shares of information lie evenly, and shares may be given without a number of looks', () => {
  const evenly = levelOfLook({ look: 2, planned: 4, spending: 'pocock' });
  assert.deepEqual(levelOfLook({ look: 2, earlier: [0.25], information: 0.5, spending: 'pocock' }), evenly);
  assertNear(evenly.z, boundaries([0.25, 0.5], 'pocock')[1].z, 1e-12);
});

test('looks that nobody planned add up to less than the error however many there are', () => {
  let sum = 0;
  for (let look = 1; look <= 10_000; look++) sum += errorOfUnplannedLook(look);
  assert.ok(sum < 0.05 && sum > 0.0499);
  assert.equal(errorOfUnplannedLook(1), 0.025);
  const third = levelOfLook({ look: 3 });
  assertNear(third.alpha, 0.05 / 12);
  assertNear(third.alphaSpent, 0.025 + 0.05 / 6 + 0.05 / 12);
  assertNear(third.z, normalQuantile(1 - 0.05 / 24), 1e-12);
});

test('intervals repeated at planned looks all hold the truth in 95 of 100 studies; at looks not planned, in more', () => {
  const times = [0.2, 0.45, 0.7, 1];
  const planned = times.map((information, k) =>
    levelOfLook({ look: k + 1, information, earlier: times.slice(0, k), spending: 'pocock' }),
  );
  const unplanned = times.map((_, k) => levelOfLook({ look: k + 1 }));
  const studies = 20_000;
  const held = [planned, unplanned].map(looks => {
    const luck = stream(23);
    let all = 0;
    for (let study = 0; study < studies; study++) {
      let sum = 0;
      // The truth is 2: estimates at a share of information have a standard error of one over its root.
      const isHeld = times.map((time, k) => {
        const step = time - (times[k - 1] ?? 0);
        sum += 2 * step + luck.normal() * Math.sqrt(step);
        const { lower, upper } = repeatedInterval(sum / time, 1 / Math.sqrt(time), looks[k]);
        return lower <= 2 && 2 <= upper;
      });
      if (isHeld.every(Boolean)) all++;
    }
    return all / studies;
  });
  const luck = 4 * Math.sqrt((0.05 * 0.95) / studies);
  assert.ok(Math.abs(held[0] - 0.95) < luck, `${held[0]}`);
  assert.ok(held[1] > 0.95 + luck, `${held[1]}`);
});

test('a look before anything may be spent, and one after all is, says that nothing may be concluded, in finite numbers', () => {
  const early = levelOfLook({ look: 1, information: 0.001 });
  const late = levelOfLook({ look: 3, information: 1.3, earlier: [0.5, 1.1] });
  const beyond = levelOfLook({ look: 4, planned: 3 });
  for (const own of [early, late, beyond]) {
    assert.equal(own.mayConclude, false);
    assert.ok(own.level < 1 && Number.isFinite(normalQuantile((1 + own.level) / 2)));
    assert.ok(Object.values(repeatedInterval(1, 1, own)).every(Number.isFinite));
  }
  assert.equal(late.alphaSpent, 0.05);
  assert.equal(levelOfLook({ look: 3, planned: 3 }).mayConclude, true);
});

test('looks that cannot be are refused in words', () => {
  assert.throws(() => errorOfUnplannedLook(0), /look was 0/);
  assert.throws(() => errorOfUnplannedLook(1, 0), /alpha was 0/);
  assert.throws(() => levelOfLook({ look: 1.5 }), /look was 1.5/);
  assert.throws(() => levelOfLook({ look: 1, planned: 0 }), /planned was 0/);
  assert.throws(() => levelOfLook({ look: 3, information: 0.5, earlier: [0.2] }), /earlier has 1 shares/);
  assert.throws(() => levelOfLook({ look: 2, planned: 3, earlier: [0.2] }), /without information/);
});
