import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runPlan } from '../../src/answers/plan.ts';
import { boundsOf } from '../../src/scenario/parameter.ts';
import { readScenario } from '../../src/scenario/scenario.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';

const folder = new URL('../../../examples/plans/', import.meta.url);
const read = (file: string): Scenario =>
  readScenario(file, name => readFileSync(new URL(name, folder), 'utf8'));
const base = read('base.yaml');
const custody = read('everybody-imprisoned.yaml');
const programmes = read('programme-for-every-community-sentence.yaml');

test('E41: the examples hold one plan for more custody and one for more programmes, on the same ground', () => {
  assert.deepEqual(
    [base.side, custody.side, programmes.side],
    ['as it is', 'more custody', 'more programmes'],
  );
  for (const [name, parameter] of Object.entries(base.parameters)) {
    for (const side of [custody, programmes]) assert.deepEqual(side.parameters[name], parameter);
  }
});

test('a programme may do harm, prison may do good, and deterrence may be nothing, in what the plans allow', () => {
  const effect = programmes.parameters['programme-effect'];
  assert.ok(boundsOf(effect)[1] > 1 && effect.lognormal!.median * Math.exp(effect.lognormal!.sigma) > 1);
  const prison = custody.parameters['custody-effect'];
  assert.equal(prison.lognormal!.median, 1);
  assert.deepEqual(boundsOf(custody.parameters['deterrence'])[0], 0);
  assert.ok(custody.parameters['deterrence'].orZero! > 0);
});

test('every figure of the examples has a date, and a source that is given can be found again by it', () => {
  for (const { parameters } of [custody, programmes]) {
    for (const [name, { date, source }] of Object.entries(parameters)) {
      assert.ok(date, `${name} has no date`);
      if (source !== undefined)
        assert.ok(source.length > 10, `the source of ${name} is too short to find it by`);
    }
  }
});

test('E41: in the examples too, detected stands in the name of every reoffending figure', () => {
  for (const { parameters, stages } of [custody, programmes]) {
    for (const { label } of [...Object.values(parameters), ...Object.values(stages)]) {
      if (/reoffen/i.test(label)) assert.match(label, /detected/i);
    }
  }
});

test('two chief officers: a short run of the demonstration gives queues, waits, cost and detected reoffences', () => {
  const result = runPlan([custody, programmes], { seed: 1, replications: 4 });
  assert.equal(result.bothSides, true);
  const [wait, cost, detected] = result.differences;
  assert.deepEqual([wait.unit, cost.unit, detected.unit], ['days', '£', 'detected reoffences']);
  // Prison places are dearer than courses under every value that the two plans allow.
  assert.ok(cost.low! > 0);
  // Four runs do not suffice to say so.
  assert.deepEqual([cost.conclusion, cost.runsNeeded], ['cannot tell yet', 59]);
  const [prison, courses] = result.flows;
  const stage = (flow: typeof prison, name: string): (typeof prison.stages)[number] =>
    flow.stages.find(each => each.stage === name)!;
  const imprisoned = prison.links.find(link => link.from === 'disposal' && link.to === 'custody')!;
  assert.deepEqual(imprisoned.people, {
    ...stage(prison, 'disposal').came,
    id: '0.disposal.to.custody',
  });
  const community = { ...stage(courses, 'community').came, id: '1.programme.came' };
  assert.deepEqual(stage(courses, 'programme').came, community);
  assert.equal(result.waiting[0].years.length, 11);
  assert.ok(result.assumptions[0].source === null);
});

test('the law of 22 March 2026: a plan that begins before it sends people by the older mix until that day', () => {
  // With the later share at nothing, whoever goes to prison was sentenced before the law.
  const before: Scenario = {
    ...base,
    begins: '2026-01-01',
    years: 2,
    drawnYear: 2,
    parameters: {
      ...base.parameters,
      'custody-share': { ...base.parameters['custody-share'], uniform: undefined, value: 0 },
      'detected-again': { ...base.parameters['detected-again'], triangular: undefined, value: 0 },
    },
  };
  const share = (drawnYear: number): number => {
    const { flows } = runPlan(
      [
        { ...before, drawnYear },
        { ...before, drawnYear },
      ],
      { seed: 1, replications: 2 },
    );
    const imprisoned = flows[0].links.find(link => link.from === 'disposal' && link.to === 'custody');
    return imprisoned?.people.middle ?? 0;
  };
  assert.ok(share(1) > 0);
  assert.equal(share(2), 0);
});
