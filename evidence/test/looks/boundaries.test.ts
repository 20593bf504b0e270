import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { boundaries, errorOfUnplannedLook, errorSpent, levelOfLook } from '../../src/index.ts';

const five = [0.2, 0.4, 0.6, 0.8, 1];
const rounded = (values: readonly { z: number }[], places: number) =>
  values.map(({ z }) => Number(z.toFixed(places)));

test('five even looks have the boundaries printed by Jennison and Turnbull (2000) and by Lan and DeMets’s program', () => {
  // O'Brien-Fleming-type and Pocock-type spending, two-sided .05.
  assert.deepEqual(rounded(boundaries(five, 'obrien-fleming'), 3), [4.877, 3.357, 2.68, 2.29, 2.031]);
  assert.deepEqual(rounded(boundaries(five, 'pocock'), 3), [2.438, 2.427, 2.41, 2.397, 2.386]);
});

test('one look at everything is the usual test, and the whole error is spent by the end', () => {
  for (const spending of ['obrien-fleming', 'pocock'] as const) {
    const [only] = boundaries([1], spending);
    assert.ok(Math.abs(only.z - 1.959963984540054) < 1e-9);
    assert.ok(Math.abs(errorSpent(spending, 1) - 0.05) < 1e-12);
    assert.ok(Math.abs((boundaries(five, spending).at(-1)?.alphaSpent ?? 0) - 0.05) < 1e-12);
  }
});

test('looks at uneven times together stop 5 in 100 of the studies in which there is no difference', () => {
  for (const spending of ['obrien-fleming', 'pocock'] as const) {
    const times = [0.13, 0.5, 0.61, 1];
    const limits = boundaries(times, spending);
    const luck = stream(17);
    const studies = 40_000;
    let stopped = 0;
    for (let study = 0; study < studies; study++) {
      let sum = 0;
      for (let k = 0; k < times.length; k++) {
        sum += luck.normal() * Math.sqrt(times[k] - (times[k - 1] ?? 0));
        if (Math.abs(sum) / Math.sqrt(times[k]) > limits[k].z) {
          stopped++;
          break;
        }
      }
    }
    // Four standard errors of 40,000 studies.
    assert.ok(Math.abs(stopped / studies - 0.05) <= 4 * Math.sqrt((0.05 * 0.95) / studies), `${stopped}`);
  }
});

test('a look’s interval is as wide as its boundary: hardly usable early, nearly the usual one at the end', () => {
  assert.ok(levelOfLook([0.2], 'obrien-fleming').level > 0.999998);
  const last = levelOfLook(five, 'obrien-fleming');
  assert.ok(last.level > 0.957 && last.level < 0.958);
});

test('looks that nobody planned add up to less than the error however many there are', () => {
  let sum = 0;
  for (let look = 1; look <= 10_000; look++) sum += errorOfUnplannedLook(look);
  assert.ok(sum < 0.05 && sum > 0.0499);
  assert.equal(errorOfUnplannedLook(1), 0.025);
});

test('information that does not grow, or is none, is refused in words', () => {
  assert.throws(() => boundaries([0.5, 0.5], 'pocock'), /above the one before it/);
  assert.throws(() => boundaries([0], 'pocock'), /above the one before it/);
  assert.throws(() => errorSpent('pocock', -1), /information was -1/);
  assert.throws(() => errorOfUnplannedLook(0), /look was 0/);
});
