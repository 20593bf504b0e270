import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stream } from '@throughcare/numerics';
import { design, isEstimate, logRank, reportText, restrictedMean, run, sourceOf } from '../../src/index.ts';
import type { Estimate, PairReport, StudyReport } from '../../src/index.ts';
import { assertNear } from '../fixture.ts';
import { protocolOf } from '../small-study.ts';

const at = '2026-11-01T00:00:00Z';

/** A file that counts its own days; `outcome` and `columns` say what is in it. */
function reportOf(input: {
  readonly header: string;
  readonly rows: readonly string[];
  readonly columns: string;
  readonly outcome: string;
  readonly design?: string;
  readonly estimand?: string;
}): StudyReport {
  const protocol = protocolOf(`study: further
question: Is a better than b?
population: invented people
made_up: true
does_not_show: [anything real]
data:
  cohort: people
  files:
    people: { file: people.csv, id: id, columns: { arm: { one_of: [a, b] }, age: { one_of: [old, young] }, ${input.columns} } }
eligibility: []
arms:
  a: { label: people of a, where: { arm: a }, programme: none }
  b: { label: people of b, where: { arm: b }, programme: none }
outcome: { detected: detected events, conviction_lag_days: 0, ${input.outcome} }
covariates: [{ column: age, as: category }]
estimand: ${input.estimand ?? 'ATE'}
design: ${input.design ?? '{ by: weighting }'}
smallest_difference_that_matters: 50
compare: [[a, b]]
`);
  const source = sourceOf({ 'people.csv': `${[input.header, ...input.rows].join('\n')}\n` });
  return run(protocol, design(protocol, source, at).lock, source, at).report;
}

const effectOf = (pair: PairReport, measure: string, by?: string): Estimate => {
  const found = pair.effects.find(effect => effect.measure === measure && effect.by === by);
  assert.ok(found !== undefined, `${measure} ${by}: ${JSON.stringify(pair.notMade)}`);
  return found;
};

/** Half of each arm old, so that weighting changes nothing and figures are those of the plain data. */
const balanced = (make: (arm: 'a' | 'b', i: number) => string, count = 100): string[] =>
  (['a', 'b'] as const).flatMap(arm =>
    Array.from(
      { length: count },
      (_, i) => `${arm}${i},${arm},${i % 2 === 0 ? 'old' : 'young'},${make(arm, i)}`,
    ),
  );

const recordedIn = (rest: string): string =>
  `recorded_in: { ${rest}, from: the day, complete_because: the year is over }, time_at_risk: { custody: in }`;

test('yes or no: risk ratio, AIPW and M-estimation stand beside the difference, each with its standard error', () => {
  // 20 and 40 in 100, alike in either age: every figure is that of two plain shares.
  const rows = balanced((arm, i) => (i % 50 < (arm === 'a' ? 10 : 20) ? 'yes,100' : 'no,365'));
  const report = reportOf({
    header: 'id,arm,age,event,days',
    rows,
    columns: "event: { one_of: ['no', 'yes'] }, days: number",
    outcome: `kind: binary, within_days: 365, ${recordedIn("event: event, is: 'yes', days: days").replace(', time_at_risk: { custody: in }', '')}`,
  });
  const [pair] = report.pairs;
  const ratio = effectOf(pair, 'risk ratio');
  assertNear(ratio.value, 0.5, 1e-9, 'ratio');
  assertNear(ratio.standardError, Math.sqrt(0.8 / 20 + 0.6 / 40), 1e-6, 'its error');
  const doubly = effectOf(pair, 'risk difference', 'AIPW');
  assertNear(doubly.value, -0.2, 1e-6, 'AIPW');
  assertNear(doubly.standardError, Math.sqrt(((0.16 + 0.24) / 100) * (200 / 199)), 1e-6, 'its error');
  assert.match(doubly.method, /influence function standard error/);
  assertNear(effectOf(pair, 'risk difference', 'M-estimation').value, -0.2, 1e-9, 'M-estimation');
  assert.match(effectOf(pair, 'hazard ratio').method, /robust standard error/);
});

test('AIPW is not made for estimands that have no people, and says so', () => {
  const rows = balanced((arm, i) => (i % 50 < (arm === 'a' ? 10 : 20) ? 'yes,100' : 'no,365'));
  const [pair] = reportOf({
    header: 'id,arm,age,event,days',
    rows,
    columns: "event: { one_of: ['no', 'yes'] }, days: number",
    outcome: `within_days: 365, recorded_in: { event: event, is: 'yes', days: days, from: the day, complete_because: it is over }`,
    estimand: 'ATO',
  }).pairs;
  assert.ok(pair.notMade.some(({ measure, why }) => /AIPW/.test(measure) && /ATE, ATT or ATC/.test(why)));
});

test('counts: the Poisson rate ratio is that of events over years, negative binomial where they vary more, else why not', () => {
  const many = balanced((arm, i) => `${(i % 10 < 2 ? 6 : 0) * (arm === 'a' ? 1 : 2)},365`);
  const input = {
    header: 'id,arm,age,count,days',
    columns: 'count: number, days: number',
    outcome: `kind: count, within_days: 365, ${recordedIn('count: count, at_risk: days')}`,
  };
  const [pair] = reportOf({ ...input, rows: many }).pairs;
  assertNear(effectOf(pair, 'rate ratio', 'Poisson').value, 0.5, 1e-9, 'Poisson');
  const binomial = effectOf(pair, 'rate ratio', 'negative binomial');
  assertNear(binomial.value, 0.5, 1e-6, 'negative binomial');
  assert.match(binomial.method, /theta .* HC0 standard error/);
  // Hardly any vary: one each for half of the people.
  const [even] = reportOf({
    ...input,
    rows: balanced((arm, i) => `${i % 4 < (arm === 'a' ? 1 : 2) ? 1 : 0},365`),
  }).pairs;
  assert.ok(even.notMade.some(({ measure, why }) => /negative binomial/.test(measure) && why.length > 20));
  assertNear(effectOf(even, 'rate ratio', 'Poisson').value, 0.5, 1e-9, 'Poisson');
});

const timed = (luckSeed: number, count = 150): string[] =>
  balanced((arm, i) => {
    const luck = stream(luckSeed, arm === 'a' ? 1 : 2, i);
    const days = Math.ceil(-300 * Math.log(luck.uniform()) * (arm === 'a' ? 1.6 : 1));
    const other = Math.ceil(-900 * Math.log(luck.uniform()));
    if (Math.min(days, other) > 365) return 'no,365';
    return days <= other ? `yes,${days}` : `died,${other}`;
  }, count);

test('times: restricted means are the areas of the arms’ own curves, log-rank and Peto those of the people compared', () => {
  const rows = timed(3).map(line => line.replace('died', 'no'));
  const [pair] = reportOf({
    header: 'id,arm,age,event,days',
    rows,
    columns: "event: { one_of: ['no', 'yes'] }, days: number",
    outcome: `kind: time to event, within_days: 365, ${recordedIn("event: event, is: 'yes', days: days")}`,
  }).pairs;
  const cells = rows.map(line => line.split(','));
  const of = (arm: string) => {
    const own = cells.filter(row => row[1] === arm);
    return { time: own.map(row => Number(row[4])), event: own.map(row => Number(row[3] === 'yes')) };
  };
  const [a, b] = ['a', 'b'].map(arm => restrictedMean(of(arm), 365));
  const found = effectOf(pair, 'restricted mean difference');
  assertNear(found.value, a.mean - b.mean, 1e-9, 'restricted mean');
  assert.match(found.method, /infinitesimal jackknife standard error/);
  const time = cells.map(row => Number(row[4]));
  const event = cells.map(row => Number(row[3] === 'yes'));
  const group = cells.map(row => Number(row[1] === 'b'));
  const tests = new Map(pair.curveTests?.map(test => [test.name, test]));
  assertNear(tests.get('log-rank')?.chiSquare ?? 0, logRank(time, event, group).chiSquare, 1e-9, 'log-rank');
  assertNear(
    tests.get('Peto')?.chiSquare ?? 0,
    logRank(time, event, group, { rho: 1 }).chiSquare,
    1e-9,
    'Peto',
  );
  assert.match(tests.get('proportional hazards')?.sentence ?? '', /No hazard ratio was seen to change/);
});

test('where the hazard ratio changes with time, the test says so and what to do', () => {
  // Everybody of a is detected early or never, those of b evenly.
  const rows = balanced((arm, i) => {
    if (arm === 'a') return i < 60 ? `yes,${1 + (i % 30)}` : 'no,365';
    return i < 60 ? `yes,${5 * i + 10}` : 'no,365';
  });
  const [pair] = reportOf({
    header: 'id,arm,age,event,days',
    rows,
    columns: "event: { one_of: ['no', 'yes'] }, days: number",
    outcome: `kind: time to event, within_days: 365, ${recordedIn("event: event, is: 'yes', days: days")}`,
  }).pairs;
  const found = pair.curveTests?.find(({ name }) => name === 'proportional hazards');
  assert.ok(found !== undefined && found.p < 0.001);
  assert.match(found.sentence, /changes with time.*restricted mean times/);
});

test('competing ends: Gray’s test and Fine-Gray stand beside the difference of incidences, restricted means do not', () => {
  const report = reportOf({
    header: 'id,arm,age,event,days',
    rows: timed(4),
    columns: "event: { one_of: ['no', 'yes', died] }, days: number",
    outcome: `kind: competing, within_days: 365, ${recordedIn("event: event, is: 'yes', competing_is: died, days: days")}`,
  });
  const [pair] = report.pairs;
  const ratio = effectOf(pair, 'subdistribution hazard ratio');
  assert.match(ratio.method, /Fine and Gray's sandwich standard error/);
  assert.ok(ratio.value < 1);
  assert.ok(pair.curveTests?.some(({ name }) => name === "Gray's test"));
  assert.ok(!pair.effects.some(({ measure }) => measure === 'restricted mean difference'));
  assert.ok(isEstimate(pair.headline) && isEstimate(pair.hazardRatio));
  assert.doesNotMatch(reportText(report), /NaN|undefined|Infinity/);
});

test('matched sets count in every measure: errors by set, and log-rank within them', () => {
  const [pair] = reportOf({
    header: 'id,arm,age,event,days',
    rows: timed(5, 120).map(line => line.replace('died', 'no')),
    columns: "event: { one_of: ['no', 'yes'] }, days: number",
    outcome: `kind: time to event, within_days: 365, ${recordedIn("event: event, is: 'yes', days: days")}`,
    design: '{ by: matching }',
    estimand: 'ATT',
  }).pairs;
  assert.match(effectOf(pair, 'hazard ratio').method, /by matched set/);
  assert.match(pair.curveTests?.[0].sentence ?? '', /Within matched sets/);
});

test('every figure that is written down has a finite interval around it and names its standard error', () => {
  for (const [seed, kind] of [
    [6, 'time to event'],
    [7, 'competing'],
  ] as const) {
    const [pair] = reportOf({
      header: 'id,arm,age,event,days',
      rows: timed(seed, 60),
      columns: "event: { one_of: ['no', 'yes', died] }, days: number",
      outcome: `kind: ${kind}, within_days: 365, ${recordedIn(`event: event, is: 'yes', days: days${kind === 'competing' ? ', competing_is: died' : ''}`)}`,
    }).pairs;
    assert.ok(pair.effects.length >= 3);
    for (const { value, interval, method } of pair.effects) {
      assert.ok(interval.lower < value && value < interval.upper);
      assert.match(method, /standard error/);
    }
  }
});
