import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctLinkage, linkedDifference, overAll } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';

test('missed links that fall on some groups more than on others are put right group by group', () => {
  // Shares as they are, found with each group's own errors, come back exactly.
  const truth = [0.02, 0.05, 0.04];
  const missed = [0.02, 0.1, 0.06];
  const groups = truth.map((share, k) => ({
    name: `group ${k}`,
    n: 100_000,
    events: 100_000 * (share * (1 - missed[k]) + (1 - share) * 0.001),
    missed: missed[k],
    falsely: 0.001,
  }));
  const corrected = correctLinkage(groups);
  corrected.forEach((one, k) => assertNear(one.corrected, truth[k]));
  const all = overAll(groups, corrected);
  assertNear(all.corrected, (0.02 + 0.05 + 0.04) / 3);
  assert.ok(all.observed < all.corrected && all.least < all.corrected && all.corrected < all.most);
});

test('counting a missed link as not reoffended gives 37.0 where the linked show 38.3: the truth of 37.7 lies in the range', () => {
  // The made-up service: five origins with their shares, and the shares of true links that are found.
  const shares = [0.7, 0.08, 0.09, 0.06, 0.07];
  const found = [0.979, 0.974, 0.904, 0.938, 0.928];
  const groups = shares.map((share, k) => ({
    name: `origin ${k + 1}`,
    n: share,
    events: share * found[k] * 0.0383,
    missed: 1 - found[k],
  }));
  const all = overAll(groups, correctLinkage(groups));
  assert.equal((1000 * all.observed).toFixed(1), '37.0');
  // As if the missed were like those found. They reoffend less, so this is too much by .6, and the trap too little by .7.
  assert.equal((1000 * all.corrected).toFixed(1), '38.3');
  assert.ok(all.least <= 0.0377 && 0.0377 <= all.corrected && all.corrected <= all.most);
  assertNear(all.least, all.observed);
  // Small in all; of the third origin four to five times as much as of the first.
  const [first, , third] = correctLinkage(groups);
  const gap = (third.corrected - third.observed) / (first.corrected - first.observed);
  assert.ok(gap > 4 && gap < 5, `${gap}`);
});

test('a difference between arms whose links fail unevenly is moved by that, and its range holds every reading', () => {
  const one = (missed: number, events: number) => [{ name: 'all', n: 1000, events, missed }];
  // Both 5 in 100 in truth; 10 in 100 of the first arm's links and 2 of the second's are missed.
  const { observed, corrected, lowest, highest } = linkedDifference(one(0.1, 45), one(0.02, 49));
  assertNear(observed, -0.004);
  assertNear(corrected, 0);
  // None of the first's missed and all of the second's: .045 - (.049 + .02); and .145 - .049.
  assertNear(lowest, -0.024);
  assertNear(highest, 0.096);
});

test('more errors than can be told from the truth are refused in words, and shares stay shares', () => {
  assert.throws(() => correctLinkage([{ name: 'a', n: 10, events: 1, missed: 1 }]), /below 1/);
  assert.throws(() => correctLinkage([{ name: 'a', n: 0, events: 0, missed: 0 }]), /0 events of 0 people/);
  assert.throws(() => overAll([], []), /there must be some/);
  const [{ corrected, least }] = correctLinkage([{ name: 'a', n: 100, events: 1, missed: 0, falsely: 0.1 }]);
  assert.equal(corrected, 0);
  assert.equal(least, 0);
  const [high] = correctLinkage([{ name: 'a', n: 100, events: 90, missed: 0.5 }]);
  assert.equal(high.corrected, 1);
  assert.equal(high.most, 1);
});
