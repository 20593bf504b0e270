import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { interruptedSeries } from '../../src/chance/interrupted-series.ts';
import { assertNear, fixtureRows } from '../fixture.ts';
import { chanceOutputs } from './chance-outputs.ts';

const drivers = fixtureRows('seatbelts.csv').map(row => Number(row['drivers']));

test('step, change of trend and Newey-West errors of the seat belt law are those of R', () => {
  const r = chanceOutputs.seatbelts;
  const people = drivers.map((_, t) => 1 + (t % 5));
  const found = interruptedSeries({ mean: drivers, people, changeAt: 169, perYear: 12 });
  assertNear(found.level.value, r.level);
  assertNear(found.level.standardError, r.levelSE);
  assertNear(found.trend.value, r.trend);
  assertNear(found.trend.standardError, r.trendSE);
  assertNear(found.checks[0].values['ljungBox'], r.ljungBox);
  assert.equal(found.checks[0].verdict, 'in doubt');
});

/** Sixty months of a series with noise alone around a trend, and a step of `step` at month 36. */
function series(seed: number, step: number): number[] {
  const luck = stream(seed);
  return Array.from({ length: 60 }, (_, t) => 100 - 0.2 * t + (t >= 36 ? step : 0) + luck.normal());
}

test('a planted step is covered by its 95% interval in 180 to 198 of 200 series, and a step of nothing too', () => {
  // Binomial(200, .95) lies outside 180 to 198 with probability .0016. The lag's small-sample bias keeps coverage near
  // the lower end: with 60 periods Newey and West's interval is known to be a little short (Muller 2014).
  const people = Array.from({ length: 60 }, () => 50);
  for (const step of [0, 5]) {
    let covered = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const { level } = interruptedSeries({ mean: series(seed, step), people, changeAt: 36 });
      if (level.interval.lower <= step && step <= level.interval.upper) covered++;
    }
    assert.ok(covered >= 180 && covered <= 198, `${covered} of 200`);
  }
});

test('a series that steps where nothing changed puts its own assumption in doubt', () => {
  const mean = series(3, 0).map((value, t) => value + (t >= 18 ? 12 : 0));
  const { checks } = interruptedSeries({ mean, people: mean.map(() => 1), changeAt: 36 });
  assert.equal(checks[1].verdict, 'in doubt');
});

test('without a change nothing parts the fitted series from the one without it, but by the estimated step', () => {
  const mean = series(1, 5);
  const found = interruptedSeries({ mean, people: mean.map(() => 1), changeAt: 36 });
  assert.deepEqual(found.fitted.slice(0, 36), found.withoutChange.slice(0, 36));
  assertNear(found.fitted[36] - found.withoutChange[36], found.level.value);
});

test('too short a side, an empty period and unequal lengths are refused in words', () => {
  const mean = series(1, 0);
  const people = mean.map(() => 1);
  assert.throws(() => interruptedSeries({ mean, people, changeAt: 5 }), /5 periods before the change/);
  assert.throws(() => interruptedSeries({ mean, people: [1], changeAt: 30 }), /must be as many/);
  people[7] = 0;
  assert.throws(() => interruptedSeries({ mean, people, changeAt: 30 }), /0 people entered in period 7/);
});
