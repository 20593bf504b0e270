import { test } from 'node:test';
import assert from 'node:assert/strict';
import { compile, luckNumbers, stageOrder } from '../../src/scenario/compile.ts';
import { drawValues } from '../../src/scenario/compile/values.ts';
import { madeUp, runOf } from './made-up.ts';

const there = `there:
  label: There
  atStart: { inside: people }
  stay: until the end
  risks: { event: { inside: same } }`;
const numbers = {
  rate: '0 people a month',
  people: '20000 people',
  same: '1 hazard ratio',
  tenth: '10 in 100',
};

/** How many it happened to in each year. */
function yearly(scenario: ReturnType<typeof madeUp>, stage = 'there'): number[] {
  const { s, at } = runOf(scenario);
  return s.periodEnds.map((_, year) => s.happened[(year * s.stages + at(stage)) * s.risks + 1]);
}

const near = (count: number, of: number, share: number): void =>
  assert.ok(
    Math.abs(count - of * share) < 4 * Math.sqrt(of * share * (1 - share)),
    `${count}, not ${of * share}`,
  );

test('a hazard that falls with time: each share is of those who are left by then', () => {
  const scenario = madeUp({
    years: 4,
    rest: 'risks: { event: { label: Event, share: tenth, within: year, later: [{ share: twentieth, within: year }, { share: third, within: year }], to: leaves } }\n',
    numbers: { ...numbers, twentieth: '5 in 100', third: '30 in 100' },
    stages: there,
  });
  const [first, second, third, fourth] = yearly(scenario);
  near(first, 20_000, 0.1);
  near(second, 20_000 - first, 0.05);
  near(third, 20_000 - first - second, 0.3);
  // The last row goes on.
  near(fourth, 20_000 - first - second - third, 0.3);
});

test('a hazard that changes with the date is the law’s, whoever it is', () => {
  const scenario = madeUp({
    years: 2,
    rest: 'risks: { event: { label: Event, share: tenth, within: year, steps: [{ from: 2028-01-01, times: nothing }], to: leaves } }\n',
    numbers: { ...numbers, nothing: '0 times' },
    stages: there,
  });
  const [first, second] = yearly(scenario);
  near(first, 20_000, 0.1);
  assert.equal(second, 0);
});

test('what somebody completed changes their hazard from then on', () => {
  const scenario = madeUp({
    years: 2,
    rest: `attributes: { course: [none, finished] }
risks:
  event:
    label: Event
    share: tenth
    within: year
    ratios: [{ when: [{ attribute: course, is: finished }], ratio: half }]
    to: leaves
`,
    numbers: { ...numbers, half: '0.5 hazard ratio', moment: '0 days' },
    stages: `course:
  label: Course
  atStart: { inside: people }
  stay: { fixed: moment }
  sets: { course: finished }
  next: [{ rest: after }]
after:
  label: After
  stay: until the end
  risks: { event: { inside: same } }`,
  });
  const [first] = yearly(scenario, 'after');
  // Half the hazard: 1 - sqrt(0.9).
  near(first, 20_000, 1 - Math.sqrt(0.9));
});

test('who came before can be sent another way, and the rest as ever', () => {
  const scenario = madeUp({
    years: 1,
    rest: 'risks: { event: { label: Event, share: tenth, within: year, to: fork } }\n',
    numbers,
    stages: `fork:
  label: Fork
  stay: instant
  next:
    - rest: there
    - when: [{ cameBefore: true }]
      rest: again
again: { label: Again, stay: until the end }
${there}`,
  });
  const { s, at } = runOf(scenario);
  assert.equal(s.arrived[at('again')], s.happened[at('there') * s.risks + 1]);
  near(s.arrived[at('again')], 20_000, 0.1);
});

test('steps of a hazard stand in the network in days from the beginning, and what came before it is so from the start', () => {
  const scenario = madeUp({
    rest: 'risks: { event: { label: Event, share: tenth, within: year, steps: [{ from: 2020-01-01, times: twice }, { from: 2028-01-01, times: thrice }], to: leaves } }\n',
    numbers: { ...numbers, twice: '2 times', thrice: '3 times' },
    stages: there,
  });
  const { risks } = compile(
    scenario,
    stageOrder(scenario),
    drawValues(scenario, 1, 0),
    luckNumbers([scenario]),
  );
  const rate = -Math.log(0.9) / 365.25;
  const [, { hazard, clock }] = risks!;
  assert.equal(clock, 'date');
  assert.deepEqual(
    hazard.map(row => row.from),
    [0, 365],
  );
  hazard.forEach((row, i) => assert.ok(Math.abs(row.rate / rate - [2, 3][i]) < 1e-12));
});
