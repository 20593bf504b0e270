import { test } from 'node:test';
import assert from 'node:assert/strict';
import { meanWaitBy, waitQuantileBy } from '../../src/engine/by-attribute.ts';
import type { Network } from '../../src/engine/network.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { erlangC, erlangCWait } from '../../src/theory/erlang.ts';
import { priorityWaitsOfPlaces } from '../../src/theory/waits.ts';
import { agrees, runs, unlimited } from './agrees.ts';
import { network, source, stage } from './small-network.ts';

// Two attributes: a band, and a region that nothing depends on; both shared out independently of one another.
const bands = [0.5, 0.3, 0.2];
const regions = [0.7, 0.3];
const strata = bands.flatMap((band, b) =>
  regions.map((region, r) => ({ share: band * region, values: [b, r] })),
);
const carried = {
  attributes: ['band', 'region'],
  countBy: [
    { attribute: 0, values: 3 },
    { attribute: 1, values: 2 },
  ],
};

test('the waits of each band are those of the formula for priorities, and its list is as long as Little says', () => {
  const rate = 2.4;
  const one: Network = {
    ...network(
      [
        stage({
          places: [{ at: 0, places: 3 }],
          priority: bands.map((_, band) => ({
            when: [{ of: 'attribute', index: 0, atLeast: band, below: band + 1 }],
            base: band,
            perTimeWaited: 0,
          })),
        }),
      ],
      [source({ rate, strata })],
      [300, 8300],
    ),
    ...carried,
  };
  const all = runs(one, 501);
  // The highest base goes first.
  const exact = priorityWaitsOfPlaces(3, bands.map(share => rate * share).reverse(), 1).reverse();
  bands.forEach((share, band) => {
    agrees(run => meanWaitBy(all[run], 1, 0, 0, band), exact[band], 0.12);
    agrees(run => all[run].by[0].waitingTime[3 + band] / 8000, rate * share * exact[band], 0.12);
    // Everybody stays 1 on average, whoever goes first.
    agrees(run => all[run].by[0].insideTime[3 + band] / 8000, rate * share, 0.05);
  });
  // The region has nothing to do with it: each waits as all do.
  const mean = bands.reduce((sum, share, band) => sum + share * exact[band], 0);
  for (const region of [0, 1]) agrees(run => meanWaitBy(all[run], 1, 0, 1, region), mean, 0.12);
});

test('without priorities the wait of every band is that of Erlang, in its mean and in its quantiles', () => {
  const rate = 1.6;
  const one: Network = {
    ...network([stage({ places: [{ at: 0, places: 2 }] })], [source({ rate, strata })], [300, 12_300]),
    ...carried,
  };
  const all = runs(one, 502);
  // P(wait > t) = P(wait) exp(-(c - rate) t): at t = 1 / (c - rate) a share P(wait) / e waits longer.
  const waits = erlangC(2, rate);
  for (const band of [0, 1, 2]) {
    agrees(run => meanWaitBy(all[run], 1, 0, 0, band), erlangCWait(2, rate, 1), 0.1);
    agrees(run => waitQuantileBy(all[run], 1, 0, 0, band, 1 - waits / Math.E), 1 / (2 - rate), 0.12);
  }
});

test('where the stay differs by band, so many of each are inside as come in its mean stay', () => {
  const stays = [1, 4, 9];
  const one: Network = {
    ...network(
      [
        stage({
          places: unlimited,
          stay: { kind: 'gamma', mean: 1, spread: 0.5 },
          otherStays: [1, 2].map(band => ({
            from: 0,
            when: [{ of: 'attribute' as const, index: 0, atLeast: band, below: band + 1 }],
            stay: { kind: 'gamma' as const, mean: stays[band], spread: 0.5 },
          })),
        }),
      ],
      [source({ rate: 5, strata })],
      [60, 2060],
    ),
    ...carried,
  };
  const all = runs(one, 503);
  bands.forEach((share, band) =>
    agrees(run => all[run].by[0].insideTime[3 + band] / 2000, 5 * share * stays[band], 0.02),
  );
});

test('somebody counts at a stage as what they were when they came, and after it as what it made of them', () => {
  const one: Network = {
    ...network(
      [
        stage({
          places: [{ at: 0, places: 2 }],
          stay: { kind: 'fixed', mean: 2 },
          startWaiting: 3,
          sets: [{ attribute: 0, value: 1 }],
          next: [{ from: 0, to: [1], share: [1] }],
        }),
        stage({ stay: 'open', places: unlimited }),
      ],
      [],
      [3, 10],
    ),
    attributes: ['band'],
    countBy: [{ attribute: 0, values: 2 }],
  };
  const { by } = simulate(one, 1);
  // By hand: two begin at 0 and one at 2; [first stage of 0, of 1; second stage of 0, of 1] by period.
  assert.deepEqual([...by[0].began], [3, 0, 0, 2, 0, 0, 0, 1]);
  assert.deepEqual([...by[0].waitSum], [2, 0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual([...by[0].waitingTime], [2, 0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual([...by[0].insideTime], [5, 0, 0, 2, 1, 0, 0, 20]);
  assert.deepEqual([...by[0].insideAtEnd], [1, 0, 0, 2, 0, 0, 0, 3]);
});

test('a value that has no row to be counted in is refused', () => {
  const one = network([stage({ sets: [{ attribute: 0, value: 2 }] })], [source()], [5]);
  const counted = (values: number): Network => ({
    ...one,
    attributes: ['band'],
    countBy: [{ attribute: 0, values }],
  });
  assert.throws(
    () => simulate(counted(2), 1),
    /countBy has 2 values of attribute 0, and people carry 0 to 2; give one more/,
  );
  simulate(counted(3), 1);
  assert.throws(() => simulate({ ...one, countBy: [{ attribute: 4, values: 2 }] }, 1), /attribute/);
});
