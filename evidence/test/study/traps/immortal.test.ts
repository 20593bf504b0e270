import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEstimate, reportText } from '../../../src/index.ts';
import { parseDay } from '../../../src/day.ts';
import {
  ALONE,
  extract,
  pairOf,
  REQUIRED,
  reportOn,
  rowsOf,
  seeds,
  trapsNamed,
  withColumn,
} from './trap-study.ts';
import type { TrapStudy } from './trap-study.ts';

const compare = '[[required, alone]]';
const required = (where: string, rest = 'time_zero: sentenced_on, programme: required'): string => `
  required: { label: people with the programme, where: { disposal: community, requirement: programme${where} }, ${rest} }`;
const completers = required(', programme_completed_on: { present: true }');
const day = (text: string): number => parseDay(text) ?? Number.NaN;

/** Each walks into immortal time by another door. */
const walks: Readonly<Record<string, TrapStudy>> = {
  'completers, by the date of completion': { arms: completers + ALONE },
  'people who started, by the date of the start': {
    arms: required(', programme_started_on: { present: true }') + ALONE,
  },
  'a date of assignment after time zero': {
    arms:
      required('', 'assigned_on: programme_started_on, time_zero: sentenced_on, programme: required') + ALONE,
  },
  'a clock that starts with the programme, beside one that starts at sentence': {
    eligibility: `
  - { rule: early enough for a late start, where: { sentenced_on: { to: 2022-09-30 }, volunteered: 'no' } }`,
    arms: required('', 'time_zero: programme_started_on, programme: required') + ALONE,
  },
  'completers by eligibility': {
    eligibility: `
  - { rule: early enough, where: { sentenced_on: { to: 2023-09-30 }, volunteered: 'no' } }
  - rule: got to the end
    where: { any: [{ requirement: none }, { programme_completed_on: { present: true } }] }`,
    arms: REQUIRED + ALONE,
  },
  'only people who lived to the day of the extract': {
    eligibility: `
  - { rule: early enough and alive, where: { sentenced_on: { to: 2023-09-30 }, volunteered: 'no', died_on: { present: false } } }`,
    arms: REQUIRED + ALONE,
  },
};

for (const [name, study] of Object.entries(walks)) {
  test(`immortal time is named with its size: ${name}`, () => {
    for (const seed of seeds(3)) {
      const report = reportOn(extract(seed, 8000), { ...study, compare });
      const [trap] = trapsNamed(pairOf(report, 'required', 'alone'), 'immortal time');
      assert.match(trap?.size ?? '', /^[\d,]+ of [\d,]+ people, on average [\d,]+ days each$/);
      assert.ok(reportText(report).includes(`Trap, immortal time: ${trap.sentence}`));
    }
  });
}

test('the size is that of a direct count of the file', () => {
  const files = extract(1, 8000);
  const own = rowsOf(files['people.csv']).filter(
    row =>
      row['sentenced_on'] <= '2023-09-30' &&
      row['disposal'] === 'community' &&
      row['requirement'] === 'programme' &&
      row['volunteered'] === 'no' &&
      row['programme_completed_on'] !== '',
  );
  const days = own.map(row => day(row['programme_completed_on']) - day(row['sentenced_on']));
  const average = Math.round(days.reduce((sum, one) => sum + one, 0) / own.length);
  const pair = pairOf(reportOn(files, { arms: completers + ALONE, compare }), 'required', 'alone');
  const [trap] = trapsNamed(pair, 'immortal time');
  assert.equal(trap.size, `${own.length} of ${own.length} people, on average ${average} days each`);
});

test('a programme looks protective to whoever walks in, in every world, and the report says why', () => {
  // Expected is -52 in a thousand where -14 is true; a world of 16,000 has a standard error of 3.
  for (const seed of seeds(5)) {
    const { headline, traps } = pairOf(
      reportOn(extract(seed, 16_000), { arms: completers + ALONE, compare }),
      'required',
      'alone',
    );
    assert.ok(isEstimate(headline) && headline.value < -0.025);
    assert.ok(traps.some(({ id }) => id === 'immortal time'));
  }
});

test('an arm of those who never started is selected by what came later, and that is named', () => {
  const never = `
  never: { label: people who never started, where: { disposal: community, requirement: programme, programme_started_on: { present: false } }, time_zero: sentenced_on, programme: required }`;
  const pair = pairOf(
    reportOn(extract(1, 8000), { arms: never + ALONE, compare: '[[never, alone]]' }),
    'never',
    'alone',
  );
  const [trap] = trapsNamed(pair, 'immortal time');
  assert.match(trap.sentence, /leaves out those to whom programme_started_on came/);
  assert.match(trap.size ?? '', /people, on average \d+ days each$/);
});

// The same completers, told by things without a date in the cohort file.
test('immortal time is named by words where no date tells: a column or a value that takes time to come about', () => {
  for (const [name, yes] of [
    ['programme_completed', 'yes'],
    ['programme_outcome', 'completed'],
    ['result', 'graduated'],
  ]) {
    const files = withColumn(extract(1, 8000), name, row =>
      row['programme_completed_on'] === '' ? 'other' : yes,
    );
    const columns = `\n        ${name}: { one_of: ['${yes}', other] }`;
    const arms = required(`, ${name}: '${yes}'`) + ALONE;
    const pair = pairOf(reportOn(files, { columns, arms, compare }), 'required', 'alone');
    assert.equal(trapsNamed(pair, 'immortal time').length, 1, `${name}: ${yes}`);
  }
});

test('immortal time shows in the outcomes where neither a date nor a word tells', t => {
  let named = 0;
  const worlds = seeds(2);
  for (const seed of worlds) {
    const files = withColumn(extract(seed, 40_000), 'path', row =>
      row['programme_completed_on'] === '' ? 'p' : 'q',
    );
    const columns = '\n        path: { one_of: [p, q] }';
    const report = reportOn(files, { columns, arms: required(', path: q') + ALONE, compare });
    const [trap] = trapsNamed(pairOf(report, 'required', 'alone'), 'immortal time');
    if (trap === undefined) continue;
    named++;
    assert.match(trap.size ?? '', /^0 detected in the first \d+ days, where \d+\.\d would be expected/);
  }
  t.diagnostic(`named in ${named} of ${worlds.length}`);
  assert.equal(named, worlds.length);
});

/** Dates of a programme in a file of their own. */
function programmeFile(
  files: Readonly<Record<string, string>>,
  withOrder: boolean,
): Readonly<Record<string, string>> {
  const rows = rowsOf(files['people.csv'])
    .filter(row => row['requirement'] === 'programme' && (withOrder || row['programme_started_on'] !== ''))
    .map(row =>
      [row['person'], ...(withOrder ? [row['sentenced_on']] : []), row['programme_started_on']].join(','),
    );
  const header = ['person', ...(withOrder ? ['ordered_on'] : []), 'first_seen_on'].join(',');
  return { ...files, 'programme.csv': `${[header, ...rows].join('\n')}\n` };
}
const programmeSpec = (dates: string): string => `
    programme: { file: programme.csv, id: person, columns: { ${dates} } }`;
const members = required('', 'in_file: { file: programme }, time_zero: sentenced_on, programme: required');

test('standing in a file whose every date comes after time zero is immortal time', () => {
  const files = programmeFile(extract(1, 8000), false);
  const pair = pairOf(
    reportOn(files, { files: programmeSpec('first_seen_on: date'), arms: members + ALONE, compare }),
    'required',
    'alone',
  );
  const [trap] = trapsNamed(pair, 'immortal time');
  assert.match(trap.sentence, /first_seen_on \(programme\.csv\), which came after time zero/);
});

test('a file that has people from the day of the order, with later dates beside it, is none', () => {
  const files = programmeFile(extract(1, 8000), true);
  const specs = programmeSpec('ordered_on: date, first_seen_on: date');
  const pair = pairOf(reportOn(files, { files: specs, arms: members + ALONE, compare }), 'required', 'alone');
  assert.deepEqual(trapsNamed(pair, 'immortal time'), []);
});

test('dates before time zero, or on it, answer for a column called start', () => {
  const files = withColumn(extract(1, 8000), 'order_started_on', row =>
    row['disposal'] === 'community' ? row['sentenced_on'] : '',
  );
  const arms = required(', order_started_on: { present: true }') + ALONE;
  const pair = pairOf(
    reportOn(files, { columns: '\n        order_started_on: date', arms, compare }),
    'required',
    'alone',
  );
  assert.deepEqual(trapsNamed(pair, 'immortal time'), []);
});
