import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { design, isEstimate, reportText, run, sourceOf, StudyRefusal } from '../../src/index.ts';
import type { Estimate, PairReport, StudyReport } from '../../src/index.ts';
import { protocolOf, protocolText, smallFiles } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';
const AGE = 7;
const SEX = 8;

/** The small study's files with ages and sexes blank for a share of the people, older ones and the programme's oftener. */
function gappy(seed = 5): { 'people.csv': string; 'reconvictions.csv': string } {
  const files = smallFiles(900);
  const [header, ...rows] = files['people.csv'].trimEnd().split('\n');
  const blanked = rows.map((line, i) => {
    const cells = line.split(',');
    const luck = stream(seed, 1, i);
    if (luck.chance(cells[6] === 'programme' ? 0.3 : 0.15)) cells[AGE] = '';
    if (luck.chance(0.1)) cells[SEX] = '';
    return cells.join(',');
  });
  return { ...files, 'people.csv': `${[header, ...blanked].join('\n')}\n` };
}

function reportOf(missing: string, files = gappy(), text = protocolText): StudyReport {
  const protocol = protocolOf(`${text}${missing === '' ? '' : `missing_values: ${missing}\n`}`);
  const source = sourceOf(files);
  return run(protocol, design(protocol, source, at).lock, source, at).report;
}

function headlineOf(pair: PairReport): Estimate {
  assert.ok(isEstimate(pair.headline), 'a headline');
  return pair.headline;
}

test('without gaps, multiple imputation gives to the last bit what complete cases and indicators give', () => {
  const files = smallFiles(600);
  const [complete, indicator, multiple] = ['complete case', 'indicator', 'multiple imputation'].map(method =>
    reportOf(`{ method: ${method} }`, files),
  );
  for (const report of [indicator, multiple]) {
    report.pairs.forEach((pair, k) => {
      assert.equal(headlineOf(pair).value, headlineOf(complete.pairs[k]).value);
      assert.equal(headlineOf(pair).standardError, headlineOf(complete.pairs[k]).standardError);
      assert.deepEqual(pair.balance, complete.pairs[k].balance);
      assert.equal(pair.imputation, undefined);
    });
  }
  assert.match(multiple.method.missing, /nothing had to be imputed/);
});

test('imputations differ, and the headline says how many, how much is missing and what that costs', () => {
  const report = reportOf('{ method: multiple imputation, imputations: 5, iterations: 6, seed: 3 }');
  const shares = new Map(report.missing?.map(({ column, people }) => [column, people]));
  const [, ...rows] = gappy()['people.csv'].trimEnd().split('\n');
  const lacking = (cell: number): number => rows.filter(row => row.split(',')[cell] === '').length;
  assert.equal(shares.get('age'), lacking(AGE));
  assert.equal(shares.get('sex'), lacking(SEX));
  // Nobody leaves for want of a covariate.
  assert.ok(!report.attrition.some(({ step }) => /covariate/.test(step)));
  for (const pair of report.pairs) {
    const { imputation } = pair;
    assert.ok(imputation !== undefined);
    assert.equal(imputation.imputations, 5);
    assert.ok(imputation.fractionMissing > 0 && imputation.fractionMissing < 0.6);
    assert.ok(imputation.degreesOfFreedom > 3);
    const { value, interval, standardError, degreesOfFreedom, method } = headlineOf(pair);
    assert.equal(degreesOfFreedom, imputation.degreesOfFreedom);
    // Student's interval is wider than the normal one, and has the figure in its middle.
    assert.ok(interval.upper - value > 1.959963 * standardError);
    assert.ok(Math.abs(interval.upper + interval.lower - 2 * value) < 1e-12);
    assert.match(method, /pooled over 5 imputations by Rubin's rules, \d+\.\d% of the information missing/);
  }
  assert.match(
    report.method.missing,
    /age \d+\.\d%, sex \d+\.\d%\) are imputed 5 times .* 6 iterations each \(seed 3\)/,
  );
  assert.match(report.method.missing, /not the outcome/);
  assert.match(reportText(report), /imputed 5 times by chained equations/);
  assert.doesNotMatch(reportText(report), /NaN|undefined|Infinity/);
});

test('the order of rows does not matter to what is imputed', () => {
  const files = gappy();
  const [header, ...rows] = files['people.csv'].trimEnd().split('\n');
  const turned = { ...files, 'people.csv': `${[header, ...rows.reverse()].join('\n')}\n` };
  const how = '{ method: multiple imputation, imputations: 3, iterations: 4, seed: 9 }';
  const [one, other] = [reportOf(how, files), reportOf(how, turned)];
  one.pairs.forEach((pair, k) => {
    const [a, b] = [headlineOf(pair), headlineOf(other.pairs[k])];
    assert.ok(Math.abs(a.value - b.value) < 1e-9, `${a.value} ${b.value}`);
    assert.ok(Math.abs(a.standardError - b.standardError) < 1e-9);
  });
});

test('a run may impute with the outcome, its design never does, and the lock still holds', () => {
  const how = (outcome: boolean): string =>
    `{ method: multiple imputation, imputations: 3, iterations: 4, seed: 9, with_outcome: ${outcome} }`;
  const protocol = protocolOf(`${protocolText}missing_values: ${how(true)}\n`);
  const files = gappy();
  // A design finds no outcome file, and gives the same lock.
  const without = design(protocol, sourceOf({ 'people.csv': files['people.csv'] }), at);
  const withFile = design(protocol, sourceOf(files), at);
  assert.equal(without.lock.designSha256, withFile.lock.designSha256);
  const { report } = run(protocol, without.lock, sourceOf(files), at);
  assert.match(report.method.missing, /the arm and the outcome/);
  assert.notEqual(headlineOf(report.pairs[0]).value, headlineOf(reportOf(how(false)).pairs[0]).value);
  const changed = { ...files, 'people.csv': files['people.csv'].replace('male,x', 'female,x') };
  assert.throws(() => run(protocol, without.lock, sourceOf(changed), at), StudyRefusal);
});

test('an imputation that has not had the iterations to settle is a caution beside the conclusion', () => {
  const [pair] = reportOf('{ method: multiple imputation, imputations: 3, iterations: 2, seed: 9 }').pairs;
  assert.ok(pair.conclusion.cautions.some(caution => /too few to see whether it settled/.test(caution)));
});

test('a covariate that nobody has is refused by name, with what to do', () => {
  const files = gappy();
  const [header, ...rows] = files['people.csv'].trimEnd().split('\n');
  const empty = rows.map(row => row.split(',').with(AGE, '').join(','));
  assert.throws(
    () =>
      reportOf('{ method: multiple imputation }', {
        ...files,
        'people.csv': `${[header, ...empty].join('\n')}\n`,
      }),
    (error: unknown) =>
      error instanceof StudyRefusal && /age is recorded for nobody.*Leave it out/.test(error.message),
  );
});
