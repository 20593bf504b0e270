import { test } from 'node:test';
import assert from 'node:assert/strict';
import { differenceOf } from '../../src/answers/difference.ts';
import { compare } from '../../src/answers/compare.ts';
import { describeAlone } from '../../src/answers/alone.ts';
import type { PlanResult } from '../../src/answers/plan-result.ts';
import { runPlan } from '../../src/answers/plan.ts';
import { replicate } from '../../src/answers/replicate.ts';
import type { Replication } from '../../src/answers/replicate.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { madeUp } from '../scenario/made-up.ts';

/** One desk of so many places, where a stay takes ten days: ten people a month ask a little over three of it. */
const desk = (places: string, extra = ''): Scenario =>
  madeUp({
    years: 2,
    numbers: { rate: '10 people a month', seats: places, mean: '10 days' },
    stages: `desk:
  label: Desk
  places: { start: seats }
  stay: { exponential: { mean: mean } }
  ${extra}
  next: [{ rest: leaves }]`,
  });
const open = { ...desk('6 places'), name: 'Open' };
const shut = {
  ...open,
  name: 'Shut',
  parameters: { ...open.parameters, seats: { ...open.parameters['seats'], value: 0 } },
};

const asJson = (result: PlanResult): PlanResult => JSON.parse(JSON.stringify(result)) as PlanResult;

test('where nobody ever gets a place there is no wait, never one of 0 days, and the other plan keeps its own', () => {
  const [wait] = asJson(runPlan([shut, open], { seed: 1, replications: 4 })).differences;
  assert.deepEqual([wait.middle, wait.low, wait.high], [null, null, null]);
  assert.deepEqual([wait.each[0].middle, wait.each[0].low], [null, null]);
  assert.ok(wait.each[1].middle! >= 0 && wait.each[1].high! > 0);
  assert.equal(wait.why, 'With "Shut" nobody got a place in every run: that counts as longer than any wait.');
  assert.equal(wait.words, 'We cannot tell yet');
  assert.equal(wait.interval, 'longer than any that ended');
  assert.equal(wait.runsNeeded, 59);
  const [turned] = runPlan([open, shut], { seed: 1, replications: 59 }).differences;
  assert.deepEqual([turned.conclusion, turned.middle], ['lower', null]);
  assert.equal(turned.words, 'shorter, as nobody got a place with the other');
});

test('where neither plan gets anybody a place, no run can be compared', () => {
  const [wait, cost] = runPlan([shut, { ...shut, name: 'Shut too' }], {
    seed: 1,
    replications: 4,
  }).differences;
  assert.deepEqual([wait.words, wait.runs, wait.conclusion], ['No figure', 0, 'cannot tell yet']);
  assert.match(
    wait.why!,
    /"Shut" nobody got a place in every run.*"Shut too" nobody.*No run can be compared\.$/,
  );
  assert.deepEqual([cost.middle, cost.runs, cost.why], [0, 4, null]);
});

/** Runs whose waits are these, everything else being as it was run. */
function withWaits(waits: readonly (readonly [number, number])[]): Replication[] {
  const [{ values, outcomes }] = replicate([open, shut], 1, 1);
  return waits.map(pair => ({
    values,
    again: null,
    outcomes: outcomes.map((outcome, i) => ({ ...outcome, wait: pair[i] })),
  }));
}

test('runs in which nobody got a place are the worst runs: the upper end lies in them, and none is dropped', () => {
  // 90 waits of 1 to 90 days longer, and 10 without end: 97.5 in 100 lies among these.
  const waits = Array.from({ length: 100 }, (_, i) => [i < 90 ? 2 + i : Infinity, 1] as const);
  const wait = differenceOf('wait', [shut, open], withWaits(waits), {});
  assert.ok(Math.abs(wait.low! - 2.525) < 1e-9 && wait.middle === 50.5, `${wait.low}, ${wait.middle}`);
  assert.equal(wait.high, null);
  assert.deepEqual([wait.runs, wait.conclusion], [100, 'higher']);
  assert.equal(wait.interval, 'from 2.5 days longer to longer than any that ended');
  assert.match(wait.why!, /"Shut" nobody got a place in 10 of 100 runs/);
  // One of 100 lies beyond the end of the interval, and is said all the same.
  const few = differenceOf(
    'wait',
    [shut, open],
    withWaits([...waits.slice(0, 90), ...waits.slice(0, 9), ...waits.slice(99)]),
    {},
  );
  assert.ok(few.high !== null && few.high > 88);
  assert.match(few.why!, /in 1 of 100 runs/);
});

test('a run in which nobody came has no wait, and is not the worst of all', () => {
  const waits = Array.from({ length: 60 }, (_, i) => [i === 0 ? Number.NaN : 5, 1] as const);
  const wait = differenceOf('wait', [shut, open], withWaits(waits), {});
  assert.deepEqual([wait.middle, wait.high, wait.runs], [4, 4, 59]);
  assert.equal(
    wait.why,
    'With "Shut" nobody came in 1 of 60 runs: there is no wait. 59 of 60 runs can be compared.',
  );
  // The missing one counts for neither side, so 59 of 60 do not suffice.
  assert.deepEqual([wait.conclusion, wait.runsNeeded], ['cannot tell yet', 93]);
});

test('runs that were stopped are in no figure; where all were there is none, in any statistic, and a sentence says why', () => {
  const made = replicate([open, { ...open, name: 'Other' }], 1, 6);
  const stopping = (which: (run: number) => boolean): Replication[] =>
    made.map((replication, run) => ({
      ...replication,
      outcomes: replication.outcomes.map((outcome, i) =>
        i === 0 && which(run) ? { ...outcome, cost: 0, stopped: { at: 3, why: 'It was.' } } : outcome,
      ),
    }));
  const scenarios = [open, { ...open, name: 'Other' }] as const;
  const all = asJson(
    compare(
      scenarios,
      1,
      stopping(() => true),
    ),
  );
  for (const { middle, low, high, words, why, each } of all.differences) {
    assert.deepEqual([middle, low, high, words], [null, null, null, 'No figure']);
    assert.equal(why, 'Every run of "Open" was stopped before its end. No run can be compared.');
    assert.equal(each[0].middle, null);
    assert.notEqual(each[1].middle, null);
  }
  assert.match(all.sentence, /^Open leaves an unknown number of people waiting in year one, other /);
  assert.match(all.sentence, /6 of 6 runs were stopped .* So it has no figures\./);
  const { flows, waiting, welfare, tornado, sampling } = all;
  assert.deepEqual([flows[0].arrested.middle, welfare[0].yearsUnderInvestigation.middle], [null, null]);
  assert.deepEqual([waiting[0].years[1].q50, tornado.mean, tornado.bars], [null, null, []]);
  assert.notEqual(flows[1].arrested.middle, null);
  for (const { precision, toldApart, shares } of sampling)
    assert.deepEqual([precision, toldApart, shares], [null, null, []]);

  const some = compare(
    scenarios,
    1,
    stopping(run => run < 2),
  );
  for (const { runs, why } of some.differences) {
    assert.equal(runs, 4);
    assert.match(why!, /^2 of 6 runs of "Open" were stopped before their end and are left out\./);
  }
  const alone = describeAlone(
    open,
    0,
    1,
    stopping(run => run < 2),
  );
  assert.match(alone.provenance[alone.cost.id].how, /^Middle of 4 runs/);
});

test('what every run has is told as it was: no word of missing runs', () => {
  for (const { why, runs } of runPlan([open, open], { seed: 1, replications: 3 }).differences)
    assert.deepEqual([why, runs], [null, 3]);
});
