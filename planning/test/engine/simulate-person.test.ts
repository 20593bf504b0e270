import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { Network } from '../../src/engine/network.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { simulatePerson } from '../../src/engine/simulate-person.ts';
import type { Statistics } from '../../src/engine/statistics.ts';
import { unlimited } from './agrees.ts';
import { network, source, stage } from './small-network.ts';

/** Two sources, strata, every law, routes by chance, attribute and date, risks that come again, deterrence; no list. */
const open: Network = {
  ...network(
    [
      stage({
        name: 'first',
        places: unlimited,
        stay: { kind: 'gamma', mean: 3, spread: 0.7 },
        risks: [{ risk: 0, waiting: 1, inside: 1 }],
        next: [
          { from: 0, to: [1, -1], share: [0.6, 0.4] },
          { from: 20, to: [-1], share: [1], when: [{ of: 'attribute', index: 0, atLeast: 1 }] },
        ],
      }),
      stage({
        name: 'second',
        places: unlimited,
        stay: { kind: 'lognormal', mean: 2, spread: 1 },
        risks: [{ risk: 0, waiting: 1, inside: 2 }],
        next: [{ from: 0, to: [0, -1], share: [0.3, 0.7] }],
      }),
    ],
    [
      source({
        rate: 4,
        growth: 0.02,
        deterred: 0.3,
        deterredFrom: 10,
        strata: [
          { share: 0.5, values: [1] },
          { share: 0.5, values: [0] },
        ],
      }),
      source({ name: 'other', luck: 1, to: 1, rate: 1, gaps: { kind: 'weibull', mean: 1, shape: 2 } }),
    ],
    [15, 40],
  ),
  attributes: ['kind'],
  risks: [{ name: 'again', luck: 0, to: 0, clock: 'at risk', hazard: [{ from: 0, rate: 0.1 }] }],
};

const counts = ['arrived', 'began', 'completed', 'moved', 'happened', 'deterred', 'insideAtEnd'] as const;
const times = ['insideTime', 'timeInFlowSum'] as const;

test('any one person’s run can be repeated alone: those of all, added up, are the whole run where nobody waits', () => {
  const whole = simulate(open, 7, 3);
  const persons: Statistics[] = [];
  open.sources.forEach((_, which) => {
    for (let number = 0; ; number++) {
      const alone = simulatePerson(open, 7, 3, { source: which, number });
      const deterred = alone.deterred.some(each => each > 0);
      if (alone.came === 0 && !deterred) break;
      persons.push(alone);
    }
  });
  assert.ok(persons.length > 150 && whole.deterred[1] > 5);
  assert.equal(persons.filter(({ came }) => came === 1).length, whole.came);
  const added = (of: (s: Statistics) => Float64Array): number[] =>
    Array.from(of(whole), (_, i) => persons.reduce((sum, each) => sum + of(each)[i], 0));
  for (const name of counts)
    assert.deepEqual(
      added(s => s[name]),
      [...whole[name]],
      name,
    );
  for (const name of times)
    added(s => s[name]).forEach((sum, i) =>
      assert.ok(Math.abs(sum - whole[name][i]) <= 1e-9 * whole[name][i], `${name} ${sum}`),
    );
});

test('a person alone is the same in a network where others keep them waiting, but for the wait', () => {
  const full = { ...open, stages: open.stages.map(each => ({ ...each, places: [{ at: 0, places: 1 }] })) };
  const who = { source: 0, number: 5 };
  assert.deepEqual(simulatePerson(full, 7, 3, who).insideTime, simulatePerson(open, 7, 3, who).insideTime);
  assert.notDeepEqual(simulatePerson(open, 7, 4, who).insideTime, simulatePerson(open, 7, 3, who).insideTime);
});

test('a person who cannot be is refused in a sentence', () => {
  assert.throws(() => simulatePerson(open, 1, 0, { source: 2, number: 0 }), /no source 2; the network has 2/);
  assert.throws(
    () => simulatePerson(open, 1, 0, { source: 0, number: -1 }),
    /give a whole number from 0 to 16777215/,
  );
});
