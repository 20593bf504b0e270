import { test } from 'node:test';
import assert from 'node:assert/strict';
import { meanWaitOfClass } from '../../src/engine/statistics.ts';
import { compile, luckNumbers, stageOrder } from '../../src/scenario/compile.ts';
import { drawValues } from '../../src/scenario/compile/values.ts';
import { priorityWaits } from '../../src/theory/waits.ts';
import { inAll, madeUp, runOf } from './made-up.ts';

/** Within so many standard errors of a count of `of` that is `share` of the time yes. */
function nearShare(yes: number, of: number, share: number): void {
  const error = Math.sqrt(of * share * (1 - share));
  assert.ok(Math.abs(yes - of * share) < 4 * error, `${yes} of ${of}, not near ${share}`);
}

const bands = 'attributes: { band: [low, high] }\n';
const strata = ', strata: [{ share: high, are: { band: high } }, { are: { band: low } }]';
const numbers = { rate: '100 people a month', high: '30 in 100' };

test('who comes are as many of each kind as their shares say, and each kind goes its own way', () => {
  const scenario = madeUp({
    arrivals: strata,
    rest: bands,
    numbers,
    stages: `fork:
  label: Fork
  stay: instant
  next:
    - rest: low
    - when: [{ attribute: band, is: high }]
      rest: high
low: { label: Low, stay: until the end }
high: { label: High, stay: until the end }`,
  });
  const { s, at } = runOf(scenario);
  const [low, high] = ['low', 'high'].map(name => inAll(s, s.arrived, at(name)));
  assert.equal(low + high, s.came);
  nearShare(high, s.came, 0.3);
});

test('a later date changes the way of one kind alone', () => {
  const scenario = madeUp({
    years: 2,
    arrivals: strata,
    rest: bands,
    numbers,
    stages: `fork:
  label: Fork
  stay: instant
  next:
    - rest: low
    - from: 2028-01-01
      when: [{ attribute: band, is: high }]
      rest: high
low: { label: Low, stay: until the end }
high: { label: High, stay: until the end }`,
  });
  const { s, at } = runOf(scenario);
  assert.equal(s.arrived[at('high')], 0);
  assert.ok(s.arrived[s.stages + at('high')] > 200);
});

test('those with more points go first: mean waits are those of Cobham’s two classes', () => {
  // One place, 3 days each: load 0.75 of which 30 in 100 go first. 30 years hold some 2,700 of them; ten seeds.
  const scenario = madeUp({
    arrivals: strata,
    rest: bands,
    numbers: {
      rate: '7.609375 people a month',
      high: '30 in 100',
      one: '1 places',
      three: '3 days',
      first: '1 priority points',
    },
    stages: `desk:
  label: Desk
  places: { start: one }
  stay: { exponential: { mean: three } }
  priority: [{ when: [{ attribute: band, is: high }], points: first }]
  next: [{ rest: leaves }]`,
  });
  const rate = (7.609375 * 12) / 365.25;
  const truth = priorityWaits([0.3 * rate, 0.7 * rate], 3, 1);
  const runs = Array.from({ length: 24 }, (_, seed) => runOf(scenario, seed + 1).s);
  for (const [priorityClass, wait] of truth.entries()) {
    // The mean of each run, weighted alike; 4 standard errors of the runs themselves.
    const means = runs.map(s => {
      const years = s.periodEnds.map((_, year) => ({
        began: s.beganOfClass[year * 2 + priorityClass],
        wait: meanWaitOfClass(s, year, 0, priorityClass),
      }));
      const began = years.reduce((sum, one) => sum + one.began, 0);
      return years.reduce((sum, one) => sum + one.began * one.wait, 0) / began;
    });
    const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
    const error = Math.sqrt(
      means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / means.length / (means.length - 1),
    );
    assert.ok(
      Math.abs(mean - wait) < 4 * error,
      `class ${priorityClass}: ${mean}, truth ${wait}, error ${error}`,
    );
    assert.ok(error < 0.1 * wait, 'too few runs to tell');
  }
});

test('points gained while waiting let somebody overtake who came first', () => {
  const stage = madeUp({
    arrivals: strata,
    rest: bands,
    numbers: {
      ...numbers,
      one: '1 places',
      three: '3 days',
      ten: '10 priority points',
      gain: '7 priority points a week',
    },
    stages: `desk:
  label: Desk
  places: { start: one }
  stay: { fixed: three }
  priority: [{ when: [{ attribute: band, is: high }], points: ten, gaining: gain }]
  next: [{ rest: leaves }]`,
  });
  const order = stageOrder(stage);
  const [desk] = compile(stage, order, drawValues(stage, 1, 0), luckNumbers([stage])).stages;
  assert.deepEqual(desk.priority, [
    { when: [{ of: 'attribute', index: 0, atLeast: 1, below: 2 }], base: 10, perTimeWaited: 1 },
  ]);
});

test('a season falls in its own months, whichever month the plan begins in', () => {
  const scenario = madeUp({
    begins: '2027-10-01',
    years: 1,
    arrivals: ', season: { december: many, august: none-come }',
    numbers: { rate: '3000 people a month', many: '3 times', 'none-come': '0 times' },
    stages: 'there: { label: There, stay: until the end }',
  });
  const order = stageOrder(scenario);
  const { season } = compile(scenario, order, drawValues(scenario, 1, 0), luckNumbers([scenario])).sources[0];
  // October, November, December ... August is the eleventh.
  assert.deepEqual(season?.factors, [1, 1, 3, 1, 1, 1, 1, 1, 1, 1, 0, 1]);
  const { s } = runOf(scenario);
  // Ten months at 1, one at 3, one at 0: 13 months of 3,000; Poisson.
  assert.ok(Math.abs(s.came - 39_000) < 4 * Math.sqrt(39_000), `${s.came}`);
});

test('counts that were seen take the place of the rate until their last day', () => {
  const scenario = madeUp({
    begins: '2028-03-01',
    years: 2,
    arrivals: ', observed: seen',
    rest: `data:
  seen:
    label: Seen
    begins: 2028-01-01
    every: month
    counts: [9, 9, 1000, 0, 500, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    date: 2029
    source: Made up
`,
    numbers: { rate: '100 people a month' },
    stages: 'there: { label: There, stay: until the end }',
  });
  const order = stageOrder(scenario);
  const { observed } = compile(scenario, order, drawValues(scenario, 1, 0), luckNumbers([scenario]))
    .sources[0];
  // The plan begins in March, the third period; March has 31 days, and 2028 is a leap year.
  assert.deepEqual(observed?.ends.slice(0, 3), [31, 61, 92]);
  assert.deepEqual(observed?.counts.slice(0, 3), [1000, 0, 500]);
  const { s } = runOf(scenario);
  // Of the first 365.25 days, 365 were seen; from then on the rate: 12 months of 100.
  assert.ok(Math.abs(s.arrived[0] - 1501) < 4 * Math.sqrt(1500), `${s.arrived[0]}`);
  assert.ok(Math.abs(s.arrived[1] - 1200) < 4 * Math.sqrt(1200), `${s.arrived[1]}`);
});
