import { test } from 'node:test';
import { simulate } from '../../src/engine/simulate.ts';
import { meanWait, waitQuantile } from '../../src/engine/statistics.ts';
import { agrees as agreesWithin } from './agrees.ts';
import { network, source, stage } from './small-network.ts';
import reference from '../fixtures/queueing.json' with { type: 'json' };

// Each figure is the mean of 30 runs with fixed seeds after a warm-up.
function agrees(measure: (run: number) => number, exact: number, widest = 0.06): void {
  agreesWithin(measure, exact, widest);
}

const casesOf = (family: string): { id: string; params: unknown; expected: unknown }[] =>
  reference.cases.filter(each => each.family === family);
const named = (id: string): { params: unknown; expected: unknown } =>
  reference.cases.find(each => each.id === id)!;

for (const { id, params, expected } of casesOf('M/M/c (Erlang C)')) {
  const { c, lam, mu } = params as { c: number; lam: number; mu: number };
  const exact = expected as { Wq: number; L: number; P_wait: number };
  test(`M/M/c by simulation agrees with Erlang C within its 99% interval: ${id}`, () => {
    const one = network(
      [stage({ places: [{ at: 0, places: c }], stay: { kind: 'exponential', mean: 1 / mu } })],
      [source({ rate: lam })],
      [1000, 1000 + 60_000 / lam],
    );
    const runs = Array.from({ length: 30 }, (_, run) => simulate(one, 1, run));
    agrees(run => meanWait(runs[run], 1, 0), exact.Wq, 0.12);
    agrees(run => (runs[run].waitingTime[1] + runs[run].insideTime[1]) / (60_000 / lam), exact.L, 0.12);
    // P(wait > t) = P(wait) exp(-(c mu - lam) t), so at t = 1 / (c mu - lam) the share that waits longer is
    // P(wait) / e.
    const t = 1 / (c * mu - lam);
    agrees(run => waitQuantile(runs[run], 1, 0, 1 - exact.P_wait / Math.E), t, 0.12);
  });
}

for (const { id, params, expected } of casesOf('M/G/c/c loss (Erlang B)')) {
  const { c, a } = params as { c: number; a: number };
  const exact = expected as { P_block: number; mean_busy: number };
  for (const kind of ['lognormal', 'gamma'] as const) {
    test(`without a waiting list the share refused agrees with Erlang B, ${kind} stays: ${id}`, () => {
      const one = network(
        [
          stage({
            places: [{ at: 0, places: c }],
            stay: { kind, mean: 1, spread: 0.7 },
            list: { most: 0, fullTo: -1 },
          }),
        ],
        [source({ rate: a })],
        [50, 50 + 25_000 / a],
      );
      const runs = Array.from({ length: 30 }, (_, run) => simulate(one, 2, run));
      agrees(run => runs[run].refused[1] / runs[run].arrived[1], exact.P_block, 0.1);
      agrees(run => runs[run].insideTime[1] / (25_000 / a), exact.mean_busy);
    });
  }
}

for (const { id, params, expected } of casesOf('M/M/c/K finite waiting list')) {
  const { c, K, lam, mu } = params as { c: number; K: number; lam: number; mu: number };
  const exact = expected as { P_block: number; Wq: number };
  test(`a waiting list with an end agrees with its birth-death chain: ${id}`, () => {
    const one = network(
      [
        stage({
          places: [{ at: 0, places: c }],
          stay: { kind: 'exponential', mean: 1 / mu },
          list: { most: K - c, fullTo: -1 },
        }),
      ],
      [source({ rate: lam })],
      [200, 40_200],
    );
    const runs = Array.from({ length: 30 }, (_, run) => simulate(one, 3, run));
    agrees(run => runs[run].refused[1] / runs[run].arrived[1], exact.P_block);
    agrees(run => meanWait(runs[run], 1, 0), exact.Wq);
  });
}

for (const { id, params, expected } of casesOf('M/M/c+M (Erlang A, reneging)')) {
  const { c, lam, mu, theta } = params as { c: number; lam: number; mu: number; theta: number };
  const exact = expected as { P_abandon: number; Lq: number; mean_busy: number };
  test(`patience that ends while waiting agrees with Erlang A: ${id}`, () => {
    const one = network(
      [
        stage({
          places: [{ at: 0, places: c }],
          stay: { kind: 'exponential', mean: 1 / mu },
          patience: { length: { kind: 'exponential', mean: 1 / theta }, to: -1 },
        }),
      ],
      [source({ rate: lam })],
      [200, 200 + 40_000 / lam],
    );
    const runs = Array.from({ length: 30 }, (_, run) => simulate(one, 4, run));
    agrees(run => runs[run].expired[1] / runs[run].arrived[1], exact.P_abandon);
    agrees(run => runs[run].waitingTime[1] / (40_000 / lam), exact.Lq);
    agrees(run => runs[run].insideTime[1] / (40_000 / lam), exact.mean_busy);
  });
}

test('fixed and gamma stays agree with Pollaczek and Khinchine', () => {
  for (const [id, stay] of [
    ['mg1-M/D/1-rho0.8', { kind: 'fixed', mean: 1 }],
    ['mg1-M/E2/1-rho0.8', { kind: 'gamma', mean: 1, spread: Math.SQRT1_2 }],
  ] as const) {
    const { Wq } = named(id).expected as { Wq: number };
    const one = network([stage({ stay })], [source({ rate: 0.8 })], [1000, 81_000]);
    agrees(run => meanWait(simulate(one, 5, run), 1, 0), Wq);
  }
});

test('going round again agrees with the feedback network of Jackson', () => {
  const { Wq } = named('jackson-feedback').expected as { Wq: number[] };
  const one = network(
    [stage({ next: [{ from: 0, to: [0, -1], share: [0.25, 0.75] }] })],
    [source({ rate: 0.6 })],
    [1000, 121_000],
  );
  agrees(run => meanWait(simulate(one, 6, run), 1, 0), Wq[0], 0.1);
});

test('a flow that starts empty fills as M(t)/G/infinity says', () => {
  const { params, expected } = named('mginf-transient-exp');
  const { lam, mean } = params as { lam: number; mean: number };
  const months = [1, 6, 12, 24, 36];
  const one = network(
    [stage({ places: [{ at: 0, places: Infinity }], stay: { kind: 'exponential', mean } })],
    [source({ rate: lam })],
    months,
  );
  const runs = Array.from({ length: 30 }, (_, run) => simulate(one, 7, run));
  months.forEach((month, i) =>
    agrees(run => runs[run].insideAtEnd[i], (expected as Record<string, number>)[`m_${month}`]),
  );
});

test('arrivals that grow 10% a year fill an unlimited stage as M(t)/G/infinity says', () => {
  const { params, expected } = named('mginf-growth10pc-exp');
  const { lam0, growth_per_year, mean } = params as { lam0: number; growth_per_year: number; mean: number };
  // The exact figure has grown for ever; beginning empty is forgotten as exp(-60/8) after 60 months.
  const one = network(
    [stage({ places: [{ at: 0, places: Infinity }], stay: { kind: 'exponential', mean } })],
    [source({ rate: lam0, growth: Math.log1p(growth_per_year) / 12 })],
    [60, 120],
  );
  const runs = Array.from({ length: 30 }, (_, run) => simulate(one, 8, run));
  const exact = expected as { m_60: number; m_120: number };
  agrees(run => runs[run].insideAtEnd[0], exact.m_60);
  agrees(run => runs[run].insideAtEnd[1], exact.m_120);
});
