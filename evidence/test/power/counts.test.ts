import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalQuantile, stream } from '@throughcare/numerics';
import { peopleForRateRatio, powerOfRateRatio, smallestRateRatio } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';

test('counts without dispersion take as many people as the difference of two Poisson rates on the log scale', () => {
  // (1.96 + .84)^2 (1/(.8 .5) + 1/.8) / ln(.5)^2, by hand.
  const z = 1.959963984540054 + 0.8416212335729143;
  const byHand = (z * z * (1 / 0.4 + 1 / 0.8)) / Math.log(0.5) ** 2;
  assertNear(peopleForRateRatio({ rate: 0.8, rateRatio: 0.5, exposure: 1 }), byHand);
  assertNear(
    peopleForRateRatio({ rate: 0.8, rateRatio: 0.5, exposure: 1, dispersion: 0.4 }) - byHand,
    (z * z * 0.8) / Math.log(0.5) ** 2,
  );
});

test('those people have the power asked for and find just that ratio, below 1 or above', () => {
  for (const rateRatio of [0.6, 1.5]) {
    const question = { rate: 0.3, rateRatio, exposure: 2, dispersion: 0.7, ratio: 3, power: 0.9 };
    const people = peopleForRateRatio(question);
    // The far tail, which a number of people leaves out, is below 1e-6 here.
    assertNear(powerOfRateRatio(people, question), 0.9, 1e-6);
    const { below, above } = smallestRateRatio(people, question);
    assertNear((rateRatio < 1 ? below : above) ?? Number.NaN, rateRatio, 1e-6);
  }
});

test('so few events that even none in the first arm would be no difference find no lower rate', () => {
  assert.equal(smallestRateRatio(20, { rate: 0.05, exposure: 1 }).below, undefined);
});

test('simulated counts of a Poisson are found to differ as often as they should, by the ratio of their rates', () => {
  const question = { rate: 0.5, rateRatio: 0.7, exposure: 1 };
  const people = Math.ceil(peopleForRateRatio(question));
  const luck = stream(7);
  const studies = 4000;
  // The sum over people of Poisson counts is one Poisson count: events of a process of rate 1 within its mean.
  const poisson = (mean: number): number => {
    let count = 0;
    for (let at = luck.exponential(); at < mean; at += luck.exponential()) count++;
    return count;
  };
  let found = 0;
  for (let study = 0; study < studies; study++) {
    const first = poisson(people * 0.35);
    const second = poisson(people * 0.5);
    const z = Math.log(first / second) / Math.sqrt(1 / first + 1 / second);
    if (Math.abs(z) > normalQuantile(0.975)) found++;
  }
  assert.ok(Math.abs(found / studies - 0.8) < 4 * Math.sqrt(0.16 / studies) + 0.01, `${found} of ${studies}`);
});

test('questions about counts that have no answer are refused in words', () => {
  assert.throws(() => peopleForRateRatio({ rate: 0, rateRatio: 0.5, exposure: 1 }), /rate was 0/);
  assert.throws(() => peopleForRateRatio({ rate: 1, rateRatio: 1, exposure: 1 }), /rateRatio was 1/);
  assert.throws(
    () => peopleForRateRatio({ rate: 1, rateRatio: 2, exposure: 1, dispersion: -1 }),
    /dispersion was -1/,
  );
  assert.throws(() => powerOfRateRatio(0, { rate: 1, rateRatio: 2, exposure: 1 }), /people was 0/);
});
