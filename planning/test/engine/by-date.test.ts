import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { Network } from '../../src/engine/network.ts';
import type { Source } from '../../src/engine/source.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { agrees, runs, unlimited } from './agrees.ts';
import { network, source, stage } from './small-network.ts';

/** The integral of `of` from `from` to `to` by Simpson's rule; `of` may jump at whole multiples of `piece` only. */
function integral(of: (x: number) => number, from: number, to: number, piece: number): number {
  let sum = 0;
  for (let start = from; start < to - 1e-12; start += piece) {
    const end = Math.min(to, start + piece);
    const step = (end - start) / 40;
    // Just inside the ends, where a jump may be.
    const inside = (x: number): number => Math.min(end - 1e-9, Math.max(start + 1e-9, x));
    for (let k = 0; k <= 40; k++) {
      sum += ((of(inside(start + k * step)) * step) / 3) * (k === 0 || k === 40 ? 1 : k % 2 === 0 ? 2 : 4);
    }
  }
  return sum;
}

/** How many are there at `end` when the rate is `rate(t)` and a stay outlasts x with probability `outlasts(x)`. */
const there = (rate: (t: number) => number, outlasts: (x: number) => number, end: number): number =>
  integral(t => rate(t) * outlasts(end - t), 0, end, 1);

const factors = [0.4, 1, 1.9, 0.7];
const cases: [string, Partial<Source>, rate: (t: number) => number][] = [
  ['a season', { rate: 12, season: { length: 8, factors } }, t => 12 * factors[Math.floor((t % 8) / 2)]],
  [
    'steps up and down',
    {
      rate: 10,
      steps: [
        { from: 6, factor: 2.5 },
        { from: 11, factor: 0.5 },
      ],
    },
    t => 10 * (t < 6 ? 1 : t < 11 ? 2.5 : 0.5),
  ],
  [
    'an observed series, then growth',
    { rate: 6, growth: 0.1, observed: { ends: [3, 5, 9], counts: [60, 0, 44] } },
    t => (t < 3 ? 20 : t < 5 ? 0 : t < 9 ? 11 : 6 * Math.exp(0.1 * t)),
  ],
  [
    'growth with a season',
    { rate: 8, growth: -0.05, season: { length: 4, factors: [1.5, 0.5] } },
    t => 8 * Math.exp(-0.05 * t) * (t % 4 < 2 ? 1.5 : 0.5),
  ],
];
const stays = [
  ['exponential', { kind: 'exponential', mean: 3 }, (x: number) => Math.exp(-x / 3)],
  ['uniform', { kind: 'uniform', from: 0, to: 6 }, (x: number) => Math.max(0, 1 - x / 6)],
] as const;

for (const [name, changes, rate] of cases) {
  for (const [law, stay, outlasts] of stays) {
    test(`the number there is Poisson with the mean of M(t)/G/infinity: ${name}, ${law} stays`, () => {
      const end = 14;
      const one = network([stage({ places: unlimited, stay })], [source(changes)], [end]);
      const exact = there(rate, outlasts, end);
      const counts = Array.from({ length: 900 }, (_, run) => simulate(one, 601, run).insideAtEnd[0]);
      // 30 sets of 30, so that the interval of the variance is by the sample too. About the exact mean.
      const set = (run: number): number[] => counts.slice(run * 30, run * 30 + 30);
      agrees(run => set(run).reduce((a, b) => a + b, 0) / 30, exact, 0.03);
      agrees(run => set(run).reduce((a, b) => a + (b - exact) ** 2, 0) / 30, exact, 0.2);
    });
  }
}

test('how many came in each period is what the season counts, by hand', () => {
  const one = network(
    [stage({ places: unlimited })],
    [source({ rate: 5, season: { length: 12, factors: [0, 1, 3] }, gaps: { kind: 'fixed', mean: 1 } })],
    [4, 8, 12, 16, 20, 24],
  );
  // Evenly spaced, so exactly 4 x 5 x factor; the last of a period may fall on its end.
  const { arrived } = simulate(one, 1);
  [0, 20, 60, 0, 20, 60].forEach((exact, i) => assert.ok(Math.abs(arrived[i] - exact) <= 1, `${arrived[i]}`));
});

test('another stay is for those of an attribute, and from its day on: the means are those of the mixture', () => {
  const one: Network = {
    ...network(
      [
        stage({
          places: unlimited,
          stay: { kind: 'exponential', mean: 2 },
          otherStays: [
            {
              from: 0,
              when: [{ of: 'attribute', index: 0, atLeast: 1 }],
              stay: { kind: 'exponential', mean: 6 },
            },
            { from: 60, stay: { kind: 'exponential', mean: 1 } },
          ],
        }),
      ],
      [
        source({
          rate: 400,
          strata: [
            { share: 0.25, values: [1] },
            { share: 0.75, values: [0] },
          ],
        }),
      ],
      [40, 60, 80, 100],
    ),
    attributes: ['repeat'],
  };
  const all = runs(one, 602);
  // Long before the day: rate x mean stay, 400 x (0.25 x 6 + 0.75 x 2).
  agrees(run => all[run].insideTime[1] / 20, 1200, 0.03);
  // Who began before the day stays as long as they would have: of the 600 of the attribute, exp(-time since / 6).
  const left = (since: number): number => 600 * Math.exp(-since / 6);
  agrees(run => all[run].insideAtEnd[2], 400 + left(20), 0.1);
  agrees(run => all[run].insideTime[3] / 20, 400 + (left(20) - left(40)) * (6 / 20), 0.03);
});

test('another stay for when many wait, by hand', () => {
  const one = network(
    [
      stage({
        stay: { kind: 'fixed', mean: 10 },
        otherStays: [
          { from: 0, when: [{ of: 'waiting', index: 0, atLeast: 2 }], stay: { kind: 'fixed', mean: 1 } },
        ],
        startWaiting: 4,
      }),
    ],
    [],
    [100],
  );
  // When the first begins three wait, then two: both stay 1. Then one and none: both stay 10.
  const s = simulate(one, 1);
  assert.equal(s.waitSum[0], 0 + 1 + 2 + 12);
  assert.equal(s.insideTime[0], 22);
});

test('what is built opens when its order and its building time say, by hand', () => {
  const one = network(
    [
      stage({
        places: [
          { at: 0, places: 3 },
          { at: 12, places: 1 },
        ],
        building: [
          { ordered: 2, takes: { kind: 'fixed', mean: 6 }, places: 4 },
          { ordered: 0, takes: { kind: 'fixed', mean: 15 }, places: 2 },
        ],
      }),
    ],
    [source({ rate: 0 })],
    [20],
  );
  // 3 until 8, 7 until 12, 5 until 15, 7 until 20.
  assert.equal(simulate(one, 1).placeTime[0], 3 * 8 + 7 * 4 + 5 * 3 + 7 * 5);
});

test('places under construction come as the law of the building time says', () => {
  const one = network(
    [
      stage({
        places: [{ at: 0, places: 0 }],
        building: Array.from({ length: 800 }, () => ({
          ordered: 1,
          takes: { kind: 'exponential', mean: 4 } as const,
          places: 1,
        })),
      }),
    ],
    [source({ rate: 0 })],
    [3, 9, 30],
  );
  const all = runs(one, 604);
  // The integral of 1 - exp(-(t - 1) / 4) over each period, for 800 of them.
  const open = (from: number, to: number): number =>
    to - from - 4 * (Math.exp(-(from - 1) / 4) - Math.exp(-(to - 1) / 4));
  agrees(run => all[run].placeTime[0] / 800, open(1, 3), 0.05);
  agrees(run => all[run].placeTime[1] / 800, open(3, 9), 0.02);
  agrees(run => all[run].placeTime[2] / 800, open(9, 30), 0.01);
});
