import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import {
  adjustedFor,
  correctForMany,
  design,
  eValue,
  isEstimate,
  linkedDifference,
  reportText,
  run,
  sourceOf,
} from '../../src/index.ts';
import type { PairReport, StudyReport } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { protocolOf, protocolText, smallFiles } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';

function reportOf(
  added = '',
  text = protocolText,
  files: Record<string, string> = smallFiles(900),
): StudyReport {
  const protocol = protocolOf(`${text}${added}`);
  const source = sourceOf(files);
  return run(protocol, design(protocol, source, at).lock, source, at).report;
}

const lines = (pair: PairReport): string[] =>
  isEstimate(pair.headline) ? pair.headline.sensitivity.map(({ name }) => name) : [];

/** A file that holds its own outcome, blank for some, with regions in which links are missed. */
function recorded(count = 800): { text: string; files: Record<string, string> } {
  const rows = Array.from({ length: count }, (_, i) => {
    const luck = stream(8, 0, i);
    const old = luck.chance(0.5);
    const inFirst = luck.chance(old ? 0.6 : 0.35);
    const happened = luck.chance((old ? 0.2 : 0.35) - (inFirst ? 0.12 : 0));
    const result = luck.chance(inFirst ? 0.1 : 0.05) ? '' : happened ? 'yes' : 'no';
    return `q${i},${inFirst ? 'a' : 'b'},${old ? 'old' : 'young'},${luck.chance(0.3) ? 'north' : 'south'},${result},${happened ? 100 : 365}`;
  });
  const text = `study: recorded
question: Is a better than b?
population: invented people
made_up: true
does_not_show: [anything real]
data:
  cohort: people
  files:
    people:
      file: people.csv
      id: id
      columns:
        arm: { one_of: [a, b] }
        age: { one_of: [old, young] }
        region: { one_of: [north, south] }
        result: { one_of: ['no', 'yes'] }
        days: number
eligibility: []
arms:
  a: { label: people of a, where: { arm: a }, programme: none }
  b: { label: people of b, where: { arm: b }, programme: none }
outcome:
  detected: detected results
  within_days: 365
  conviction_lag_days: 0
  recorded_in: { event: result, is: 'yes', days: days, from: the day, complete_because: the year is over }
covariates:
  - { column: age, as: category }
estimand: ATT
smallest_difference_that_matters: 50
compare: [[a, b]]
`;
  return { text, files: { 'people.csv': `id,arm,age,region,result,days\n${rows.join('\n')}\n` } };
}

test('the E-value and the grid of a hidden trait are those of the headline’s own ratio', () => {
  const [pair] = reportOf().pairs;
  const { eValue: found, unmeasured } = pair.sensitivity ?? {};
  assert.ok(found !== undefined && unmeasured !== undefined && isEstimate(pair.headline));
  const [first, second] = pair.headline.arms;
  assertNear(found.ratio, first.risk / second.risk, 1e-12, 'ratio');
  assertNear(found.eValue, eValue(first.risk / second.risk), 1e-12, 'E-value');
  for (const cell of unmeasured.grid) assertNear(cell.ratio, adjustedFor(found.ratio, cell), 1e-12, 'cell');
  assert.ok(lines(pair).includes('E-value') && lines(pair).includes('unmeasured trait'));
});

test('a control finds its place: judged beside the figure, and its absence is a caution in every conclusion', () => {
  const files = smallFiles(900);
  const motoring = files['people.csv']
    .split('\n')
    .slice(1, 300)
    .filter((_, i) => i % 3 === 0)
    .map(line => `${line.split(',')[0]},2020-10-02,2020-11-02,motoring`);
  const withControl = {
    ...files,
    'reconvictions.csv': `${files['reconvictions.csv']}${motoring.join('\n')}\n`,
  };
  const [pair] = reportOf('', protocolText, withControl).pairs;
  assert.ok(!pair.conclusion.cautions.some(text => /negative control/.test(text)));
  const none = protocolText.replace(/ {2}negative_control.*\n/, '');
  for (const { conclusion } of reportOf('', none).pairs) {
    assert.ok(conclusion.cautions.some(text => /No negative control was named/.test(text)));
  }
  const { text, files: own } = recorded();
  assert.ok(
    reportOf('', text, own).pairs[0].conclusion.cautions.some(said => /has no negative control/.test(said)),
  );
});

test('matched pairs have Rosenbaum’s bounds, and other matchings say why they have none', () => {
  const text = protocolText.replace('estimand: ATO', 'estimand: ATT');
  const [pair] = reportOf('design: { by: matching }\n', text).pairs;
  const bias = pair.sensitivity?.hiddenBias;
  assert.ok(bias !== undefined && isEstimate(pair.headline));
  assert.equal(bias.alternative, pair.headline.value > 0 ? 'first higher' : 'first lower');
  assert.equal(bias.alpha, (1 - pair.headline.interval.level) / 2);
  assert.match(bias.sentence, /Rosenbaum's bounds \(exact binomial/);
  const [full] = reportOf('design: { by: matching, kind: full }\n', text).pairs;
  assert.equal(full.sensitivity?.hiddenBias, undefined);
  assert.ok(
    full.sensitivity?.notMade.some(({ name, why }) => /Rosenbaum/.test(name) && /not in pairs/.test(why)),
  );
});

test('people without a recorded outcome are held against the verdict, and may be left out of it by the protocol', () => {
  const { text, files } = recorded();
  const [pair] = reportOf('', text, files).pairs;
  const found = pair.sensitivity?.missingOutcomes;
  assert.ok(found !== undefined);
  const blank = (arm: string): number =>
    files['people.csv'].split('\n').filter(line => new RegExp(`^q\\d+,${arm},.*,,\\d+$`).test(line)).length;
  assert.deepEqual(found.unknown, [blank('a'), blank('b')]);
  assert.match(found.sentence, /The outcome of \d+ and \d+ people is not recorded/);
  const [without] = reportOf(
    'sensitivity: { missing_outcomes: false, unmeasured: false }\n',
    text,
    files,
  ).pairs;
  assert.equal(without.sensitivity?.missingOutcomes, undefined);
  assert.equal(without.sensitivity?.unmeasured, undefined);
});

test('links missed by group are corrected for in the weighted groups, by hand the same', () => {
  const { text, files } = recorded();
  const [pair] = reportOf(
    'sensitivity: { linkage_error: { column: region, missed: { north: 0.2, south: 0.05 } } }\n',
    text,
    files,
  ).pairs;
  const found = pair.sensitivity?.linkage;
  assert.ok(found !== undefined && isEstimate(pair.headline));
  assertNear(found.observed, pair.headline.value, 1e-12, 'observed');
  const side = (arm: string) => found.groups.filter(group => group.arm === arm);
  const corrected = (arm: string): number => {
    const groups = side(arm);
    const people = groups.reduce((total, { n }) => total + n, 0);
    return groups.reduce((total, { events, missed }) => total + events / (1 - missed), 0) / people;
  };
  assertNear(found.corrected, corrected('a') - corrected('b'), 1e-12, 'corrected');
  assertNear(linkedDifference(side('a'), side('b')).corrected, found.corrected, 1e-12, 'again');
});

test('covariate sets stand as numbers, with those that say something else', () => {
  const [pair] = reportOf('sensitivity: { covariate_sets: { sex alone: [sex], age alone: [age] } }\n').pairs;
  const sets = pair.sensitivity?.covariateSets;
  assert.ok(sets !== undefined && isEstimate(pair.headline));
  assert.deepEqual(
    sets.sets.map(({ name }) => name),
    ['sex alone', 'age alone'],
  );
  const values = [pair.headline.value, ...sets.sets.flatMap(({ found }) => found?.value ?? [])];
  assert.equal(sets.lowest, Math.min(...values));
  assert.equal(sets.highest, Math.max(...values));
});

test('many tests are corrected as the one function for it corrects them', () => {
  const { tests } = reportOf();
  const p = tests.rows.flatMap(row => row.p ?? []);
  assert.equal(p.length, 2);
  assert.deepEqual(
    tests.rows.flatMap(row => row.adjustedP ?? []),
    correctForMany(p),
  );
});

test('the text of a report tells all of it in numbers that are numbers', () => {
  const { text, files } = recorded();
  const report = reportOf(
    'sensitivity: { linkage_error: { column: region, missed: { north: 0.2 } } }\n',
    text,
    files,
  );
  const printed = reportText(report);
  for (const words of [
    'E-value',
    'unmeasured trait',
    'missing outcomes',
    'linkage error',
    'negative control',
  ])
    assert.ok(printed.includes(`${words}: `), words);
  assert.doesNotMatch(printed, /NaN|undefined|Infinity/);
});
