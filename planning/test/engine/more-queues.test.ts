import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { Duration } from '../../src/engine/duration.ts';
import type { Network } from '../../src/engine/network.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { meanWait, meanWaitOfClass } from '../../src/engine/statistics.ts';
import { agrees, runs, unlimited } from './agrees.ts';
import { meanOf30, network, source, stage } from './small-network.ts';

// Cases of the kinds of queueing.json with other numbers, and kinds that it does not have. Truth is worked out here
// from the chain or the formula that is named, never from the engine.

/** Long-run shares of a chain that goes up by `up(n)` and down by `down(n)`, for 0 to `most`. */
function birthDeath(most: number, up: (n: number) => number, down: (n: number) => number): number[] {
  const weights = [1];
  for (let n = 1; n <= most; n++) weights.push((weights[n - 1] * up(n - 1)) / down(n));
  const all = weights.reduce((sum, each) => sum + each, 0);
  return weights.map(each => each / all);
}
const mean = (shares: readonly number[], of: (n: number) => number): number =>
  shares.reduce((sum, share, n) => sum + share * of(n), 0);

test('a list for five beside three places agrees with its birth-death chain, also when more come than go', () => {
  for (const rate of [2, 4.5]) {
    const chain = birthDeath(
      8,
      () => rate,
      n => Math.min(n, 3),
    );
    const one = network(
      [stage({ places: [{ at: 0, places: 3 }], list: { most: 5, fullTo: -1 } })],
      [source({ rate })],
      [50, 3050],
    );
    const all = runs(one, 401);
    const waiting = mean(chain, n => Math.max(0, n - 3));
    agrees(run => all[run].refused[1] / all[run].arrived[1], chain[8], 0.1);
    agrees(run => all[run].waitingTime[1] / 3000, waiting, 0.05);
    agrees(run => meanWait(all[run], 1, 0), waiting / (rate * (1 - chain[8])), 0.05);
  }
});

test('several places with fixed stays agree with the chain of Crommelin (1932)', () => {
  for (const [c, rate] of [
    [2, 1.6],
    [5, 4],
  ]) {
    // How many are there, every one stay later: all who were in a place have gone, and a Poisson number has come.
    const most = 200;
    const poisson = [Math.exp(-rate)];
    for (let n = 1; n <= most; n++) poisson.push((poisson[n - 1] * rate) / n);
    let shares = [1, ...Array<number>(most).fill(0)];
    for (let step = 0; step < 400; step++) {
      const next = Array<number>(most + 1).fill(0);
      shares.forEach((share, n) => {
        if (share < 1e-18) return;
        const left = Math.max(0, n - c);
        for (let come = 0; left + come <= most; come++) next[left + come] += share * poisson[come];
      });
      shares = next;
    }
    const exact = mean(shares, n => Math.max(0, n - c)) / rate;
    const one = network(
      [stage({ places: [{ at: 0, places: c }], stay: { kind: 'fixed', mean: 1 } })],
      [source({ rate })],
      [100, 6100],
    );
    const all = runs(one, 402);
    agrees(run => meanWait(all[run], 1, 0), exact, 0.05);
  }
});

test('one place agrees with Pollaczek and Khinchine for stays of any law', () => {
  const laws: [Duration, squares: number][] = [
    [{ kind: 'lognormal', mean: 1, spread: 0.8 }, 1.64],
    [{ kind: 'uniform', from: 0.5, to: 1.5 }, 13 / 12],
    [{ kind: 'empirical', values: [0.5, 3], weights: [4, 1] }, 2],
    // Weibull: E[X^2] = Gamma(1 + 2 / shape) / Gamma(1 + 1 / shape)^2 of the squared mean.
    [{ kind: 'weibull', mean: 1, shape: 2 }, 4 / Math.PI],
    [{ kind: 'weibull', mean: 1, shape: 2 / 3 }, 32 / (3 * Math.PI)],
  ];
  for (const [stay, squares] of laws) {
    const all = runs(network([stage({ stay })], [source({ rate: 0.6 })], [300, 60_300]), 403);
    agrees(run => meanWait(all[run], 1, 0), (0.6 * squares) / (2 * 0.4), 0.1);
  }
});

test('three priority classes with gamma stays agree with Cobham, class by class', () => {
  const loads = [0.2, 0.3, 0.3];
  // The mean of what is left of a stay in progress, over all time: rate x E[X^2] / 2.
  const left = (0.8 * (1 + 0.5 ** 2)) / 2;
  const one: Network = {
    ...network(
      [
        stage({
          stay: { kind: 'gamma', mean: 1, spread: 0.5 },
          priority: loads.map((_, k) => ({
            when: [{ of: 'attribute', index: 0, atLeast: k, below: k + 1 }],
            base: -k,
            perTimeWaited: 0,
          })),
        }),
      ],
      [source({ rate: 0.8, strata: loads.map((load, k) => ({ share: load / 0.8, values: [k] })) })],
      [500, 20_500],
    ),
    attributes: ['class'],
  };
  const all = runs(one, 404);
  let before = 0;
  loads.forEach((load, k) => {
    const exact = left / ((1 - before) * (1 - before - load));
    before += load;
    agrees(run => meanWaitOfClass(all[run], 1, 0, k), exact, 0.12);
  });
});

test('patience agrees with Erlang A where more come than there is room for', () => {
  const chain = birthDeath(
    80,
    () => 5,
    n => Math.min(n, 3) + 0.5 * Math.max(0, n - 3),
  );
  const one = network(
    [
      stage({
        places: [{ at: 0, places: 3 }],
        patience: { length: { kind: 'exponential', mean: 2 }, to: -1 },
      }),
    ],
    [source({ rate: 5 })],
    [50, 2050],
  );
  const all = runs(one, 405);
  const waiting = mean(chain, n => Math.max(0, n - 3));
  agrees(run => all[run].waitingTime[1] / 2000, waiting, 0.05);
  agrees(run => all[run].expired[1] / all[run].arrived[1], (0.5 * waiting) / 5, 0.05);
});

test('machines that fail and wait for one of two repairers agree with their closed chain', () => {
  const machines = 6;
  const chain = birthDeath(
    machines,
    n => (machines - n) * 0.25,
    n => Math.min(n, 2),
  );
  const one = network(
    [
      stage({
        name: 'running',
        places: unlimited,
        stay: { kind: 'exponential', mean: 4 },
        startInside: machines,
        next: [{ from: 0, to: [1], share: [1] }],
      }),
      stage({ name: 'repair', places: [{ at: 0, places: 2 }], next: [{ from: 0, to: [0], share: [1] }] }),
    ],
    [],
    [100, 8100],
  );
  const all = runs(one, 406);
  agrees(
    run => all[run].insideTime[2] / 8000,
    mean(chain, n => machines - n),
    0.02,
  );
  agrees(
    run => all[run].waitingTime[3] / 8000,
    mean(chain, n => Math.max(0, n - 2)),
    0.05,
  );
});

test('three stages with feedback agree with Jackson', () => {
  // From the first 0.5 to the second and 0.5 to the third; from the second 0.4 back to the first, 0.6 out; from the
  // third 0.2 to the second, 0.8 out. By hand: v1 = 0.4 + 0.4 v2, v2 = 0.5 v1 + 0.2 v3, v3 = 0.5 v1.
  const first = 0.4 / (1 - 0.4 * 0.6);
  const visits = [first, 0.6 * first, 0.5 * first];
  const routes = [
    { to: [1, 2], share: [0.5, 0.5] },
    { to: [0, -1], share: [0.4, 0.6] },
    { to: [1, -1], share: [0.2, 0.8] },
  ];
  const one = network(
    routes.map(each => stage({ next: [{ from: 0, ...each }] })),
    [source({ rate: 0.4 })],
    [500, 40_500],
  );
  const all = runs(one, 407);
  visits.forEach((load, i) => {
    agrees(run => all[run].arrived[3 + i] / 40_000, load, 0.03);
    agrees(run => meanWait(all[run], 1, i), load / (1 - load), 0.08);
  });
});

test('a group of four for one room waits as a queue whose arrivals are Erlang (GI/M/1)', () => {
  const rate = 3.2;
  // sigma = (rate / (rate + 1 - sigma))^4, by iteration; a group waits sigma / (1 - sigma), a person for it to fill too.
  let sigma = 0.5;
  for (let i = 0; i < 500; i++) sigma = (rate / (rate + 1 - sigma)) ** 4;
  const exact = sigma / (1 - sigma) + 3 / (2 * rate);
  const one = network([stage({ groups: { atLeast: 4, atMost: 4 } })], [source({ rate })], [500, 12_500]);
  const all = runs(one, 408);
  agrees(run => meanWait(all[run], 1, 0), exact, 0.08);
});

test('groups with rooms enough wait for their last member and no longer', () => {
  const one = network(
    [stage({ places: unlimited, groups: { atLeast: 5, atMost: 8 } })],
    [source({ rate: 2 })],
    [50, 2050],
  );
  const all = runs(one, 409);
  // Of five, the first waits four gaps of 1/2 and the last none: two gaps on average.
  agrees(run => meanWait(all[run], 1, 0), 1, 0.02);
});

test('the 99% interval of a share refused misses about once in a hundred', () => {
  const exact = birthDeath(
    2,
    () => 1.5,
    n => n,
  )[2];
  // Begun in its long-run state on average: from empty the share would come out low.
  const one = network(
    [stage({ places: [{ at: 0, places: 2 }], list: { most: 0, fullTo: -1 } })],
    [source({ rate: 1.5 })],
    [10, 210],
  );
  let misses = 0;
  for (let seed = 0; seed < 150; seed++) {
    const { mean: found, half } = meanOf30(run => {
      const s = simulate(one, 5000 + seed, run);
      return s.refused[1] / 1.5 / 200;
    });
    if (Math.abs(found - exact) > half) misses++;
  }
  // Of 150 at 1%, fewer than 7 but for one time in a thousand (binomial).
  assert.ok(misses < 7, `${misses} of 150 missed`);
});
