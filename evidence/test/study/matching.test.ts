import assert from 'node:assert/strict';
import { test } from 'node:test';
import { design, isEstimate, readProtocol, run, sourceOf } from '../../src/index.ts';
import type { Estimate, PairReport } from '../../src/index.ts';
import { assertNear, fixtureRows, fixtureText } from '../fixture.ts';
import { matchIt } from '../match/matchit.ts';
import { protocolOf, protocolText } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';
const people = fixtureRows('lalonde.csv');
const treated = people.map(({ treat }) => Number(treat));
/** Earnings above nothing, as an outcome that was recorded. */
const event = people.map(({ re78 }) => Number(Number(re78) > 0));
const csv = [
  'id,treat,age,educ,race,married,nodegree,re74,re75,earned,days',
  ...people.map(
    (row, i) =>
      `${row.id},${row.treat},${row.age},${row.educ},${row.race},${row.married},${row.nodegree},${row.re74},${row.re75},${event[i] === 1 ? 'yes' : 'no'},365`,
  ),
];

const text = (designSpec: string, estimand: string): string => `study: training
question: Did training help?
population: people of the LaLonde study
does_not_show: [anything about courts]
data:
  cohort: people
  files:
    people:
      file: people.csv
      id: id
      columns:
        treat: { one_of: ['0', '1'] }
        age: number
        educ: number
        race: { one_of: [black, hispan, white] }
        married: { one_of: ['0', '1'] }
        nodegree: { one_of: ['0', '1'] }
        re74: number
        re75: number
        earned: { one_of: ['no', 'yes'] }
        days: number
eligibility: []
arms:
  training: { label: people in training, where: { treat: '1' }, programme: none }
  others: { label: other people, where: { treat: '0' }, programme: none }
outcome:
  detected: detected earnings
  within_days: 365
  conviction_lag_days: 0
  recorded_in: { event: earned, is: 'yes', days: days, from: the training, complete_because: the year is over }
covariates:
  - { column: age, as: number }
  - { column: educ, as: number }
  - { column: race, as: category }
  - { column: married, as: category }
  - { column: nodegree, as: category }
  - { column: re74, as: number }
  - { column: re75, as: number }
estimand: ${estimand}
design: ${designSpec}
smallest_difference_that_matters: 50
compare: [[training, others]]
`;

function pairOf(designSpec: string, estimand = 'ATT', rows = csv): PairReport {
  const protocol = protocolOf(text(designSpec, estimand));
  const source = sourceOf({ 'people.csv': `${rows.join('\n')}\n` });
  return run(protocol, design(protocol, source, at).lock, source, at).report.pairs[0];
}

function headlineOf(pair: PairReport): Estimate {
  assert.ok(isEstimate(pair.headline), JSON.stringify(pair.headline));
  return pair.headline;
}

/** The weighted difference of shares and its error by set, G / (G - 1) and (n - 1) / (n - 2), by plain loops. */
function byHand(weights: readonly number[], sets?: readonly number[]) {
  const totals = [0, 0];
  const sums = [0, 0];
  weights.forEach((weight, i) => {
    totals[treated[i]] += weight;
    sums[treated[i]] += weight * event[i];
  });
  const means = [sums[0] / totals[0], sums[1] / totals[1]];
  const parts = new Map<number, number>();
  let n = 0;
  weights.forEach((weight, i) => {
    if (weight === 0) return;
    n++;
    const sign = treated[i] === 1 ? 1 : -1;
    const key = sets === undefined ? i : sets[i];
    const own = (sign * weight * (event[i] - means[treated[i]])) / totals[treated[i]];
    parts.set(key, (parts.get(key) ?? 0) + own);
  });
  const squares = [...parts.values()].reduce((total, part) => total + part * part, 0);
  const g = parts.size;
  const correction = sets === undefined ? n / (n - 2) : (g / (g - 1)) * ((n - 1) / (n - 2));
  return { difference: means[1] - means[0], standardError: Math.sqrt(squares * correction) };
}

const MATCHED = [
  ['nearest', '{ by: matching, caliper_on: raw }'],
  ['nearest_ratio2', '{ by: matching, caliper_on: raw, ratio: 2 }'],
  ['nearest_exact_race', '{ by: matching, caliper_on: raw, exact: [race] }'],
  ['nearest_caliper02_logit', '{ by: matching, caliper: 0.2 }'],
] as const;

test("the headline of a matched study is that of MatchIt's own pairs, its error by matched set", () => {
  for (const [name, spec] of MATCHED) {
    const { weights, matches } = matchIt[name];
    const sets = weights.map(() => -1);
    matches.forEach((rows, set) => rows.forEach(row => (sets[row] = set)));
    const headline = headlineOf(pairOf(spec));
    const want = byHand(weights, sets);
    assertNear(headline.value, want.difference, 1e-8, name);
    assertNear(headline.standardError, want.standardError, 1e-8, name);
    assert.match(headline.method, /cluster-robust by matched set \(HC1\)/);
  }
});

test('with replacement people are in several sets, and the error is HC1', () => {
  const headline = headlineOf(pairOf('{ by: matching, caliper_on: raw, replace: true }'));
  const want = byHand(matchIt['nearest_replace'].weights);
  assertNear(headline.value, want.difference, 1e-8, 'difference');
  assertNear(headline.standardError, want.standardError, 1e-8, 'error');
  assert.match(headline.method, /1 to each with replacement.* HC1 standard error/);
});

test('classes of the score give what the subclasses of MatchIt give, for each estimand that they have', () => {
  const outputs = JSON.parse(fixtureText('subclass.json')) as Record<
    string,
    { readonly subclass: readonly number[] }
  >;
  for (const estimand of ['ATT', 'ATC', 'ATE']) {
    const { subclass } = outputs[`${estimand} 5`];
    // Each class counts by its people of the first arm, the second, or both.
    const count = (k: number, arm: number): number =>
      subclass.filter((own, i) => own === k && treated[i] === arm).length;
    const weights = subclass.map((k, i) => {
      const [own, other] = [count(k, treated[i]), count(k, 1 - treated[i])];
      if (estimand === 'ATE') return (own + other) / own;
      return treated[i] === (estimand === 'ATT' ? 1 : 0) ? 1 : other / own;
    });
    const headline = headlineOf(pairOf('{ by: subclassification, classes: 5 }', estimand));
    const want = byHand(weights);
    assertNear(headline.value, want.difference, 1e-8, estimand);
    assertNear(headline.standardError, want.standardError, 1e-8, estimand);
  }
});

test('optimal, full and Mahalanobis matching run from a protocol, and what they leave is balanced better', () => {
  for (const [spec, estimand, words] of [
    ['{ by: matching, kind: optimal }', 'ATT', /optimal matching for the ATT, 1 to each, on the logit score/],
    ['{ by: matching, kind: optimal, caliper: 0.1 }', 'ATT', /within 0.1 standard deviations/],
    ['{ by: matching, kind: full }', 'ATT', /full matching for the ATT/],
    ['{ by: matching, kind: full }', 'ATC', /full matching for the ATC/],
    ['{ by: matching, kind: full }', 'ATE', /full matching for the ATE/],
    ['{ by: matching, kind: full, caliper: 0.2, exact: [race] }', 'ATE', /exactly on race/],
    ['{ by: matching, kind: mahalanobis, caliper: 0.2 }', 'ATT', /mahalanobis matching.*closest pair first/],
  ] as const) {
    const pair = pairOf(spec, estimand);
    assert.match(headlineOf(pair).method, words);
    const before = Math.max(...pair.balance.map(row => Math.abs(row.standardizedMeanDifferenceBefore)));
    assert.ok(pair.worstImbalance < before, `${spec} ${estimand}: ${pair.worstImbalance} ${before}`);
    assert.match(headlineOf(pair).method, /cluster-robust by matched set \(HC1\)/);
  }
});

test('no order of rows changes who is matched, and names decide between equals, ids or none', () => {
  const [header, ...rows] = csv;
  for (const spec of [
    '{ by: matching, kind: full }',
    '{ by: matching, kind: optimal }',
    '{ by: matching }',
  ]) {
    const [one, other] = [pairOf(spec), pairOf(spec, 'ATT', [header, ...rows.toReversed()])];
    assertNear(headlineOf(other).value, headlineOf(one).value, 1e-9, spec);
    assertNear(headlineOf(other).standardError, headlineOf(one).standardError, 1e-9, spec);
  }
  const nameless = text('{ by: matching }', 'ATT').replace('      id: id\n', '');
  const protocol = protocolOf(nameless);
  const source = sourceOf({ 'people.csv': `${csv.join('\n')}\n` });
  const { report } = run(protocol, design(protocol, source, at).lock, source, at);
  assert.ok(isEstimate(report.pairs[0].headline));
});

test('a design that an estimand cannot have is refused where it stands, with what to write', () => {
  const refused = (spec: string, estimand: string) => {
    const read = readProtocol(text(spec, estimand));
    assert.ok(!read.ok, `${spec} for ${estimand}`);
    return read.faults[0];
  };
  const lineOf = (start: string): number =>
    text('{ by: matching }', 'ATT')
      .split('\n')
      .findIndex(line => line.startsWith(start)) + 1;
  for (const [spec, estimand, key, message] of [
    ['{ by: matching }', 'ATE', 'estimand', /estimand: ATT .*ATC.*kind: full, which has ATE/],
    ['{ by: matching, kind: optimal }', 'ATO', 'estimand', /Write estimand: ATT.*by: weighting/],
    ['{ by: matching, kind: mahalanobis }', 'ATM', 'estimand', /kind mahalanobis.*Write estimand: ATT/],
    ['{ by: matching, kind: full }', 'ATO', 'estimand', /Write estimand: ATE, ATT or ATC/],
    ['{ by: subclassification }', 'ATM', 'estimand', /Write estimand: ATE/],
    ['{ by: entropy balancing }', 'ATO', 'estimand', /Write estimand: ATE, ATT or ATC/],
    ['{ by: matching, kind: full, ratio: 2 }', 'ATT', 'design.ratio', /take ratio out/],
    ['{ by: matching, kind: optimal, replace: true }', 'ATT', 'design.replace', /kind: nearest/],
    ['{ by: matching, kind: optimal, order: largest }', 'ATT', 'design.order', /take order out/],
    ['{ by: matching, replace: true, order: closest }', 'ATT', 'design.order', /no order/],
  ] as const) {
    const fault = refused(spec, estimand);
    assert.equal(fault.at, key, spec);
    assert.match(fault.message, message);
    assert.equal(fault.line, lineOf(key === 'estimand' ? 'estimand:' : 'design:'));
    assert.ok(fault.column >= 1);
  }
});

test('the small study may be weighted for every estimand as before', () => {
  for (const estimand of ['ATE', 'ATT', 'ATC', 'ATO', 'ATM']) {
    assert.ok(
      protocolOf(protocolText.replace('estimand: ATO', `estimand: ${estimand}`)).estimand === estimand,
    );
  }
});
