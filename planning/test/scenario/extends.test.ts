import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { readTexts, smallText } from '../answers/small-scenario.ts';

/** The plan of files that extend one another, the last one read; or what is told. */
function read(...files: readonly string[]): Scenario | string {
  const names = ['small.yaml', ...files.map((_, i) => `own-${i + 1}.yaml`)];
  const texts = Object.fromEntries(
    files.map((text, i) => [names[i + 1], `extends: ${names[i]}\nname: Own\n${text}\n`]),
  );
  try {
    return readTexts({ 'small.yaml': smallText, ...texts }, names.at(-1)!);
  } catch (error) {
    assert.ok(error instanceof ScenarioError, String(error));
    return error.message;
  }
}

function parameter(name: string, ...files: readonly string[]): unknown {
  const plan = read(...files);
  assert.ok(typeof plan !== 'string', JSON.stringify(plan));
  return plan.parameters[name];
}

test('a new number keeps the label alone of the one that it replaces: never its date, source or note', () => {
  assert.deepEqual(parameter('seats', 'parameters: { seats: { value: 40, unit: places } }'), {
    label: 'Seats',
    value: 40,
    unit: 'places',
  });
  assert.deepEqual(
    parameter(
      'referrals',
      'parameters:\n  referrals: { value: 7, unit: people a week, date: 2027, source: Own }',
    ),
    { label: 'Referrals', value: 7, unit: 'people a week', date: '2027', source: 'Own' },
  );
  // Two files on: the middle one's source goes with its number.
  assert.deepEqual(
    parameter(
      'seats',
      'parameters: { seats: { value: 40, unit: places, date: 2027, source: Own } }',
      'parameters: { seats: { uniform: [40, 50], unit: places } }',
    ),
    { label: 'Seats', uniform: [40, 50], unit: 'places' },
  );
});

test('where only the origin or the label is given anew, the number stays', () => {
  assert.deepEqual(parameter('growth', 'parameters: { growth: { source: Own counts, date: 2027-03 } }'), {
    label: 'Growth',
    uniform: [-2, 8],
    unit: 'in 100 a year',
    date: '2027-03',
    source: 'Own counts',
  });
  // Another source does not keep the date of the one before.
  assert.deepEqual(parameter('seats', 'parameters: { seats: { source: Own } }'), {
    label: 'Seats',
    value: 150,
    unit: 'places',
    source: 'Own',
  });
  assert.deepEqual(parameter('seats', 'parameters: { seats: { label: Chairs } }'), {
    label: 'Chairs',
    value: 150,
    unit: 'places',
    date: '2026',
    source: 'Own record',
  });
});

test('what is wrong in a file that extends is told in that file, with the mend', () => {
  const told = (lines: string, expected: RegExp): void => {
    const said = read(lines);
    assert.ok(typeof said === 'string', 'nothing was told');
    assert.match(said, expected);
  };
  told(
    'parameters: { seats: { value: 40 } }',
    /^own-1\.yaml:3:15 parameters\.seats has a new number and no unit\. Write its unit: too, in the file that it extends it was places\.$/,
  );
  told('parameters:\n  seats: { unit: groups }', /^own-1\.yaml:4:3 Parameter seats has no number/m);
  // What is replaced whole lacks nothing in the file beneath.
  told(
    'stages:\n  course:\n    patience: { length: { fixed: order } }',
    /^own-1\.yaml:5:5 stages\.course\.patience\.to is missing\. Add it\. For example to: leaves\.$/,
  );
  told('parameters:\n  seets: null', /^own-1\.yaml:4:3 null takes seets away, .* Did you mean seats\?$/);
  told('stages:\n  corse: null', /^own-1\.yaml:4:3 null takes corse away, .* Did you mean course\?$/);
  told(
    'stages:\n  course: { patiense: null }',
    /^own-1\.yaml:4:13 null takes patiense away, .* Did you mean patience\?/,
  );
  told(
    'stages:\n  course: { groups: null }',
    /^own-1\.yaml:4:13 null takes groups away, .* Remove this line\./,
  );
  told('parameters: { growth: { source: null } }', /^own-1\.yaml:3:25 null takes source away/);
});
