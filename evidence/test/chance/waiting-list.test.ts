import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { personTime, stratifiedRates } from '../../src/chance/person-time.ts';
import { waitingList } from '../../src/chance/waiting-list.ts';
import { designMatrix } from '../../src/design-matrix.ts';
import { assertNear } from '../fixture.ts';

test('difference and ratio of rates over two strata are those worked out by hand', () => {
  // Mantel-Haenszel for person-time: weights T1 T0 / T of 16 and 24.
  const strata = [
    { exposedEvents: 4, exposedTime: 20, unexposedEvents: 16, unexposedTime: 80 },
    { exposedEvents: 12, exposedTime: 40, unexposedEvents: 6, unexposedTime: 60 },
  ];
  const found = stratifiedRates(strata);
  assertNear(found.difference, (16 * (4 / 20 - 16 / 80) + 24 * (12 / 40 - 6 / 60)) / 40, 1e-14);
  assertNear(
    found.differenceError,
    Math.sqrt(16 ** 2 * (4 / 400 + 16 / 6400) + 24 ** 2 * (12 / 1600 + 6 / 3600)) / 40,
    1e-14,
  );
  const [above, below] = [(4 * 80) / 100 + (12 * 60) / 100, (16 * 20) / 100 + (6 * 40) / 100];
  assertNear(found.logRatio?.value ?? 0, Math.log(above / below), 1e-14);
  const variance = ((20 * 20 * 80) / 1e4 + (18 * 40 * 60) / 1e4) / (above * below);
  assertNear(found.logRatio?.standardError ?? 0, Math.sqrt(variance), 1e-14);
});

test('every day and every event is in one cell, waiting until the start and with a place from then on', () => {
  const cells = personTime({
    startedAfter: [50, Number.NaN, 100],
    followedFor: [130, 40, 300],
    event: [1, 1, 0],
    bandDays: 100,
  });
  assert.deepEqual(cells, [
    { exposedEvents: 0, exposedTime: 50, unexposedEvents: 1, unexposedTime: 50 + 40 + 100 },
    { exposedEvents: 1, exposedTime: 30 + 100, unexposedEvents: 0, unexposedTime: 0 },
    { exposedEvents: 0, exposedTime: 100, unexposedEvents: 0, unexposedTime: 0 },
  ]);
});

/** A thousand people; hazard falls with time since joining; a place multiplies it by `ratio`. */
function list(seed: number, ratio: number) {
  const luck = stream(seed);
  const [startedAfter, followedFor, event, age] = [0, 1, 2, 3].map(() => new Float64Array(1000));
  for (let i = 0; i < 1000; i++) {
    age[i] = luck.normal();
    const turn = 30 + luck.below(500);
    let day = 0;
    let happened = 0;
    for (; day < 730; day++) {
      const hazard = 0.0015 * Math.exp(-day / 600) * (day >= turn ? ratio : 1);
      if (luck.chance(hazard)) {
        happened = 1;
        break;
      }
    }
    followedFor[i] = day + 0.5;
    event[i] = happened;
    startedAfter[i] = turn < followedFor[i] ? turn : Number.NaN;
  }
  return { startedAfter, followedFor, event, covariates: designMatrix({ age }) };
}

test('a programme without effect is seen as such although starters are immortal until they start', () => {
  let covered = 0;
  let naive = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const world = list(seed, 1);
    const { logRateRatio } = waitingList({ ...world, bandDays: 60 });
    if (logRateRatio && logRateRatio.interval.lower <= 0 && logRateRatio.interval.upper >= 0) covered++;
    const share = (has: boolean) => {
      const own = world.event.filter((_, i) => Number.isNaN(world.startedAfter[i]) !== has);
      return own.reduce((total, value) => total + value, 0) / own.length;
    };
    naive += (share(true) - share(false)) / 200;
  }
  // Binomial(200, .95): outside 180 to 198 with probability .0016.
  assert.ok(covered >= 180 && covered <= 198, `${covered} of 200`);
  assert.ok(naive < -0.3, `those who ever started seem protected: ${naive}`);
});

test('a planted ratio of rates is covered in 180 to 198 of 200 lists', () => {
  let covered = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { logRateRatio } = waitingList({ ...list(seed, 0.6), bandDays: 60 });
    const truth = Math.log(0.6);
    if (logRateRatio && logRateRatio.interval.lower <= truth && truth <= logRateRatio.interval.upper)
      covered++;
  }
  assert.ok(covered >= 180 && covered <= 198, `${covered} of 200`);
});

test('a list that takes notice of who people are puts its order in doubt', () => {
  const world = list(1, 1);
  const age = world.startedAfter.map((day, i) => (Number.isNaN(day) ? 0 : day / 100 + (i % 5)));
  const [order] = waitingList({ ...world, covariates: designMatrix({ age }) }).checks;
  assert.equal(order.verdict, 'in doubt');
  assert.equal(waitingList(world).checks[0].verdict, 'nothing against it');
});

test('days that cannot be, and nobody with a place, are refused in words', () => {
  const world = list(1, 1);
  assert.throws(
    () => waitingList({ ...world, followedFor: world.followedFor.map((day, i) => (i === 3 ? -1 : day)) }),
    /followedFor is -1 in row 3/,
  );
  assert.throws(
    () => waitingList({ ...world, startedAfter: world.startedAfter.map(() => 9999) }),
    /a start lies within the time followed/,
  );
  assert.throws(
    () => waitingList({ ...world, startedAfter: world.startedAfter.map(() => Number.NaN) }),
    /nothing to compare/,
  );
});
