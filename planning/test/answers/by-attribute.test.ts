import { test } from 'node:test';
import assert from 'node:assert/strict';
import { describeAlone } from '../../src/answers/alone.ts';
import { compare } from '../../src/answers/compare.ts';
import { replicate } from '../../src/answers/replicate.ts';
import { runOf, madeUp } from '../scenario/made-up.ts';
import { meanWaitBy } from '../../src/engine/by-attribute.ts';

const plan = madeUp({
  years: 3,
  arrivals: ', strata: [{ share: some, are: { band: high } }, { are: { band: low } }]',
  rest: 'attributes: { band: [low, high], course: [none, finished] }\n',
  numbers: {
    rate: '20 people a month',
    some: '30 in 100',
    seats: '12 places',
    mean: '20 days',
    first: '1 priority points',
  },
  stages: `desk:
  label: Desk
  places: { start: seats }
  stay: { exponential: { mean: mean } }
  priority: [{ when: [{ attribute: band, is: high }], points: first }]
  sets: { course: finished }
  next: [{ rest: after }]
after: { label: After, stay: until the end }`,
});
const replications = replicate([plan, plan], 1, 40);
const alone = describeAlone(plan, 0, 1, replications);

test('who waits is told by what people carry, each figure with its interval and where it comes from', () => {
  const of = (stage: string, attribute: string, value: string, statistic: string): number[] =>
    alone.byAttribute
      .filter(
        each =>
          each.stage === stage &&
          each.attribute === attribute &&
          each.value === value &&
          each.statistic === statistic,
      )
      .map(each => each.middle);
  for (const statistic of ['meanWait', 'ninthDecileWait', 'came']) {
    const [high, low] = ['high', 'low'].map(value => of('desk', 'band', value, statistic));
    assert.equal(high.length, 3, statistic);
    high.forEach((value, year) => assert.ok(value < low[year], `${statistic}: ${value} and ${low[year]}`));
  }
  // Nobody comes to the desk with a course, and everybody leaves it with one.
  assert.deepEqual(of('desk', 'course', 'finished', 'came'), [0, 0, 0]);
  assert.deepEqual(of('after', 'course', 'none', 'inside'), [0, 0, 0]);
  assert.deepEqual(
    of('after', 'course', 'finished', 'inside'),
    alone.statistics
      .filter(each => each.stage === 'after' && each.statistic === 'inside')
      .map(each => each.middle),
  );
  for (const { id, low, middle, high } of alone.byAttribute) {
    assert.ok(low <= middle && middle <= high, id);
    assert.match(alone.provenance[id].what, /, year \d, people whose (band|course) is \w+: /);
  }
});

test('a figure by attribute is the engine’s own, for every run', () => {
  const { s, at } = runOf(plan);
  const { byAttribute } = replications[0].outcomes[0];
  // Two values, seven figures each; the mean wait is the fifth.
  const desk = at('desk');
  for (let year = 0; year < 3; year++) {
    for (const value of [0, 1]) {
      const cell = (year * 2 + desk) * 2 + value;
      assert.equal(byAttribute['band'][cell * 7 + 4], meanWaitBy(s, year, desk, 0, value));
    }
  }
});

test('two plans side by side tell the drawn year by attribute, and ones in which nobody carries anything tell none', () => {
  const { byAttribute } = compare([plan, plan], 1, replications);
  assert.deepEqual(
    byAttribute[0],
    alone.byAttribute.filter(each => each.year === plan.drawnYear),
  );
  assert.equal(byAttribute[1].length, byAttribute[0].length);
  const plain = madeUp({
    years: 1,
    numbers: { rate: '2 people a month', mean: '9 days' },
    stages: 'desk:\n  label: Desk\n  stay: { exponential: { mean: mean } }\n  next: [{ rest: leaves }]',
  });
  assert.deepEqual(describeAlone(plain, 0, 1, replicate([plain], 1, 2)).byAttribute, []);
});
