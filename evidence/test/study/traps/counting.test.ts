import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEstimate, reportText } from '../../../src/index.ts';
import type { StudyReport } from '../../../src/index.ts';
import { parseDay } from '../../../src/day.ts';
import {
  ALONE,
  CHOICE,
  CUSTODY,
  extract,
  FOUND,
  OUTCOME,
  pairOf,
  REQUIRED,
  reportOn,
  rowsOf,
  seeds,
  trapsNamed,
} from './trap-study.ts';

const day = (text: string): number => parseDay(text) ?? Number.NaN;
const pseudo = 'conviction counted as reoffence';
const BY_CONVICTION = OUTCOME.replace(
  'conviction: convicted_on',
  'conviction: convicted_on, count_by: conviction',
);

test('convictions for older offences are named with their number by arm when a protocol counts them', () => {
  for (const seed of seeds(3)) {
    const files = extract(seed, 8000);
    const convictions = rowsOf(files['reconvictions.csv']).filter(row => row['kind'] !== 'motoring');
    const countIn = (disposal: string, clock: string): string => {
      const zeros = new Map(
        rowsOf(files['people.csv'])
          .filter(
            row =>
              row['sentenced_on'] <= '2023-09-30' &&
              row['disposal'] === disposal &&
              row['requirement'] === 'none' &&
              row['volunteered'] === 'no' &&
              row[clock] !== '',
          )
          .map(row => [row['person'], day(row[clock])]),
      );
      const older = convictions.filter(row => {
        const zero = zeros.get(row['person']);
        const convicted = day(row['convicted_on']) - (zero ?? 0);
        return zero !== undefined && day(row['offence_on']) <= zero && convicted > 0 && convicted <= 365;
      });
      const count = new Set(older.map(row => row['person'])).size;
      return `${count} of ${zeros.size.toLocaleString('en-GB')} people`;
    };
    const report = reportOn(files, { outcome: BY_CONVICTION });
    const [trap] = trapsNamed(pairOf(report, 'custody', 'alone'), pseudo);
    const [custody, alone] = (trap.size ?? '').split('; ');
    assert.ok(custody.startsWith(`custody: ${countIn('custody', 'released_on')}`), custody);
    assert.ok(alone.startsWith(`alone: ${countIn('community', 'sentenced_on')}`), alone);
    assert.ok(reportText(report).includes(`Trap, ${pseudo}: ${trap.sentence} (${trap.size ?? ''})`));
  }
});

test('what every pair walked into alike stands in the report of the study, and what one did in its own alone', () => {
  const arms = CUSTODY.replace('time_zero: released_on', 'time_zero: sentenced_on') + REQUIRED + ALONE;
  const compare = '[[custody, alone], [required, alone]]';
  const report = reportOn(extract(1, 8000), { arms, compare });
  const ids = report.traps.map(({ id }) => id);
  assert.ok(!ids.includes('custody counted at risk'));
  assert.equal(trapsNamed(pairOf(report, 'custody', 'alone'), 'custody counted at risk').length, 1);
  assert.deepEqual(trapsNamed(pairOf(report, 'required', 'alone'), 'custody counted at risk'), []);
  const undated = 'offence: offence_on, conviction: convicted_on';
  const blind = OUTCOME.replace(undated, 'conviction: convicted_on, count_by: conviction');
  const all = reportOn(extract(1, 8000), { arms, compare, outcome: blind });
  assert.deepEqual(
    all.traps.map(({ id, size }) => [id, size]),
    [[pseudo, 'cannot be counted: the file has no day of the offence']],
  );
});

test('counted by the day of the offence they are no reoffence, are counted as such, and nothing is named', () => {
  const of = (report: StudyReport): number[] => {
    const { naive } = pairOf(report, 'custody', 'alone');
    return isEstimate(naive) ? naive.arms.map(({ events }) => Number(events)) : [];
  };
  for (const seed of seeds(4)) {
    const files = extract(seed, 8000);
    const right = reportOn(files, {});
    assert.deepEqual(trapsNamed(pairOf(right, 'custody', 'alone'), pseudo), []);
    assert.ok(right.outcome.facts.peopleWithPseudoReconviction > 0);
    assert.match(
      reportText(right),
      /convictions after time zero for offences before it \(\d+ people\): not counted/,
    );
    // Without the older offences in the file at all, the same people are detected.
    const zero = new Map(
      rowsOf(files['people.csv']).map(row => [
        row['person'],
        row['disposal'] === 'custody' ? row['released_on'] : row['sentenced_on'],
      ]),
    );
    const [header, ...lines] = files['reconvictions.csv'].trimEnd().split('\n');
    const later = lines.filter(line => {
      const [person, offence] = line.split(',');
      return offence > (zero.get(person) ?? '');
    });
    const without = { ...files, 'reconvictions.csv': `${[header, ...later].join('\n')}\n` };
    assert.deepEqual(of(reportOn(without, {})), of(right));
  }
});

test('a day of conviction in the place of the day of the offence is found out, by its name or by the days', () => {
  const files = extract(1, 8000);
  const byName = FOUND.replace('offence: offence_on', 'offence: convicted_on');
  const named = reportOn(files, { outcome: OUTCOME.replace(FOUND, byName) });
  assert.equal(trapsNamed(pairOf(named, 'custody', 'alone'), pseudo).length, 1);
  const [header, ...lines] = files['reconvictions.csv'].trimEnd().split('\n');
  const same = lines.map(line => {
    const [person, , convicted, kind] = line.split(',');
    return [person, convicted, convicted, kind].join(',');
  });
  const copied = reportOn({ ...files, 'reconvictions.csv': `${[header, ...same].join('\n')}\n` }, {});
  const [trap] = trapsNamed(pairOf(copied, 'custody', 'alone'), pseudo);
  assert.match(trap.size ?? '', /^(\d+) of \1 offences have the day of their conviction$/);
});

const EARLY = `
  within_days: 60
  conviction_lag_days: 60
  death: died_on${FOUND}`;
const sentenced = (range: string): string => `
  - { rule: in the years of this study, where: { volunteered: 'no', ${range} } }`;
const twoArms = { arms: REQUIRED + ALONE, compare: '[[required, alone]]', outcome: EARLY };

test('a cohort across 22 March 2026 is refused before any outcome is read; since then it is named, before it is not', () => {
  for (const seed of seeds(3)) {
    const files = extract(seed, 16_000);
    const across = {
      ...twoArms,
      eligibility: sentenced('sentenced_on: { from: 2025-01-01, to: 2026-06-30 }'),
    };
    assert.throws(
      () => reportOn(files, across),
      /both sides of 22 March 2026.*people before.*Nothing was estimated/s,
    );
    const since = {
      ...twoArms,
      eligibility: sentenced('convicted_on: { from: 2026-03-22 }, sentenced_on: { to: 2026-06-30 }'),
    };
    const report = reportOn(files, since);
    const pair = pairOf(report, 'required', 'alone');
    const [trap] = trapsNamed(pair, 'policy date');
    assert.match(trap.sentence, /from 22 March 2026 or later .*short terms are suspended/);
    assert.match(trap.size ?? '', /^all \d+ people$/);
    assert.ok(reportText(report).includes(`Trap, policy date: ${trap.sentence}`));
    const before = {
      ...twoArms,
      eligibility: sentenced(
        'convicted_on: { to: 2026-03-21 }, sentenced_on: { from: 2025-01-01, to: 2026-06-30 }',
      ),
    };
    assert.deepEqual(trapsNamed(pairOf(reportOn(files, before), 'required', 'alone'), 'policy date'), []);
  }
});

test('people without the date of the policy may be on either side of it, and are counted', () => {
  const files = extract(1, 8000);
  const [header, ...lines] = files['people.csv'].trimEnd().split('\n');
  // Every tenth loses the day of conviction, the third column.
  const gaps = lines.map((line, i) => (i % 10 === 0 ? line.replace(/^([^,]*,[^,]*,)[^,]*/, '$1') : line));
  const report = reportOn({ ...files, 'people.csv': `${[header, ...gaps].join('\n')}\n` }, {});
  const [trap] = trapsNamed(pairOf(report, 'custody', 'alone'), 'policy date');
  assert.match(trap.sentence, /Some people have no convicted_on/);
  assert.match(trap.size ?? '', /^\d+ of [\d,]+ people, 1?\d\.\d%$/);
});

test('E13: too few events are named, the answer is "cannot tell yet", with the people needed and the date', () => {
  for (const seed of seeds(5)) {
    const report = reportOn(extract(seed, 3000), { arms: CHOICE + ALONE, compare: '[[choice, alone]]' });
    const pair = pairOf(report, 'choice', 'alone');
    assert.equal(pair.conclusion.verdict, 'cannot tell yet');
    const [trap] = trapsNamed(pair, 'few events');
    assert.match(
      trap.size ?? '',
      /^choice: \d\. (To find|For ten people detected) .* about [\d,]+ more people .* (a year that is reached about \w+ \d{4}|more than 60 years)\.$/,
    );
    assert.ok((pair.when?.stillNeeded ?? 0) > 0);
    assert.ok(reportText(report).includes(`Trap, few events: ${trap.sentence} (${trap.size ?? ''})`));
  }
});

test('a rare outcome among many people is too few events too, and does not say that there are people enough', () => {
  // Contact offences in a year, convicted in time: 4 or so in a thousand. With a large difference to find there are people
  // enough for the power, and still not ten who were detected.
  const rare = OUTCOME.replace('kind: [image, contact, non-sexual]', 'kind: contact');
  for (const seed of seeds(3)) {
    const report = reportOn(extract(seed, 8000), { outcome: rare, arms: CUSTODY + ALONE, smallest: 100 });
    const pair = pairOf(report, 'custody', 'alone');
    assert.equal(trapsNamed(pair, 'few events').length, 1);
    assert.equal(pair.conclusion.verdict, 'cannot tell yet');
    assert.ok((pair.when?.stillNeeded ?? 0) > 0, pair.when?.sentence ?? '');
    assert.doesNotMatch(pair.conclusion.sentences.join(' '), /enough people now/);
  }
});
