import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { boundaries, errorSpent, inflationOfLooks, stoppingChances } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { inferenceOutputs } from '../inference-outputs.ts';

const even = (looks: number): number[] => Array.from({ length: looks }, (_, k) => (k + 1) / looks);
const rounded = (values: readonly { z: number }[], places: number) =>
  values.map(({ z }) => Number(z.toFixed(places)));

test('five even looks have the boundaries printed by Jennison and Turnbull (2000) and by Lan and DeMets’s program', () => {
  // O'Brien-Fleming-type and Pocock-type spending, two-sided .05.
  assert.deepEqual(rounded(boundaries(even(5), 'obrien-fleming'), 3), [4.877, 3.357, 2.68, 2.29, 2.031]);
  assert.deepEqual(rounded(boundaries(even(5), 'pocock'), 3), [2.438, 2.427, 2.41, 2.397, 2.386]);
});

test('looks at uneven times have the boundaries and chances to stop that R integrates, with a difference and without', () => {
  const { obf, poc, hsd } = inferenceOutputs.looks;
  for (const [r, spending] of [
    [obf, 'obrien-fleming'],
    [poc, 'pocock'],
    [hsd, { rate: -4 }],
  ] as const) {
    const found = boundaries(r.times, spending);
    found.forEach(({ z }, k) => assertNear(z, r.z[k], 1e-8, `look ${k + 1}`));
    stoppingChances(found, r.drift).forEach(({ above, below }, k) =>
      assertNear(above + below, r.stopped[k], 1e-7, `chance at look ${k + 1}`),
    );
  }
});

test('constant and O’Brien and Fleming’s own boundaries spend 5 in 100, and take the people in Jennison and Turnbull’s tables', () => {
  // Jennison and Turnbull (2000), tables 2.1 to 2.4: constants to three places, and people as multiples of one look's.
  const pocock = [
    { looks: 2, constant: 2.178, times80: 1.11, times90: 1.1 },
    { looks: 3, constant: 2.289, times80: 1.166, times90: 1.151 },
    { looks: 4, constant: 2.361, times80: 1.202, times90: 1.183 },
    { looks: 5, constant: 2.413, times80: 1.229, times90: 1.207 },
  ];
  const obrienFleming = [
    { looks: 2, constant: 1.977, times80: 1.008, times90: 1.007 },
    { looks: 3, constant: 2.004, times80: 1.017, times90: 1.016 },
    { looks: 4, constant: 2.024, times80: 1.024, times90: 1.022 },
    { looks: 5, constant: 2.04, times80: 1.028, times90: 1.026 },
  ];
  for (const [table, power] of [
    [pocock, 0],
    [obrienFleming, 0.5],
  ] as const) {
    for (const { looks, constant, times80, times90 } of table) {
      const limits = even(looks).map(information => ({ information, z: constant / information ** power }));
      const error = stoppingChances(limits).reduce((total, { above, below }) => total + above + below, 0);
      // Half a unit in the third place of z is at most about .00012 of error.
      assert.ok(Math.abs(error - 0.05) < 0.00012, `${looks} looks: ${error}`);
      // The constant's rounding moves a multiple by no more than about .0007.
      assert.ok(Math.abs(inflationOfLooks(limits, 0.8) - times80) < 0.0013, `${looks} looks, .8`);
      assert.ok(Math.abs(inflationOfLooks(limits, 0.9) - times90) < 0.0013, `${looks} looks, .9`);
    }
  }
});

test('one look at everything is the usual test, and the whole error is spent by the end', () => {
  for (const spending of ['obrien-fleming', 'pocock', { rate: 0 }, { rate: -4 }, { rate: 1 }] as const) {
    const [only] = boundaries([1], spending);
    assertNear(only.z, 1.959963984540054, 1e-12);
    assertNear(inflationOfLooks([only]), 1, 1e-8);
    assert.equal(errorSpent(spending, 1), 0.05);
    assertNear(errorSpent(spending, 1 - 1e-12), 0.05, 1e-9);
    assert.equal(boundaries(even(3), spending).at(-1)?.alphaSpent, 0.05);
  }
});

test('spending begins as its formulas say, worked out by hand', () => {
  // alpha ln(1 + (e - 1) / 2); alpha (1 - e^2) / (1 - e^4); alpha / 2.
  assertNear(errorSpent('pocock', 0.5), 0.05 * Math.log(1 + (Math.E - 1) / 2), 1e-12);
  assertNear(errorSpent({ rate: -4 }, 0.5), (0.05 * (1 - Math.exp(2))) / (1 - Math.exp(4)), 1e-12);
  assertNear(errorSpent({ rate: 0 }, 0.5), 0.025, 1e-12);
  // 4 (1 - Phi(2.241403 / sqrt(.5))), R: 4 * pnorm(-qnorm(.9875) / sqrt(.5)).
  assertNear(errorSpent('obrien-fleming', 0.5), 0.00305064551596805);
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

test('looks a moment apart, and fifty of them, still make 5 in 100 together', () => {
  for (const times of [[0.5, 0.500_02, 0.500_05, 1], [0.000_02, 0.7, 1], even(50)]) {
    const limits = boundaries(times, 'pocock');
    const error = stoppingChances(limits).reduce((total, { above, below }) => total + above + below, 0);
    assertNear(error, 0.05, 1e-7);
    // A look a moment after another can hardly find anything new, so what it may newly spend lies near its own limit.
    assert.ok(limits.every(({ z }) => z > 1.96));
  }
});

test('information that does not grow, or is none, is refused in words', () => {
  assert.throws(() => boundaries([0.5, 0.5], 'pocock'), /above the one before it/);
  assert.throws(() => boundaries([0], 'pocock'), /above the one before it/);
  assert.throws(() => boundaries([0.5, Infinity], 'pocock'), /above the one before it/);
  assert.throws(() => boundaries([], 'pocock'), /There are no looks/);
  assert.throws(() => errorSpent('pocock', -1), /information was -1/);
  assert.throws(() => errorSpent({ rate: 900 }, 0.5), /rate was 900/);
  assert.throws(() => errorSpent('pocock', 0.5, 5), /alpha was 5/);
  assert.throws(() => stoppingChances([{ information: 1, z: 0 }]), /z was 0 at look 1/);
  assert.throws(() => inflationOfLooks([{ information: 1, z: 2 }], 0.01), /power was 0.01/);
});
