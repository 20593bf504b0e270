import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEstimate, reportText } from '../../../src/index.ts';
import { parseDay } from '../../../src/day.ts';
import {
  ALONE,
  CONTROL,
  CUSTODY,
  extract,
  FOUND,
  pairOf,
  reportOn,
  rowsOf,
  seeds,
  trapsNamed,
} from './trap-study.ts';
import type { TrapStudy } from './trap-study.ts';

const id = 'custody counted at risk';
const FROM_SENTENCE = CUSTODY.replace('time_zero: released_on', 'time_zero: sentenced_on');
const spellsFile = `
    custody: { file: custody.csv, id: person, columns: { from: date, to: date, reason: text } }`;
const counted = (kind: string, risk: string): string => `
  kind: ${kind}
  within_days: 365
  conviction_lag_days: 182
  death: died_on
  time_at_risk: ${risk}${FOUND}${CONTROL}`;
const TAKEN_OUT = '{ custody: out, file: custody, from: from, to: to }';
const LEFT_IN = '{ custody: in, file: custody, from: from, to: to }';

const walks: Readonly<Record<string, TrapStudy>> = {
  'the clock of custody starts at sentence, and a column has the day of release': {
    arms: FROM_SENTENCE + ALONE,
  },
  'the same, days in custody counted by stated choice': {
    arms: FROM_SENTENCE + ALONE,
    files: spellsFile,
    outcome: counted('time to event', LEFT_IN),
  },
  'the same, for rates': { arms: FROM_SENTENCE + ALONE, outcome: counted('count', '{ custody: in }') },
  'a share of people within fixed days, from which taking days out takes nothing': {
    arms: FROM_SENTENCE + ALONE,
    files: spellsFile,
    outcome: counted('binary', TAKEN_OUT),
  },
};
for (const [name, study] of Object.entries(walks)) {
  test(`custody counted at risk is named with its size: ${name}`, () => {
    for (const seed of seeds(3)) {
      const report = reportOn(extract(seed, 8000), study);
      const [trap, ...others] = trapsNamed(pairOf(report, 'custody', 'alone'), id);
      assert.deepEqual(others, []);
      assert.match(trap?.size ?? '', /^[\d,]+ of [\d,]+ people, [\d,]+ of [\d,]+ days, \d+ days each$/);
      assert.ok(reportText(report).includes(`Trap, ${id}: ${trap.sentence} (${trap.size ?? ''})`));
    }
  });
}

test('the days counted at risk are those of a direct count of the file', () => {
  const files = extract(1, 8000);
  const day = (text: string): number => parseDay(text) ?? Number.NaN;
  const days = rowsOf(files['people.csv'])
    .filter(
      row =>
        row['sentenced_on'] <= '2023-09-30' && row['disposal'] === 'custody' && row['volunteered'] === 'no',
    )
    .filter(row => row['died_on'] === '' || row['died_on'] > row['sentenced_on'])
    .map(row =>
      Math.min(365, row['released_on'] === '' ? 0 : day(row['released_on']) - day(row['sentenced_on'])),
    );
  const inside = days.filter(own => own > 0);
  const total = inside.reduce((sum, own) => sum + own, 0);
  const number = (n: number): string => n.toLocaleString('en-GB');
  const pair = pairOf(reportOn(files, { arms: FROM_SENTENCE + ALONE }), 'custody', 'alone');
  assert.equal(
    trapsNamed(pair, id)[0].size,
    `${number(inside.length)} of ${number(days.length)} people, ${number(total)} of ${number(365 * days.length)} days, ${Math.round(total / inside.length)} days each`,
  );
});

test('spells that hold only recalls take nothing out before the release, and that is named', () => {
  const files = extract(1, 8000);
  const recalls = files['custody.csv']
    .split('\n')
    .filter(line => !line.endsWith(',sentence'))
    .join('\n');
  const study = {
    arms: FROM_SENTENCE + ALONE,
    files: spellsFile,
    outcome: counted('time to event', TAKEN_OUT),
  };
  const walked = pairOf(reportOn({ ...files, 'custody.csv': recalls }, study), 'custody', 'alone');
  assert.equal(trapsNamed(walked, id).length, 1);
  assert.deepEqual(trapsNamed(pairOf(reportOn(files, study), 'custody', 'alone'), id), []);
});

/** The extract with its day of release under another name, and out of the protocol if that is empty. */
function renamed(seed: number, count: number, name: string) {
  const files = extract(seed, count);
  const own = { ...files, 'people.csv': files['people.csv'].replace('released_on', name) };
  return {
    report: (study: TrapStudy) => reportOn(own, study, text => text.replaceAll('released_on', name)),
    silent: (study: TrapStudy) =>
      reportOn(own, study, text => text.replace('        released_on: date\n', '')),
  };
}

test('a day of release is known by several names', () => {
  for (const name of ['left_prison', 'custody_end', 'liberated_on', 'discharged_from_custody']) {
    const { report } = renamed(1, 8000, name);
    const pair = pairOf(report({ arms: FROM_SENTENCE + ALONE }), 'custody', 'alone');
    assert.match(trapsNamed(pair, id)[0]?.size ?? '', /days each$/, name);
    assert.deepEqual(trapsNamed(pairOf(report({}), 'custody', 'alone'), id), [], name);
  }
});

test('an arm that is called custody, with a clock from sentence and no day of release, is named without a size', () => {
  const { silent } = renamed(1, 8000, 'x');
  const pair = pairOf(silent({ arms: FROM_SENTENCE + ALONE }), 'custody', 'alone');
  assert.match(trapsNamed(pair, id)[0].size ?? '', /cannot be counted/);
});

test('a file of spells that the protocol declares and does not use tells of them', () => {
  const { silent } = renamed(1, 8000, 'x');
  const arms =
    FROM_SENTENCE.replaceAll('custody:', 'first:').replace('disposal: first:', 'disposal: custody') + ALONE;
  assert.ok(arms.includes('where: { disposal: custody }'));
  const report = silent({ arms, files: spellsFile, compare: '[[first, alone]]' });
  assert.match(trapsNamed(pairOf(report, 'first', 'alone'), id)[0].size ?? '', /days each$/);
});

test('without any word or date of custody the outcomes themselves tell that nobody could be detected at first', () => {
  const people = extract(1, 24_000);
  const files = {
    ...people,
    'people.csv': people['people.csv'].replaceAll(',custody,', ',p,').replace('released_on', 'x'),
  };
  const arms = `
  first: { label: one group, where: { disposal: p }, time_zero: sentenced_on, programme: none }${ALONE}`;
  const report = reportOn(files, { arms, compare: '[[first, alone]]' }, text =>
    text.replace('        released_on: date\n', '').replace('[custody, community', '[p, community'),
  );
  const traps = pairOf(report, 'first', 'alone').traps;
  const trap = traps.find(own =>
    own.sentence.startsWith('Hardly anybody of the arm first was detected at first'),
  );
  assert.match(trap?.size ?? '', /detected in the first \d+ days, where \d+\.\d would be expected/);
});

const rights: Readonly<Record<string, TrapStudy>> = {
  'the clock of custody starts at release': {},
  'the same, recalls counted by stated choice': { files: spellsFile, outcome: counted('binary', LEFT_IN) },
  'the same, recalls taken out': { files: spellsFile, outcome: counted('binary', TAKEN_OUT) },
  'the same, rates with recalls taken out': { files: spellsFile, outcome: counted('count', TAKEN_OUT) },
  'custody taken out of the time at risk from sentence on': {
    arms: FROM_SENTENCE + ALONE,
    files: spellsFile,
    outcome: counted('time to event', TAKEN_OUT),
  },
  'the same, for rates': {
    arms: FROM_SENTENCE + ALONE,
    files: spellsFile,
    outcome: counted('count', TAKEN_OUT),
  },
};
for (const [name, study] of Object.entries(rights)) {
  test(`custody counted at risk is not named: ${name}`, () => {
    // By dates alone, so there is no chance in it: 20 worlds for the first, which is the usual study, 4 for others.
    for (const seed of seeds(4)) {
      assert.deepEqual(trapsNamed(pairOf(reportOn(extract(seed, 8000), study), 'custody', 'alone'), id), []);
    }
  });
}

test('the sign turns for whoever counts custody at risk, and not for whoever does not', () => {
  // Expected are -20 and +21 in a thousand (800 worlds elsewhere); a world of 24,000 has a standard error of 7.
  const arms = (custody: string): string => `${custody}
  required: { label: people with the programme required, where: { disposal: community, requirement: programme }, time_zero: sentenced_on, programme: required }`;
  const compare = '[[custody, required]]';
  const estimand = 'ATE';
  const worlds = seeds(3);
  const mean = (custody: string): number =>
    worlds.reduce((sum, seed) => {
      const { headline } = pairOf(
        reportOn(extract(seed, 24_000), { arms: arms(custody), compare, estimand }),
        'custody',
        'required',
      );
      return sum + (isEstimate(headline) ? headline.value : Number.NaN) / worlds.length;
    }, 0);
  // The mean of three has a standard error of 4, so both tests are wrong once in 2 million.
  assert.ok(mean(FROM_SENTENCE) < 0);
  assert.ok(mean(CUSTODY) > 0);
});
