import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { Network, Resource } from '../../src/engine/network.ts';
import { erlangC, erlangCWait } from '../../src/theory/erlang.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { meanWait } from '../../src/engine/statistics.ts';
import { agrees, runs, unlimited } from './agrees.ts';
import { network, source, stage } from './small-network.ts';

const resource = (units: number): Resource => ({ name: 'resource', units: [{ at: 0, places: units }] });
const nobodyWaits = { most: 0, fullTo: -1 };

/** Stages side by side, each with people of its own and as many places as the resources allow. */
function sideBySide(
  resources: readonly Resource[],
  stages: readonly { rate: number; needs: readonly { resource: number; units: number }[] }[],
  waits: boolean,
  periodEnds: number[],
): Network {
  const list = waits ? {} : { list: nobodyWaits };
  return {
    ...network(
      stages.map(({ needs }) => stage({ places: unlimited, needs, ...list })),
      stages.map(({ rate }, i) => source({ luck: i, to: i, rate })),
      periodEnds,
    ),
    resources,
  };
}

test('two stages that share four assessors wait as one queue with four places (Erlang C)', () => {
  const needs = [{ resource: 0, units: 1 }];
  const one = sideBySide(
    [resource(4)],
    [
      { rate: 1, needs },
      { rate: 2.2, needs },
    ],
    true,
    [100, 5100],
  );
  const all = runs(one, 501);
  // Who has waited longest goes first, whatever the stage, so both wait alike.
  for (const i of [0, 1]) agrees(run => meanWait(all[run], 1, i), erlangCWait(4, 3.2, 1), 0.12);
  agrees(run => 1 - all[run].beganAtOnce[3] / all[run].began[3], erlangC(4, 3.2), 0.04);
  agrees(run => all[run].unitTime[1] / 5000, 3.2, 0.02);
});

test('people who take one unit and people who take three are refused as Kaufman (1981) and Roberts say', () => {
  const units = 8;
  const classes = [
    { rate: 3, takes: 1 },
    { rate: 1, takes: 3 },
  ];
  // n q(n) = sum over classes of load x takes x q(n - takes).
  const q = [1];
  for (let n = 1; n <= units; n++) {
    q.push(classes.reduce((sum, { rate, takes }) => sum + rate * takes * (q[n - takes] ?? 0), 0) / n);
  }
  const sum = q.reduce((total, each) => total + each, 0);
  const refused = classes.map(({ takes }) => q.slice(units - takes + 1).reduce((a, b) => a + b, 0) / sum);
  const one = sideBySide(
    [resource(units)],
    classes.map(({ rate, takes }) => ({ rate, needs: [{ resource: 0, units: takes }] })),
    false,
    [50, 3050],
  );
  const all = runs(one, 502);
  refused.forEach((exact, i) =>
    agrees(run => all[run].refused[2 + i] / all[run].arrived[2 + i], exact, 0.06),
  );
});

test('people who hold a room and an assessor together are refused as the product form says', () => {
  const rates = [1.5, 1, 0.8];
  const [rooms, assessors] = [3, 2];
  // The first class needs a room, the second an assessor, the third both. Every state that fits, weighted by hand.
  const state = (n: readonly number[]): number =>
    n.reduce((product, count, i) => {
      for (let k = 1; k <= count; k++) product *= rates[i] / k;
      return product;
    }, 1);
  const fits = ([a, b, c]: readonly number[]): boolean => a + c <= rooms && b + c <= assessors;
  const states = [0, 1, 2, 3]
    .flatMap(a => [0, 1, 2].flatMap(b => [0, 1, 2].map(c => [a, b, c])))
    .filter(fits);
  const all = states.reduce((sum, each) => sum + state(each), 0);
  const refused = rates.map(
    (_, i) =>
      states
        .filter(each => !fits(each.map((count, k) => count + (k === i ? 1 : 0))))
        .reduce((sum, each) => sum + state(each), 0) / all,
  );
  const needs = [[{ resource: 0, units: 1 }], [{ resource: 1, units: 1 }]];
  const one = sideBySide(
    [resource(rooms), resource(assessors)],
    [...needs, needs.flat()].map((each, i) => ({ rate: rates[i], needs: each })),
    false,
    [50, 4050],
  );
  const s = runs(one, 503);
  refused.forEach((exact, i) => agrees(run => s[run].refused[3 + i] / s[run].arrived[3 + i], exact, 0.06));
});

test('who needs two units waits for both, and who came later and needs one goes by: by hand', () => {
  // Three units. At 1 somebody takes two for 4; at 2 somebody needs two and waits; at 3 somebody needs one and has it
  // until 5. At 5 three are free again: the wait was 3. Gaps of 1, so the first of each source comes one gap on.
  const fixed = { kind: 'fixed', mean: 1 } as const;
  const once = (luck: number, at: number) =>
    source({ luck, to: luck, rate: 0, observed: { ends: [at - 1, at], counts: [0, 1] }, gaps: fixed });
  const takes = (units: number, mean: number) =>
    stage({ places: unlimited, stay: { kind: 'fixed', mean }, needs: [{ resource: 0, units }] });
  const one: Network = {
    ...network([takes(2, 4), takes(2, 1), takes(1, 2)], [once(0, 1), once(1, 2), once(2, 3)], [20]),
    resources: [resource(3)],
  };
  // observed ends must rise from above 0, so the first comes by a piece of its own.
  const first = { ...one.sources[0], observed: { ends: [1], counts: [1] } };
  const s = simulate({ ...one, sources: [first, ...one.sources.slice(1)] }, 1);
  assert.deepEqual([...s.arrived], [1, 1, 1]);
  assert.deepEqual(
    [...s.waitSum].map(each => Math.round(each * 1e9) / 1e9),
    [0, 3, 0],
  );
  assert.equal(Math.round(s.unitTime[0] * 1e9) / 1e9, 2 * 4 + 2 * 1 + 1 * 2);
});
