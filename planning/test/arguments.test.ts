import { test } from 'node:test';
import assert from 'node:assert/strict';
import {
  LEAVES,
  breakEven,
  compare,
  erlangCWait,
  evenRunner,
  fewestPlaces,
  meanOf,
  meanWait,
  meanWaitBy,
  meanWaitOfClass,
  precisionOf,
  readScenario,
  runPlan,
  simulate,
  tellApart,
  timeInFlowQuantile,
  varianceShares,
  waitQuantile,
  wilson,
} from '../src/index.ts';
import type { Network } from '../src/index.ts';
import { small } from './answers/small-scenario.ts';

/** As little as a network can be. */
const desk: Network = {
  stages: [
    {
      name: 'desk',
      luck: 0,
      places: [{ at: 0, places: 2 }],
      stay: { kind: 'exponential', mean: 1 },
      next: [{ from: 0, to: [LEAVES], share: [1] }],
    },
  ],
  sources: [{ name: 'street', luck: 0, to: 0, rate: 1 }],
  periodEnds: [100, 1000],
};
const found = simulate(desk, 1);
const without = (field: string): Network => ({
  ...desk,
  stages: [{ ...desk.stages[0], [field]: undefined }],
});
const hundred = Array.from({ length: 100 }, (_, i) => i);

test('what a network leaves out is nothing: no growth, nobody deterred, nobody there at the start', () => {
  const all = {
    ...desk,
    stages: [{ ...desk.stages[0], startWaiting: 0, startInside: 0 }],
    sources: [{ ...desk.sources[0], growth: 0, deterred: 0, deterredFrom: 0 }],
  };
  assert.deepEqual(simulate(all, 1), found);
});

/** Each with what a program without types may give, and the argument, what came and what is allowed. */
const refused: readonly (readonly [string, () => unknown, RegExp])[] = [
  ['simulate', () => simulate({} as Network, 1), /The network has no stages; give a list/],
  [
    'simulate',
    () => simulate(without('places'), 1),
    /Stage desk has no places; give a list, such as \[\{ at: 0/,
  ],
  ['simulate', () => simulate(without('next'), 1), /Stage desk has no next; give a list/],
  ['simulate', () => simulate(without('stay'), 1), /Stage desk has no stay; write 'instant'/],
  ['meanWait', () => meanWait(found, 5, 0), /period was 5; a whole number from 0 to 1 is needed/],
  ['meanWait', () => meanWait(found, 1, 1), /stage was 1; a whole number from 0 to 0 is needed/],
  ['waitQuantile', () => waitQuantile(found, 1, 0, 90), /p was 90; a number from 0 to 1 is needed/],
  ['timeInFlowQuantile', () => timeInFlowQuantile(found, 1, 0.9), /give the network timesInFlow: true/],
  ['meanWaitBy', () => meanWaitBy(found, 1, 0, 0, 0), /row was 0; the network counts by 0 attributes/],
  [
    'meanWaitOfClass',
    () => meanWaitOfClass(found, 1, 0, 3),
    /priorityClass was 3; a whole number from 0 to 0/,
  ],
  ['meanOf', () => meanOf({ kind: 'normal' } as never), /A duration was normal; write fixed, exponential/],
  ['erlangCWait', () => erlangCWait(2, 3, Number.NaN), /meanStay was NaN; a number of 0 or more is needed/],
  ['readScenario', () => readScenario('a.yaml', () => undefined as never), /gave no text for this file/],
  [
    'runPlan',
    () => runPlan([small] as never, { seed: 1, replications: 2 }),
    /scenarios had 1; runPlan compares two/,
  ],
  [
    'compare',
    () => compare([small, small], 1, []),
    /replications\.length was 0; a whole number of 1 or more/,
  ],
  [
    'fewestPlaces',
    () => fewestPlaces(small, { days: -1, most: 5, seed: 1, runs: 2 }),
    /days was -1; a number of 0 or more is needed/,
  ],
  [
    'fewestPlaces',
    () => fewestPlaces(small, { days: 1, most: 2.5, seed: 1, runs: 2 }),
    /most was 2\.5; a whole number of 1 or more is needed/,
  ],
  [
    'fewestPlaces',
    () => fewestPlaces(small, { days: 1, most: 5, seed: 1, runs: 0 }),
    /runs was 0; a whole number of 2 or more is needed/,
  ],
  [
    'evenRunner',
    () => evenRunner([small, small], 'seat', 'cost', 1),
    /Neither scenario has a parameter seat/,
  ],
  [
    'evenRunner',
    () => evenRunner([small, small], 'seats', 'costs' as never, 1),
    /measure was costs; it can be wait, cost, detectedReoffences/,
  ],
  ['varianceShares', () => varianceShares({ a: hundred }, [1, 2]), /draws\.a has 100 values and answers 2/],
  [
    'varianceShares',
    () => varianceShares({ a: hundred }, hundred.with(5, Number.NaN)),
    /answers\[5\] was NaN; leave out runs/,
  ],
  ['breakEven', () => breakEven('a', [1, 2, 3], [1, 2]), /draws has 3 values and differences 2/],
  ['precisionOf', () => precisionOf([1], [1], true), /runs was 1; a whole number of 2 or more is needed/],
  ['tellApart', () => tellApart([[1]] as never), /pairs\[0\] has 1 values and a pair 2/],
  ['wilson', () => wilson(5, 3), /yes was 5; a whole number from 0 to 3 is needed/],
];

test('what a function cannot take is refused by its name, with what came and what is allowed', () => {
  for (const [name, call, words] of refused) assert.throws(call, words, name);
});
