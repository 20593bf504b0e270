import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeAlone } from '../../src/answers/alone.ts';
import { replicate } from '../../src/answers/replicate.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { readTexts } from '../answers/small-scenario.ts';
import { madeUpText } from './made-up.ts';

const numbers: Readonly<Record<string, string>> = {
  rate: '10 people a month',
  none: '1 in 100 a year',
  half: '50 in 100',
  twice: '2 times',
  rooms: '2 groups',
  staff: '4 places',
  one: '1 places',
  more: '1 groups',
  seats: '8 places',
  first: '1 priority points',
  few: '3 people',
  many: '9 people',
  list: '40 people',
  there: '5 people',
  mean: '30 days',
  early: '10 days',
  late: '20 days',
  order: '2 years',
  shape: '0.8 Weibull shape',
  spread: '0.5 of the mean',
  same: '1 hazard ratio',
  money: '100 £',
};

/** A plan that uses most of what there is, with these numbers in place of its own. */
function textWith(changes: Readonly<Record<string, string>>): string {
  return madeUpText({
    years: 2,
    again: 'half',
    arrivals:
      ', steps: [{ from: 2028-01-01, times: twice }], season: { may: twice }, deterred: { share: half, after: order }',
    rest: `risks: { event: { label: Event, share: half, within: order, later: [{ share: half, within: order }], to: leaves } }
resources: { staff: { label: Staff, places: { start: staff } } }
`,
    numbers: Object.fromEntries(
      Object.entries(numbers).map(([name, text]) => [
        name,
        changes[name] === undefined ? text : `${changes[name]} ${text.split(' ').slice(1).join(' ')}`,
      ]),
    ),
    stages: `desk:
  label: Desk
  places: { start: seats }
  stay: { gamma: { mean: mean, spread: spread } }
  needs: { staff: one }
  priority: [{ when: [{ waitingAt: desk, atLeast: few }], points: first, gaining: null }]
  list: { most: list, to: leaves }
  next: [{ shares: { group: half }, rest: open }]
  detectedReoffending: { waiting: same, inside: same }
group:
  label: Group
  places: { start: rooms, growth: none, openings: [{ after: late, every: early, times: 2, places: more, costPerPlace: money }] }
  atStart: { waiting: there, inside: there }
  groups: { atLeast: few, atMost: many }
  stay: { weibull: { mean: mean, shape: shape } }
  patience: { length: { uniform: { from: early, to: late } }, to: open }
  next: [{ rest: open }]
  risks: { event: { inside: same } }
  cost: { perArrival: money }
open:
  label: Open
  stay: { lognormal: { mean: mean, spread: spread } }
  next: [{ shares: { desk: half }, rest: leaves }]`.replace(', gaining: null', ''),
  });
}

/** The plan, or the faults that were told. */
function read(text: string): Scenario | ScenarioError {
  try {
    return readTexts({ 'odd.yaml': text }, 'odd.yaml');
  } catch (error) {
    assert.ok(error instanceof ScenarioError, String(error));
    return error;
  }
}

function everyNumber(value: unknown, where: string): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value), `${where} is ${value}`);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) everyNumber(each, `${where}.${key}`);
  }
}

test('a plan with any number in any place runs to figures that are numbers, or is told by line with the mend', () => {
  const odd = fc.constantFrom(
    '.nan',
    '.inf',
    '-.inf',
    '-100',
    '-1',
    '0',
    '1e-12',
    '0.3',
    '1',
    '45',
    '100',
    '101',
    '1e7',
    '1e9',
    '1e13',
    '1e300',
  );
  const changes = fc
    .array(fc.tuple(fc.constantFrom(...Object.keys(numbers)), odd), { minLength: 1, maxLength: 2 })
    .map(rows => Object.fromEntries(rows));
  let ran = 0;
  let told = 0;
  fc.assert(
    fc.property(changes, changed => {
      const found = read(textWith(changed));
      if (found instanceof ScenarioError) {
        told++;
        for (const { line, what, mend } of found.faults) {
          assert.ok(line > 1, `${what} stands on no line`);
          assert.match(what, /^[A-Za-z].*\.$/);
          assert.match(mend, /^[A-Z].*[.?]$/);
        }
        return;
      }
      ran++;
      const { statistics } = describeAlone(found, 0, 1, replicate([found], 1, 2));
      everyNumber(statistics, JSON.stringify(changed));
      for (const { id, statistic, low, high } of statistics)
        if (statistic.endsWith('Share')) assert.ok(low >= 0 && high <= 1 + 1e-9, `${id}: ${low} to ${high}`);
    }),
    // Nobody comes, and who waited when the plan began leaves.
    { numRuns: 200, examples: [[{ there: '1', rate: '1e-12' }]] },
  );
  assert.ok(ran > 20 && told > 20, `${ran} ran, ${told} were told`);
});

test('a number that no run could hold is told where it is used', () => {
  const saying = (changes: Readonly<Record<string, string>>): string => {
    const found = read(textWith(changes));
    assert.ok(found instanceof ScenarioError, JSON.stringify(changes));
    return found.message;
  };
  const text = textWith({});
  const line = (words: string): number => text.slice(0, text.indexOf(words)).split('\n').length;
  const on = (words: string, sentence: string): RegExp =>
    new RegExp(`odd\\.yaml:${line(words)}:\\d+ ${sentence}`);
  assert.match(
    saying({ spread: '5000' }),
    on('stay: { gamma', 'Parameter spread can be 5\\.00e\\+3 of the mean'),
  );
  assert.match(
    saying({ shape: '0.001' }),
    on('stay: { weibull', 'Parameter shape can be a shape of 0\\.00100\\. Give it 0\\.01 or more'),
  );
  assert.match(
    saying({ none: '-100' }),
    on('arrivals:', 'Parameter none can be -100 in 100 a year: nothing would be left'),
  );
  assert.match(
    saying({ early: '25' }),
    on('patience:', 'This length can begin at 25 days and end at 20\\. Let from always lie below to'),
  );
  assert.match(
    saying({ few: '0.3' }),
    /A group of group can begin with 0\.3, which is nobody\. Raise it to 1 or more/,
  );
  assert.match(saying({ order: '1e-15' }), /Parameter order can be so short that it happens at once/);
  assert.match(saying({ rate: '1e9' }), on('arrivals:', 'As many as .* people could come in 2 years'));
  assert.match(saying({ there: '1e7' }), /As many as 2\.00e\+7 people could be there at the start/);
  assert.match(saying({ money: '1e300' }), on('  money: {', 'Parameter money can be 1\\.00e\\+300 £'));
  assert.match(saying({ mean: '.nan' }), /parameters\.mean/);
  assert.match(saying({ mean: '-3' }), /Parameter mean can be -3 days, below 0\. Raise its lower end/);
  assert.match(saying({ half: '120' }), /Parameter half can be 120 in 100/);
});

test('a loop on which no time need pass is told: a length that can be 0, a full list, no patience', () => {
  const saying = (stages: string, more: Readonly<Record<string, string>> = {}): string => {
    const text = madeUpText({
      years: 1,
      stages,
      numbers: { rate: '9 people a month', two: '2 places', day: '1 days', ...more },
    });
    const found = read(text);
    return found instanceof ScenarioError ? found.message : 'nothing';
  };
  const loop =
    /Stage desk leads back to itself without any time passing\. Give one of the stages of that loop a stay/;
  const zero = { nought: '0 days' };
  assert.match(
    saying('desk:\n  label: Desk\n  stay: { fixed: nought }\n  next: [{ rest: desk }]', zero),
    loop,
  );
  const places = 'places: { start: two }\n  stay: { fixed: day }\n  next: [{ rest: leaves }]';
  assert.match(
    saying(`desk:\n  label: Desk\n  ${places}\n  list: { most: few, to: desk }`, { few: '3 people' }),
    loop,
  );
  assert.match(
    saying(`desk:\n  label: Desk\n  ${places}\n  patience: { length: { fixed: nought }, to: desk }`, zero),
    loop,
  );
  assert.doesNotMatch(saying('desk:\n  label: Desk\n  stay: { fixed: day }\n  next: [{ rest: desk }]'), loop);
});

test('a run that would not end leaves a plan that says so, and no conclusion', () => {
  // Round in a tenth of a second, for ever: nothing in the file shows it to be too often.
  const text = madeUpText({
    years: 1,
    numbers: { rate: '9 people a month', short: '0.000001 days' },
    stages: 'desk:\n  label: Desk\n  stay: { fixed: short }\n  next: [{ rest: desk }]',
  });
  const plan = read(text);
  assert.ok(!(plan instanceof ScenarioError));
  const { cautions } = describeAlone(plan, 0, 1, replicate([plan], 1, 2));
  assert.match(
    cautions[0],
    /^With "Made up" 2 of 2 runs were stopped before their end, the first after \d+ days: Somebody has gone round 65535 times\./,
  );
});
