import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Network, Stage } from '../../src/engine/network.ts';
import type { Risk } from '../../src/engine/risk.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { meanWait } from '../../src/engine/statistics.ts';
import { isReached } from './any-network.ts';
import { meanOf30, network, source, stage } from './small-network.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

const reoffence = (rate: number, to: number): Risk => ({
  name: 'detected reoffence',
  luck: 0,
  hazard: [{ from: 0, rate }],
  clock: 'date',
  to,
});

const networkOf = (count: number): fc.Arbitrary<Network> => {
  const target = fc.integer({ min: -1, max: count - 1 });
  const places = fc.integer({ min: 0, max: 4 });
  const duration: fc.Arbitrary<Stage['stay']> = fc.oneof(
    fc.constant({ kind: 'fixed', mean: 2 } as const),
    fc.constant({ kind: 'exponential', mean: 3 } as const),
    fc.constant({ kind: 'gamma', mean: 3, spread: 1.4 } as const),
    fc.constant({ kind: 'lognormal', mean: 3, spread: 0.5 } as const),
    fc.constant('open' as const),
  );
  const one = fc.record({
    first: places,
    later: places,
    stay: duration,
    to: fc.tuple(target, target),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    patienceTo: fc.option(target),
    most: fc.option(fc.integer({ min: 0, max: 3 })),
    startWaiting: fc.integer({ min: 0, max: 5 }),
    startInside: fc.integer({ min: 0, max: 5 }),
    risk: fc.constantFrom(0, 1, 3),
  });
  return fc
    .record({ stages: fc.array(one, { minLength: count, maxLength: count }), detectedTo: target })
    .map(({ stages, detectedTo }) => ({
      ...network(
        stages.map(each =>
          stage({
            places: [
              { at: 0, places: each.first },
              { at: 20, places: each.later },
            ],
            stay: each.stay,
            next: [{ from: 0, to: each.to, share: [each.share, 1 - each.share] }],
            startWaiting: each.startWaiting,
            startInside: each.startInside,
            risks: [{ risk: 0, waiting: each.risk, inside: each.risk }],
            ...(each.patienceTo === null
              ? {}
              : { patience: { length: { kind: 'exponential', mean: 2 } as const, to: each.patienceTo } }),
            ...(each.most === null ? {} : { list: { most: each.most, fullTo: -1 } }),
          }),
        ),
        [source({ rate: 0.8, growth: 0.01 })],
        [15, 40],
      ),
      risks: [reoffence(0.05, detectedTo)],
    }));
};
const smallNetwork = fc.integer({ min: 1, max: 4 }).chain(networkOf).filter(isReached);

test('everybody who came in, or was there, has left or is somewhere: nobody is lost or made', () => {
  fc.assert(
    fc.property(smallNetwork, fc.integer({ min: 0, max: 1000 }), (any, seed) => {
      const s = simulate(any, seed);
      const stages = any.stages.length;
      assert.equal(s.came + s.startedWith, s.left + s.present);
      const inStages = sum(s.waitingAtEnd.subarray(stages)) + sum(s.insideAtEnd.subarray(stages));
      assert.equal(inStages, s.present);
      for (let i = 0; i < stages; i++) {
        const all = (counts: Float64Array): number => counts[i] + counts[stages + i];
        const started = (any.stages[i].startWaiting ?? 0) + (any.stages[i].startInside ?? 0);
        const gone = all(s.completed) + all(s.expired) + all(s.refused) + all(s.happened);
        const still = s.waitingAtEnd[stages + i] + s.insideAtEnd[stages + i];
        assert.equal(all(s.arrived) + started, gone + still);
        if (any.stages[i].list)
          assert.ok(s.waitingAtEnd[stages + i] <= Math.max(any.stages[i].list!.most, started));
      }
    }),
    { numRuns: 300 },
  );
});

test('the same seed gives the same bytes, and another seed others', () => {
  fc.assert(
    fc.property(smallNetwork, any => {
      const bytes = (seed: number): string => JSON.stringify(simulate(any, seed));
      assert.equal(bytes(4), bytes(4));
    }),
    { numRuns: 50 },
  );
  const busy = network([stage()], [source()], [100]);
  assert.notDeepEqual(simulate(busy, 1), simulate(busy, 2));
  assert.notDeepEqual(simulate(busy, 1, 0), simulate(busy, 1, 1));
});

const queue = (places: number): Network =>
  network(
    [
      stage({ places: [{ at: 0, places }] }),
      stage({ name: 'after', stay: 'open', places: [{ at: 0, places: Infinity }] }),
    ].map((each, i) => (i === 0 ? { ...each, next: [{ from: 0, to: [1], share: [1] }] } : each)),
    [source({ rate: 3.2 })],
    [50, 100, 150, 200],
  );

test('adding a place leaves the arrivals of every period as they were', () => {
  for (let run = 0; run < 10; run++) {
    const four = simulate(queue(4), 1, run);
    const five = simulate(queue(5), 1, run);
    const arrivals = (s: typeof four): number[] => [0, 1, 2, 3].map(period => s.arrived[period * 2]);
    assert.deepEqual(arrivals(five), arrivals(four));
    assert.ok(sum(five.waitSum) <= sum(four.waitSum));
  }
});

test('the same luck makes the difference between two scenarios vary less than separate luck does', () => {
  const wait = (places: number, seed: number, run: number): number =>
    meanWait(simulate(queue(places), seed, run), 3, 0);
  const shared = meanOf30(run => wait(4, 1, run) - wait(5, 1, run));
  const apart = meanOf30(run => wait(4, 1, run) - wait(5, 2, run));
  assert.ok(shared.half < apart.half, `${shared.half} is not below ${apart.half}`);
});

test('places that open on a day let those waiting in on that day, and nobody is put out when they close', () => {
  const one = network(
    [
      stage({
        places: [
          { at: 0, places: 0 },
          { at: 10, places: 3 },
          { at: 12, places: 0 },
        ],
        stay: { kind: 'fixed', mean: 5 },
        startWaiting: 4,
      }),
    ],
    [],
    [9, 11, 13, 20],
  );
  const s = simulate(one, 1);
  assert.deepEqual([...s.waitingAtEnd], [4, 1, 1, 1]);
  assert.deepEqual([...s.insideAtEnd], [0, 3, 3, 0]);
  assert.equal(s.waitSum[1], 30);
});

test('the law changes on a day: the shares of that day are used from then on', () => {
  const one = network(
    [
      stage({
        stay: 'instant',
        places: [{ at: 0, places: Infinity }],
        next: [
          { from: 0, to: [1, 2], share: [1, 0] },
          { from: 50, to: [1, 2], share: [0, 1] },
        ],
      }),
      stage({ stay: 'open', places: [{ at: 0, places: Infinity }] }),
      stage({ stay: 'open', places: [{ at: 0, places: Infinity }] }),
    ],
    [source({ rate: 10 })],
    [50, 100],
  );
  const s = simulate(one, 1);
  assert.deepEqual([s.arrived[2], s.arrived[3 + 1]], [0, 0]);
  assert.equal(s.arrived[1] + s.arrived[5], s.came);
});

test('time to a detected reoffence is exponential at the hazard of each stage, and custody stops its clock', () => {
  // Everyone is at hazard ratio 2 after a fixed stay of 3 in which nobody is at risk: 1 - exp(-2 x 0.1 x 5).
  const one: Network = {
    ...network(
      [
        stage({
          places: [{ at: 0, places: Infinity }],
          stay: { kind: 'fixed', mean: 3 },
          startWaiting: 4000,
          next: [{ from: 0, to: [1], share: [1] }],
        }),
        stage({
          places: [{ at: 0, places: Infinity }],
          stay: 'open',
          risks: [{ risk: 0, waiting: 0, inside: 2 }],
        }),
      ],
      [],
      [8],
    ),
    risks: [reoffence(0.1, -1)],
  };
  // Those found in the stage at the start would have a residual stay; nobody is inside, all begin at 0.
  const { mean, half } = meanOf30(run => simulate(one, 3, run).happened[1] / 4000);
  const exact = 1 - Math.exp(-1);
  assert.ok(half < 0.01 && Math.abs(mean - exact) <= half, `simulated ${mean} ± ${half}, exact ${exact}`);
});

test('a person keeps the same latent luck in both scenarios: a higher hazard only adds detected reoffences', () => {
  const at = (risk: number): Network => ({
    ...network(
      [
        stage({
          places: [{ at: 0, places: Infinity }],
          stay: 'open',
          risks: [{ risk: 0, waiting: 0, inside: risk }],
        }),
      ],
      [source()],
      [100],
    ),
    risks: [reoffence(0.01, -1)],
  });
  for (let run = 0; run < 20; run++) {
    const count = (risk: number): number => simulate(at(risk), 9, run).happened[0];
    assert.ok(count(1) <= count(1.5) && count(1.5) <= count(2));
  }
});

test('a share of arrivals is deterred from a day on; the others come when they would have come anyway', () => {
  const at = (deterred: number): Network =>
    network(
      [stage({ places: [{ at: 0, places: Infinity }] })],
      [source({ rate: 20, deterred, deterredFrom: 100 })],
      [100, 200],
    );
  const free = simulate(at(0), 1);
  const { mean, half } = meanOf30(run => {
    const s = simulate(at(0.1), 1, run);
    return s.deterred[1] / (s.deterred[1] + s.arrived[1]);
  });
  assert.ok(half < 0.01 && Math.abs(mean - 0.1) <= half);
  const some = simulate(at(0.1), 1);
  assert.equal(some.arrived[0], free.arrived[0]);
  assert.equal(some.arrived[1] + some.deterred[1], free.arrived[1]);
});

test('arrivals a fixed time apart with shorter fixed stays never wait', () => {
  // D/D/1 by way of the list: ten people at once, one place, stays of 0.9: waits are 0, 0.9, 1.8 ...
  const s = simulate(
    network([stage({ startWaiting: 10, stay: { kind: 'fixed', mean: 0.9 } })], [], [100]),
    1,
  );
  assert.ok(Math.abs(s.waitSum[0] - 0.9 * 45) < 1e-9);
});

test('ten thousand people at one instant pass through, and first come is first served', () => {
  const s = simulate(
    network(
      [stage({ startWaiting: 10_000, stay: { kind: 'fixed', mean: 1 }, places: [{ at: 0, places: 5000 }] })],
      [],
      [3],
    ),
    1,
  );
  assert.equal(s.completed[0], 10_000);
  assert.equal(s.waitSum[0], 5000);
});

test('a network that cannot run says what is wrong', () => {
  const bad = (changes: Partial<Stage>, pattern: RegExp): void => {
    assert.throws(() => simulate(network([stage(changes)], [source()], [1]), 1), pattern);
  };
  bad({ places: [] }, /Stage stage has no places at time 0/);
  bad({ next: [] }, /Stage stage leads nowhere/);
  bad({ next: [{ from: 0, to: [4], share: [1] }] }, /leads to 4, which is no stage/);
  bad({ stay: { kind: 'exponential', mean: -1 } }, /mean was -1/);
  bad({ stay: { kind: 'gamma', mean: 1, spread: 0 } }, /spread was 0/);
  assert.throws(() => simulate(network([stage()], [source()], [5, 5]), 1), /periodEnds\[1\] was 5/);
  assert.throws(() => simulate(network([stage()], [source()], [5]), -1), /seed was -1/);
});
