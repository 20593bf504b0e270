import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { readTexts } from '../answers/small-scenario.ts';
import { wholeText as whole } from './whole-scenario.ts';

function said(from: string, to: string, parameters = ''): string {
  assert.ok(whole.includes(from), `the scenario does not hold: ${from}`);
  try {
    readTexts({ 'a.yaml': whole.replace(from, to).trimEnd() + parameters }, 'a.yaml');
  } catch (error) {
    assert.ok(error instanceof ScenarioError, String(error));
    return error.faults.map(({ line, what, mend }) => `${line} ${what} ${mend}`).join('\n');
  }
  return 'nothing';
}

const lineOf = (text: string): number => whole.slice(0, whole.indexOf(text)).split('\n').length;

test('the whole scenario can be read as it stands', () => {
  assert.equal(said('name: Made up', 'name: Made up'), 'nothing');
});

// What is changed, and what is said of it; the line is that of the change.
const cases: readonly (readonly [string, string, string, RegExp])[] = [
  [
    'an attribute that is not there',
    'attribute: band, is',
    'attribute: bnad, is',
    /There is no attribute bnad\. Did you mean band\?/,
  ],
  [
    'a value that it does not have',
    'sets: { band: high }',
    'sets: { band: hihg }',
    /Attribute band has no value hihg\. Did you mean high\?/,
  ],
  [
    'a condition without a number',
    '{ waitingAt: desk, atLeast: few }',
    '{ waitingAt: desk }',
    /names no number\. Add atLeast: or below:/,
  ],
  [
    'a condition about no stage',
    '{ waitingAt: desk,',
    '{ waitingAt: desk2,',
    /There is no stage desk2\. Did you mean desk\?/,
  ],
  [
    'a condition of no kind',
    '{ waitingAt: desk, atLeast: few }',
    '{ age: few }',
    /Write \{ attribute: name, is: value \}/,
  ],
  [
    'strata that come to more than all',
    'share: half, are',
    'share: half, are: { band: low } }, { share: half, are: { band: low } }, { share: half, are',
    /The shares of strata can add up to 150 in 100/,
  ],
  [
    'a stratum without a share',
    '{ share: half, are: { band: high } }',
    '{ are: { band: high } }',
    /Row 1 of 2 strata has no share/,
  ],
  [
    'data that is not there',
    'observed: seen',
    'observed: sene',
    /There is no data sene\. Did you mean seen\?/,
  ],
  [
    'data of the other kind',
    'observed: seen',
    'observed: stays',
    /Data stays holds lengths, and this place needs counts/,
  ],
  [
    'a series that begins too late',
    'begins: 2027-01-01, every: month',
    'begins: 2028-01-01, every: month',
    /begins on 2028-01-01, after the plan \(2027-01-01\)/,
  ],
  [
    'a plan that begins within a period',
    'begins: 2027-01-01, every: month',
    'begins: 2026-12-15, every: month',
    /in the middle of a month of data seen/,
  ],
  ['weights for some lengths', 'weights: [1, 2]', 'weights: [1]', /has 2 lengths and 1 weights/],
  [
    'a resource that is not there',
    'needs: { room: two }',
    'needs: { rom: two }',
    /There is no resource rom\. Did you mean room\?/,
  ],
  [
    'a shared thing that is never enough',
    'needs: { room: two }',
    'needs: { room: nine }',
    /needs 9 of room, and there are never more than 2/,
  ],
  [
    'a group larger than its room',
    'groups: { atLeast: few, atMost: many }',
    'groups: { atLeast: many, atMost: few }',
    /can need 9 to begin and hold 3/,
  ],
  [
    'places that never come',
    'places: { start: two }\n    stay',
    'places: { start: none-ever }\n    stay',
    /never has a place, so whoever comes waits for ever/,
  ],
  [
    'places that never come, before which people give up',
    'places: { start: two }\n    stay',
    'places: { start: none-ever }\n    patience: { length: { fixed: mean }, to: leaves }\n    stay',
    /never has a place, so whoever comes waits until their patience ends/,
  ],
  [
    'a mean of nothing',
    'exponential: { mean: mean }',
    'exponential: { mean: nothing }',
    /Parameter nothing can be 0, and this place needs more/,
  ],
  [
    'a first row that is not for everybody',
    '- rest: leaves\n      - when',
    '- when: [{ cameBefore: true }]\n        rest: leaves\n      - when',
    /The first row of next is not for everybody/,
  ],
  [
    'a hazard that takes everybody',
    'share: half, within: year, later',
    'share: all-of-them, within: year, later',
    /can be all of 100, and no hazard is so high/,
  ],
  [
    'a hazard with two clocks',
    'to: leaves } }\nresources',
    'steps: [{ from: 2028-01-01, times: twice }], to: leaves } }\nresources',
    /Keep one of later: and steps:/,
  ],
  ['a month that there is not', 'season: { may: twice }', 'season: { mai: twice }', /mai/],
];

const more: Readonly<Record<string, string>> = {
  nine: '9, unit: places',
  'none-ever': '0, unit: places',
  nothing: '0, unit: days',
  'all-of-them': '100, unit: in 100',
};

for (const [what, from, to, expected] of cases) {
  test(`${what} is told by its line, with the mend`, () => {
    const added = Object.keys(more).filter(name => to.includes(`: ${name}`));
    const parameters = added.map(name => `\n  ${name}: { label: x, value: ${more[name]} }`).join('');
    const text = said(from, to, parameters);
    assert.match(text, expected);
    const line = Number(
      text
        .split('\n')
        .find(each => expected.test(each))!
        .split(' ')[0],
    );
    const first = lineOf(from);
    assert.ok(line >= first && line <= first + to.split('\n').length, `line ${line}, not ${first}`);
  });
}
