import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Duration } from '../../src/engine/duration.ts';
import type { Network, Stage } from '../../src/engine/network.ts';
import type { Risk } from '../../src/engine/risk.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { simulateMany } from '../../src/engine/simulate-many.ts';
import type { Source } from '../../src/engine/source.ts';
import type { Statistics } from '../../src/engine/statistics.ts';
import { oddNetwork } from './odd-network.ts';
import { network, source, stage } from './small-network.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

/** The statistics, or the sentence with which the network was refused. */
function answerOf(one: Network): Statistics | string {
  try {
    return simulate(one, 1);
  } catch (error) {
    assert.ok(error instanceof RangeError, String(error));
    return error.message;
  }
}

test('any network, however odd its numbers, runs and loses nobody, or is refused in a sentence; none hangs', () => {
  fc.assert(
    fc.property(oddNetwork, one => {
      const answer = answerOf(one);
      if (typeof answer === 'string') {
        // What is wrong, where; and the mend.
        assert.match(
          answer,
          /^(Stage|Source|Risk|Resource|periodEnds|Nothing leads|There are|The luck|countBy|\d).*\.$/s,
        );
        return;
      }
      assert.equal(answer.came + answer.startedWith, answer.left + answer.present);
      for (const [name, values] of Object.entries(answer)) {
        if (!ArrayBuffer.isView(values)) continue;
        // Without an end to the places, how many there were over time has none either.
        if (name === 'placeTime') continue;
        assert.ok((values as Float64Array).every(Number.isFinite), `${name} holds what is no number`);
      }
      if (answer.stopped !== null) {
        assert.match(answer.stopped.why, /^[A-Z].*\.$/s);
        return;
      }
      const last = (one.periodEnds.length - 1) * answer.stages;
      assert.equal(
        sum(answer.waitingAtEnd.subarray(last)) + sum(answer.insideAtEnd.subarray(last)),
        answer.present,
      );
    }),
    { numRuns: 1500 },
  );
});

const refused = (
  {
    stages = [{}],
    sources = [{}],
    ...rest
  }: {
    readonly stages?: readonly Partial<Stage>[];
    readonly sources?: readonly Partial<Source>[];
  } & Partial<Omit<Network, 'stages' | 'sources'>>,
  sentence: RegExp,
): void => {
  const one = { ...network(stages.map(stage), sources.map(source), [10]), ...rest };
  assert.throws(() => simulate(one, 1), { name: 'RangeError', message: sentence });
};

test('a stage that nothing leads to is refused by name', () => {
  refused(
    { stages: [{}, { name: 'island' }] },
    /Nothing leads to stage island\. Let a source or another stage lead there, or leave it out\./,
  );
  // Reached by a way, by patience, by a full list, by a risk, or because somebody is there.
  const island = stage({ name: 'island' });
  const to: Partial<Stage>[] = [
    { next: [{ from: 0, to: [1], share: [1] }] },
    { patience: { length: { kind: 'fixed', mean: 1 }, to: 1 } },
    { list: { most: 1, fullTo: 1 } },
  ];
  for (const changes of to) simulate(network([stage(changes), island], [source()], [5]), 1);
  simulate(network([stage(), { ...island, startInside: 1 }], [source()], [5]), 1);
  const death: Risk = { name: 'r', luck: 0, hazard: [{ from: 0, rate: 1 }], clock: 'date', to: 1 };
  simulate({ ...network([stage(), island], [source()], [5]), risks: [death] }, 1);
});

test('a loop without time in it is refused: instant, of length 0, out of full lists, or of no patience', () => {
  const nothing: Duration = { kind: 'fixed', mean: 0 };
  const round = [{ from: 0, to: [0, -1], share: [0.5, 0.5] }];
  const sentence =
    /Stage stage leads back to itself without any time passing\. Give one stage of that loop a length/;
  refused({ stages: [{ stay: 'instant', next: round }] }, sentence);
  refused({ stages: [{ stay: nothing, next: round }] }, sentence);
  refused({ stages: [{ stay: { kind: 'empirical', values: [0, 3] }, next: round }] }, sentence);
  refused({ stages: [{ otherStays: [{ from: 3, stay: nothing }], next: round }] }, sentence);
  refused({ stages: [{ list: { most: 0, fullTo: 1 } }, { list: { most: 2, fullTo: 0 } }] }, sentence);
  refused({ stages: [{ patience: { length: nothing, to: 0 } }] }, sentence);
  // A loop with time in it is none, nor one that nobody takes.
  for (const changes of [
    { next: round },
    { stay: nothing, next: [{ from: 0, to: [0, -1], share: [0, 1] }] },
  ]) {
    assert.equal(simulate(network([stage(changes)], [source()], [5]), 1).stopped, null);
  }
});

test('a run that would not end is stopped, with why and with what is known by then', () => {
  const stopped = (one: Network, why: RegExp): Statistics => {
    const s = simulate(one, 1);
    assert.match(s.stopped!.why, why);
    assert.ok(s.stopped!.at > 0 && s.stopped!.at < 10);
    assert.equal(s.came + s.startedWith, s.left + s.present);
    return s;
  };
  const short: Duration = { kind: 'fixed', mean: 1e-9 };
  const loop = network([stage({ stay: short, next: [{ from: 0, to: [0], share: [1] }] })], [source()], [10]);
  assert.ok(stopped(loop, /gone round 65535 times/).completed[0] > 60_000);
  // Whoever has come round once goes round for ever: no route shows it beforehand.
  const fork = stage({
    stay: 'instant',
    next: [
      { from: 0, to: [0, -1], share: [0, 1] },
      { from: 0, when: [{ of: 'times round', index: 0, atLeast: 0 }], to: [0], share: [1] },
    ],
  });
  stopped(network([fork], [source()], [10]), /without any time passing|gone round/);
  const often: Risk = {
    name: 'often',
    luck: 0,
    hazard: [{ from: 0, rate: 1e9 }],
    clock: 'date',
    to: 'stays',
  };
  const open = stage({
    stay: 'open',
    places: [{ at: 0, places: 9 }],
    risks: [{ risk: 0, waiting: 1, inside: 1 }],
  });
  const told = stopped(
    { ...network([open], [source()], [10]), risks: [often] },
    /Risk often has come to pass 65535 times/,
  );
  assert.equal(told.happened[0], 65_535);
});

test('who waits where no place will ever come is counted, and whoever something can take away is not', () => {
  const none = [{ at: 0, places: 0 }];
  const waiting = (changes: Partial<Stage>, rest: Partial<Network> = {}): number => {
    const one = network([stage({ startWaiting: 12, ...changes })], [], [10]);
    const s = simulate({ ...one, ...rest }, 1);
    assert.ok(s.waitingForEver[0] === 0 || s.waitingForEver[0] === s.waitingAtEnd[0]);
    return s.waitingForEver[0];
  };
  assert.equal(waiting({ places: none }), 12);
  assert.equal(waiting({ places: [...none, { at: 5, places: 0 }] }), 12);
  assert.equal(
    waiting({
      places: [
        { at: 0, places: 4 },
        { at: 1e-9, places: 0 },
      ],
    }),
    8,
  );
  // After the end of the run a place comes.
  assert.equal(waiting({ places: [...none, { at: 50, places: 1 }] }), 0);
  const built = { ordered: 9, takes: { kind: 'fixed', mean: 9 } as const, places: 1 };
  assert.equal(waiting({ places: none, building: [built] }), 0);
  assert.equal(waiting({ places: none, patience: { length: { kind: 'fixed', mean: 99 }, to: -1 } }), 0);
  // Twelve places of people who stay for good.
  assert.equal(waiting({ stay: 'open', places: [{ at: 0, places: 5 }] }), 7);
  const death: Risk = { name: 'r', luck: 0, hazard: [{ from: 0, rate: 1e-9 }], clock: 'date', to: -1 };
  const risks = { risks: [death] };
  assert.equal(waiting({ places: none, risks: [{ risk: 0, waiting: 1, inside: 0 }] }, risks), 0);
  assert.equal(waiting({ places: none, risks: [{ risk: 0, waiting: 0, inside: 1 }] }, risks), 12);
  const resources = [{ name: 'staff', units: [{ at: 0, places: 1 }] }];
  assert.equal(waiting({ needs: [{ resource: 0, units: 2 }] }, { resources }), 12);
  assert.equal(
    waiting({ needs: [{ resource: 0, units: 1 }], stay: { kind: 'fixed', mean: 5 } }, { resources }),
    0,
  );
});

test('chances over one, lengths below 0 and lengths without a mean are refused in words', () => {
  const stay = (length: object): { stages: Partial<Stage>[] } => ({ stages: [{ stay: length as Duration }] });
  refused({ stages: [{ next: [{ from: 0, to: [-1], share: [1.2] }] }] }, /a share was 1\.2; give 0 to 1/);
  refused({ stages: [{ next: [{ from: 0, to: [-1, -1], share: [0.7, 0.7] }] }] }, /come to 1\.4/);
  refused({ sources: [{ deterred: 1.1 }] }, /Source source: a share of 1\.1 is deterred; give 0 to 1/);
  refused(
    stay({ kind: 'fixed', mean: -3 }),
    /Stage stage: mean was -3; a fixed duration needs a mean of 0 or more/,
  );
  refused(stay({ kind: 'uniform', from: -1, to: 2 }), /Stage stage: A uniform duration was from -1 to 2/);
  refused(stay({ kind: 'empirical', values: [] }), /has no values; give it at least one/);
  refused(stay({ kind: 'empirical', values: [2, -1] }), /A value was -1; a length needs 0 or more/);
  refused(stay({ kind: 'gamma', mean: 1, spread: 1e-200 }), /spread was 1e-200.*or use fixed/);
  refused(stay({ kind: 'gamma', mean: 1, spread: 1e200 }), /spread was 1e\+200/);
  refused(stay({ kind: 'lognormal', mean: 1, spread: 1e200 }), /spread was 1e\+200/);
  refused(stay({ kind: 'lognormal', mean: 1e308, spread: 1 }), /mean was 1e\+308/);
  refused(stay({ kind: 'weibull', mean: 1, shape: 1e-4 }), /shape was 0\.0001; .* a shape of 0\.01 or more/);
  refused(stay({ kind: 'pareto', shape: 0.9 }), /A duration was pareto; write fixed, exponential, gamma/);
  refused({ sources: [{ growth: Number.NaN }] }, /Source source grows by NaN/);
});

test('more people than a run can tell apart, and seasons without end, are refused before anything runs', () => {
  refused(
    { sources: [{ rate: 1e9 }] },
    /would bring 1\.00e\+10 people by the end.*Lower its rate or its growth, or split/,
  );
  refused({ sources: [{ growth: 1e3 }] }, /would bring .* by the end/);
  refused({ sources: [{ season: { length: 1e-9, factors: [1] } }] }, /comes round too often/);
  refused({ stages: [{ startWaiting: 1e9 }] }, /There are 1000000000 people at the start/);
  refused(
    { periodEnds: Array.from({ length: 200_000 }, (_, i) => i + 1) },
    /need tables of 2 GB; give fewer periods/,
  );
  assert.throws(() => simulateMany(network([stage()], [source()], [1]), 1, 0), /runs was 0; a whole number/);
});
