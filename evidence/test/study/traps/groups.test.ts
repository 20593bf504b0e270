import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEstimate, reportText } from '../../../src/index.ts';
import {
  ALONE,
  CHOICE,
  CUSTODY,
  ELIGIBLE,
  extract,
  NO_VOLUNTEERS,
  pairOf,
  REQUIRED,
  reportOn,
  rowsOf,
  seeds,
  trapsNamed,
  withColumn,
} from './trap-study.ts';

const pooledArm = (programme: string): string => `
  programme:
    label: people on the programme
    where: { disposal: community, any: [{ requirement: programme }, { requirement: none, volunteered: 'yes' }] }
    time_zero: sentenced_on
    programme: ${programme}`;
const pooled = (programme: string) => ({
  arms: pooledArm(programme) + ALONE,
  compare: '[[programme, alone]]',
});

test('volunteers pooled with those ordered are named with their number, whatever the protocol calls them', () => {
  for (const seed of seeds(3)) {
    const files = extract(seed, 8000);
    const own = rowsOf(files['people.csv']).filter(
      row =>
        row['sentenced_on'] <= '2023-09-30' &&
        row['disposal'] === 'community' &&
        (row['requirement'] === 'programme' ? row['volunteered'] === 'no' : row['volunteered'] === 'yes'),
    );
    const chosen = own.filter(row => row['volunteered'] === 'yes').length;
    for (const basis of ['[required, voluntary]', 'required']) {
      const report = reportOn(files, pooled(basis));
      const [trap] = trapsNamed(pairOf(report, 'programme', 'alone'), 'pooled by choice and required');
      const share = ((100 * chosen) / own.length).toFixed(1);
      assert.equal(
        trap.size,
        `${chosen.toLocaleString('en-GB')} of ${own.length.toLocaleString('en-GB')} people, ${share}%, by choice`,
      );
      assert.ok(reportText(report).includes(`Trap, pooled by choice and required: ${trap.sentence}`));
    }
  }
});

test('volunteers and those ordered in arms of their own are not pooled', () => {
  const report = reportOn(extract(1, 8000), {
    arms: REQUIRED + CHOICE + ALONE,
    compare: '[[required, alone], [choice, alone]]',
  });
  for (const pair of report.pairs) assert.deepEqual(trapsNamed(pair, 'pooled by choice and required'), []);
});

test('volunteers left in the arms of the court are contamination, and are counted', () => {
  for (const seed of seeds(3)) {
    const files = extract(seed, 8000);
    const custody = rowsOf(files['people.csv']).filter(
      row =>
        row['sentenced_on'] <= '2023-09-30' && row['disposal'] === 'custody' && row['released_on'] !== '',
    );
    const volunteers = custody.filter(row => row['volunteered'] === 'yes').length;
    const study = { arms: CUSTODY + REQUIRED + CHOICE + ALONE, eligibility: ELIGIBLE };
    const report = reportOn(files, { ...study, compare: '[[custody, alone], [required, alone]]' });
    const [trap] = trapsNamed(pairOf(report, 'custody', 'alone'), 'contamination');
    const { size, sentence } = trap;
    assert.match(sentence, /arm custody meet what the arm choice asks for \(requirement, volunteered\)/);
    assert.ok(
      size?.startsWith(`${volunteers} of ${custody.length.toLocaleString('en-GB')} people`),
      size ?? '',
    );
    assert.equal(trapsNamed(pairOf(report, 'required', 'alone'), 'contamination').length, 1);
    assert.ok(reportText(report).includes(`Trap, contamination: ${sentence} (${size ?? ''})`));
  }
});

test('an arm that says who of it is contaminated has them counted, and an eligibility rule takes the trap away', () => {
  const files = extract(1, 8000);
  const marked = CUSTODY.replace(
    'programme: none',
    "programme: none, contaminated_by: { volunteered: 'yes' }",
  );
  const one = pairOf(reportOn(files, { arms: marked + ALONE, eligibility: ELIGIBLE }), 'custody', 'alone');
  assert.match(trapsNamed(one, 'contamination')[0].sentence, /received what another arm gives/);
  for (const seed of seeds(4)) {
    const arms = marked + REQUIRED + CHOICE + ALONE;
    const compare = '[[custody, alone], [custody, required], [required, alone]]';
    const report = reportOn(extract(seed, 8000), { arms, compare, eligibility: ELIGIBLE + NO_VOLUNTEERS });
    for (const pair of report.pairs) assert.deepEqual(trapsNamed(pair, 'contamination'), []);
  }
});

test("people of one arm who stand in another arm's file are contamination", () => {
  const files = extract(1, 8000);
  const people = rowsOf(files['people.csv']);
  const ordered = people.filter(row => row['requirement'] === 'programme');
  const inside = people.filter(row => row['disposal'] === 'custody').slice(0, 200);
  const lines = [...ordered, ...inside].map(row => `${row['person']},${row['sentenced_on']}`);
  const own = { ...files, 'programme.csv': `person,ordered_on\n${lines.join('\n')}\n` };
  const arms = `${CUSTODY}
  ours: { label: ours, where: { disposal: community }, in_file: { file: programme }, time_zero: sentenced_on, programme: required }`;
  const report = reportOn(own, {
    arms,
    files: `
    programme: { file: programme.csv, id: person, columns: { ordered_on: date } }`,
    compare: '[[custody, ours]]',
  });
  const [trap] = trapsNamed(pairOf(report, 'custody', 'ours'), 'contamination');
  assert.match(trap.sentence, /what the arm ours asks for \(programme\.csv\)/);
});

test('a region or any other covariate that an arm asks for is no treatment that another arm could receive', () => {
  const arms = `${CUSTODY}
  north: { label: ordered in two areas, where: { disposal: community, requirement: programme, area: [area 1, area 2] }, time_zero: sentenced_on, programme: required }`;
  const report = reportOn(extract(1, 8000), { arms, compare: '[[custody, north]]' });
  assert.deepEqual(trapsNamed(report.pairs[0], 'contamination'), []);
});

test('what tells arms of a programme apart otherwise, such as a term, is no treatment that those without it could receive', () => {
  const files = withColumn(extract(1, 8000), 'term', (_, i) => (i % 3 === 0 ? 'long' : 'short'));
  const arms = `
  long: { label: a long programme, where: { disposal: community, requirement: programme, term: long }, time_zero: sentenced_on, programme: required }
  short: { label: a short programme, where: { disposal: community, requirement: programme, term: short }, time_zero: sentenced_on, programme: required }${ALONE}`;
  const columns = '\n        term: { one_of: [long, short] }';
  const report = reportOn(files, { columns, arms, compare: '[[long, alone], [long, short]]' });
  for (const pair of report.pairs) assert.deepEqual(trapsNamed(pair, 'contamination'), []);
});

test('people in custody whom the court also put on the programme are contamination of custody', () => {
  const files = extract(1, 8000);
  const own = {
    ...files,
    'people.csv': files['people.csv']
      .split('\n')
      .map((line, i) => (i % 4 === 0 ? line.replace(',custody,none,', ',custody,programme,') : line))
      .join('\n'),
  };
  const report = reportOn(own, { arms: CUSTODY + REQUIRED, compare: '[[custody, required]]' });
  const [trap] = trapsNamed(pairOf(report, 'custody', 'required'), 'contamination');
  assert.match(trap.size ?? '', /^\d+ of \d+ people, 2\d\.\d%$/);
});

test('arms that hardly overlap are named, and not for people who could have been in either', () => {
  const arms = `${CUSTODY}
  discharge: { label: people discharged, where: { disposal: discharge }, time_zero: sentenced_on, programme: none }`;
  const named = (estimand: string) => {
    const report = reportOn(extract(1, 40_000), { arms, compare: '[[custody, discharge]]', estimand });
    return trapsNamed(pairOf(report, 'custody', 'discharge'), 'no common support').map(
      ({ size }) => size ?? '',
    );
  };
  assert.ok(named('ATE').some(size => /discharge as 1\d\.\d%$/.test(size)));
  assert.deepEqual(named('ATO'), []);
});

test('people who asked for their arm are a hidden confounder, with the E-value and what the negative control shows', t => {
  let differs = 0;
  for (const seed of seeds(4)) {
    const report = reportOn(extract(seed, 40_000), { arms: CHOICE + ALONE, compare: '[[choice, alone]]' });
    const pair = pairOf(report, 'choice', 'alone');
    const [trap] = trapsNamed(pair, 'hidden confounder');
    assert.match(
      trap.size ?? '',
      /in a thousand \(.*\); E-value \d+\.\d, of the interval's nearer end \d+\.\d$/,
    );
    assert.ok(isEstimate(pair.headline));
    assert.ok(pair.conclusion.cautions.some(caution => caution.includes('motivation')));
    assert.ok(reportText(report).includes(`Trap, hidden confounder: ${trap.sentence} (${trap.size ?? ''})`));
    if (pair.negativeControl?.differs === true) differs++;
  }
  t.diagnostic(`the negative control differs in ${differs} of 4; 68% of 800 worlds elsewhere`);
  // Binomial(4, .68): none with probability .01.
  assert.ok(differs > 0);
});

test('the same people under a basis that hides their choice are still told by what the arm asks for', () => {
  const hidden = [
    CHOICE.replace('programme: voluntary', 'programme: required'),
    CHOICE.replace('programme: voluntary', 'programme: required, assigned_by: they themselves'),
  ];
  for (const arms of hidden) {
    const pair = reportOn(extract(1, 8000), { arms: arms + ALONE, compare: '[[choice, alone]]' }).pairs[0];
    assert.equal(trapsNamed(pair, 'hidden confounder').length, 1);
  }
  // Another word for it, in another column.
  const files = withColumn(extract(1, 8000), 'route', row =>
    row['volunteered'] === 'yes' ? 'self-referred' : 'none',
  );
  const arms = `
  choice: { label: x, where: { disposal: community, requirement: none, route: self-referred }, time_zero: sentenced_on, programme: required }`;
  const columns = '\n        route: { one_of: [self-referred, none] }';
  const pair = reportOn(files, { columns, arms: arms + ALONE, compare: '[[choice, alone]]' }).pairs[0];
  assert.equal(trapsNamed(pair, 'hidden confounder').length, 1);
});
