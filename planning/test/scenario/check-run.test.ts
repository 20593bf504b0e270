import { test } from 'node:test';
import assert from 'node:assert/strict';
import { valueAtScore } from '../../src/calibration/series-run.ts';
import { drawParameter, valueAtShare } from '../../src/scenario/parameter.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { readTexts } from '../answers/small-scenario.ts';
import { madeUpText } from './made-up.ts';

const numbers = {
  rate: '9 people a month',
  two: '2 places',
  rooms: '2 groups',
  day: '1 days',
  nought: '0 people',
  three: '3 people',
  eight: '8 people',
  same: '1 hazard ratio',
  first: '1 priority points',
  money: '9 £ a year',
  half: '50 in 100',
  late: '40 years',
};

/** The lines of a stage called desk, with what else the file has; and what is told of it. */
function told(
  desk: string,
  { numbers: more = {}, ...rest }: Partial<Parameters<typeof madeUpText>[0]> = {},
): string {
  const stages = desk.startsWith('desk:') ? desk : `desk:\n  label: Desk\n  ${desk.replaceAll('\n', '\n  ')}`;
  const all = { ...numbers, ...more };
  const used = Object.fromEntries(
    Object.entries(all).filter(
      ([name]) => name === 'rate' || new RegExp(`\\b${name}\\b`).test(`${stages} ${rest.rest} ${rest.again}`),
    ),
  );
  const text = madeUpText({ years: 1, ...rest, stages, numbers: used });
  // A number that is a range is written as one.
  const ranged = text.replaceAll(/value: (\d+)-(\d+),/g, 'uniform: [$1, $2],');
  try {
    readTexts({ 'a.yaml': ranged }, 'a.yaml');
    return 'nothing';
  } catch (error) {
    assert.ok(error instanceof ScenarioError, String(error));
    return error.message;
  }
}

const stay = 'stay: { fixed: day }\nnext: [{ rest: leaves }]';

test('a plan as it should be is told nothing', () => {
  assert.equal(told(stay), 'nothing');
});

test('what a run would refuse is told when the plan is checked, by line, with the mend', () => {
  const groups = 'places: { start: rooms }\ngroups: { atLeast: eight, atMost: eight }\n';
  assert.match(
    told(`${groups}list: { most: three, to: leaves }\n${stay}`),
    /a\.yaml:\d+:\d+ The list of desk can hold 3, and a group can need 8 to begin, so none would\. Raise most, or lower atLeast\./,
  );
  assert.match(
    told(`${groups}list: { most: drawn, to: leaves }\n${stay}`, { numbers: { drawn: '4-10 people' } }),
    /The list of desk can hold 4, and a group can need 8/,
  );
  assert.match(
    told(`places: { start: rooms }\ngroups: { atLeast: drawn, atMost: eight }\n${stay}`, {
      numbers: { drawn: '0-3 people' },
    }),
    /A group of desk can begin with 0, which is nobody/,
  );
  assert.match(
    told(`needs: { staff: two }\nlist: { most: nought, to: desk }\n${stay}`, {
      rest: 'resources: { staff: { label: Staff, places: { start: two } } }\n',
    }),
    /Stage desk leads back to itself without any time passing\. Give one of the stages of that loop a stay\./,
  );
  const later = (start: string): string =>
    told(`places: { start: ${start}, openings: [{ after: late, places: two }] }\n${stay}`, {
      numbers: { closed: '0 places' },
    });
  assert.match(later('closed'), /Stage desk never has a place, .* let openings come before the plan ends/);
  // A plan may be cut short without being taken apart.
  assert.equal(later('two'), 'nothing');
  const many = Array.from(
    { length: 300 },
    (_, i) => `s${i}:\n  label: S\n  stay: instant\n  next: [{ rest: ${i < 299 ? `s${i + 1}` : 'leaves'} }]`,
  );
  assert.match(
    told(`desk:\n  label: Desk\n  stay: instant\n  next: [{ rest: s0 }]\n${many.join('\n')}`),
    /There are 301 stages\. A plan has 223 at most: let one stand for several\./,
  );
  const risks = Array.from(
    { length: 8 },
    (_, i) => `r${i}: { label: R, share: half, within: year, to: leaves }`,
  );
  assert.match(
    told(`risks: { ${risks.map((_, i) => `r${i}: { inside: same }`).join(', ')} }\n${stay}`, {
      rest: `risks: { ${risks.join(', ')} }\n`,
    }),
    /There are 8 risks beside the detected reoffence\. A plan has 7 at most/,
  );
});

test('what only the engine would refuse is told at the stage that it names', () => {
  // Shorter than any length that is drawn: no check of its own speaks of it.
  assert.match(
    told('stay: { exponential: { mean: short } }\nnext: [{ rest: leaves }]', {
      numbers: { short: '1e-200 days' },
    }),
    /^a\.yaml:\d+:3 Stage desk: mean was 1e-200\. A exponential duration needs a mean above 0/,
  );
});

test('a risk that nobody is at is told, and so is a stage that only such a risk leads to', () => {
  assert.match(
    told(stay, { again: 'half' }),
    /No stage puts anybody at risk of a detected reoffence, so there would be none\. Write detectedReoffending: \{ inside:/,
  );
  const rest = 'risks: { breach: { label: B, share: half, within: year, to: court } }\n';
  const court = `court:\n  label: Court\n  ${stay.replaceAll('\n', '\n  ')}`;
  const lines = (risks: string): string =>
    `desk:\n  label: Desk\n  ${risks}${stay.replaceAll('\n', '\n  ')}\n${court}`;
  const none = told(lines(''), { rest });
  assert.match(none, /No stage puts anybody at risk breach, so it would never come to pass/);
  assert.match(none, /Nothing leads to stage court\./);
  assert.match(told(lines('risks: { breach: {} }\n  '), { rest }), /Nothing leads to stage court\./);
  assert.equal(told(lines('risks: { breach: { inside: same } }\n  '), { rest }), 'nothing');
});

test('a word of scenario files is nobody’s name', () => {
  for (const word of ['leaves', 'goes unseen', 'instant', 'until the end']) {
    assert.match(
      told(
        `desk:\n  label: Desk\n  stay: { fixed: day }\n  next: [{ rest: leaves }]\n${word}:\n  label: X\n  stay: instant\n  next: [{ rest: leaves }]`,
      ),
      new RegExp(
        `A stage can't be called ${word}, which is a word of scenario files\\. Give it another name`,
      ),
    );
  }
});

test('a line that does nothing where it stands is told, with why', () => {
  const idle = (key: string, why: RegExp): RegExp =>
    new RegExp(`${key} of stage desk does nothing: ${why.source}`);
  const free =
    /as many as come find room there, so nobody waits\. Give the stage places or needs, or remove it\./;
  assert.match(told(`list: { most: three, to: leaves }\n${stay}`), idle('list', free));
  assert.match(
    told(`places: null\npatience: { length: { fixed: day }, to: leaves }\n${stay}`),
    idle('patience', free),
  );
  assert.match(
    told(`priority: [{ when: [{ cameBefore: true }], points: first }]\n${stay}`),
    idle('priority', free),
  );
  assert.match(
    told(`detectedReoffending: { waiting: same, inside: same }\n${stay}`),
    idle('detectedReoffending.waiting', free),
  );
  assert.match(
    told(`risks: { breach: { waiting: same } }\n${stay}`, {
      rest: 'risks: { breach: { label: B, share: half, within: year, to: leaves } }\n',
    }),
    idle('risks.breach.waiting', free),
  );
  const instant = /the stage is instant, so nobody is ever there\. Give the stage a stay, or remove it\./;
  const fork = 'stay: instant\nnext: [{ rest: leaves }]';
  assert.match(told(`patience: { length: { fixed: day }, to: leaves }\n${fork}`), idle('patience', instant));
  assert.match(told(`cost: { perYearInside: money }\n${fork}`), idle('cost.perYearInside', instant));
  assert.match(told(`groups: { atLeast: three, atMost: eight }\n${fork}`), idle('groups', instant));
  assert.match(told(`detectedReoffending: { inside: same }\n${fork}`), idle('detectedReoffending', instant));
  assert.match(
    told('stay: until the end\nnext: [{ rest: leaves }]'),
    idle('next', /nobody comes to the end of that stay\. Give the stage a length, or remove it\./),
  );
  assert.match(
    told(`places: null\ngroups: { atLeast: three, atMost: eight }\n${stay}`),
    /Stage desk has groups and no rooms\. Say under places/,
  );
  assert.match(
    told(`places: { start: two, openings: [{ after: day, every: day, places: two }] }\n${stay}`),
    /every does nothing here: the opening comes once\. Add times: 2 or more, or remove it\./,
  );
});

test('what the check passes is never refused by a draw, however far out: no draw lies beyond the ends that were checked', () => {
  // Scores as a calibration takes them, further out than any run will draw.
  for (const parameter of [
    { label: 'x', unit: 'hazard ratio', lognormal: { median: 2, sigma: 1.5 } },
    { label: 'x', unit: 'in 100', counted: { yes: 3, of: 400 } },
    { label: 'x', unit: 'months', uniform: [2, 8] as [number, number] },
    { label: 'x', unit: 'months', lognormal: { median: 2, sigma: 0.7 }, orZero: 0.2 },
  ]) {
    const [low, high] = [valueAtShare(parameter, 0), valueAtShare(parameter, 1)];
    assert.ok(Number.isFinite(low) && Number.isFinite(high));
    for (const score of [-40, -9, -6, 6, 9, 40]) {
      const value = valueAtScore(parameter, score);
      assert.ok(value >= low && value <= high, `${value} beyond ${low} to ${high}`);
    }
    for (let run = 0; run < 200_000; run++) {
      const value = drawParameter('x', parameter, 5, run);
      assert.ok(value >= low && value <= high);
    }
  }
  // exp(sigma z) at z = -/+4.753424, the normal score of one in a million (R: qnorm(1e-6)).
  const ratio = { label: 'x', unit: 'hazard ratio', lognormal: { median: 2, sigma: 1.5 } };
  assert.ok(Math.abs(valueAtShare(ratio, 1) / (2 * Math.exp(1.5 * 4.753424308822899)) - 1) < 1e-9);
});
