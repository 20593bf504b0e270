import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import {
  isEstimate,
  perThousand,
  release,
  roundedCount,
  type Estimate,
  type PairReport,
  type StudyReport,
} from '@throughcare/evidence';
import type { FastifyInstance } from 'fastify';
import { noAnalysis, type Analysis } from '../../src/analysis/read-analysis.ts';
import type { TrueEffects } from '../../src/analysis/truth.ts';
import { buildApp } from '../../src/app.ts';
import { workOutSmall, type SmallResults } from '../analysis/small-results.ts';
import { readPage, textsOf } from '../read-page.ts';
import { testOptions, testServices } from '../services.ts';

const url = '/studies/prison-or-community';
let results: SmallResults;
let app: FastifyInstance;
let report: StudyReport;
let own: StudyReport;

before(async () => {
  const names = ['prison-or-community', 'our-own-people'];
  results = workOutSmall('extract', 'truth', 'linkage', ...names.map(name => `study ${name}`));
  app = await appWith(results.analysis);
  [report, own] = names.map(name => ready(name)) as [StudyReport, StudyReport];
});
after(async () => {
  await app?.close();
  results?.remove();
});

function ready(study: string): StudyReport {
  const finding = results.analysis.study(study);
  assert.ok(finding.state === 'ready', study);
  return finding.result;
}

function appWith(analysis: Analysis): Promise<FastifyInstance> {
  return buildApp(testOptions({ services: testServices({ analysis }) }));
}

/** The same results with one study changed, and with another truth if given. */
const appOf = (changed: StudyReport, truth: TrueEffects | undefined = results.analysis.truth()) =>
  appWith({ ...noAnalysis, study: () => ({ state: 'ready', result: changed }), truth: () => truth });

const pairOf = (first: string, second: string): PairReport =>
  report.pairs.find(pair => pair.first === first && pair.second === second)!;
const estimateOf = (pair: PairReport): Estimate => {
  assert.ok(isEstimate(pair.adjusted));
  return pair.adjusted;
};

test('the page opens with the conclusion in people of a thousand, and the interval beside it', async () => {
  const { status, html } = await readPage(app, url);
  assert.equal(status, 200);
  const [first] = report.pairs;
  const { value, interval } = estimateOf(first);
  const [heading] = textsOf(html, 'h1');
  assert.ok(heading.startsWith('Of 1,000 people who went to prison'), heading);
  assert.ok(heading.includes(`${perThousand(interval.upper)}`), heading);
  if (first.conclusion.verdict !== 'cannot tell yet')
    assert.ok(heading.includes(`${Math.abs(perThousand(value))} `), heading);
  assert.match(html, new RegExp(`Conclusion: <b>${first.conclusion.verdict}</b>`));
});

test('E12: people, events, interval, follow-up, maturity, method, assumptions and sensitivity stand behind the figure', async () => {
  const { words, html } = await readPage(app, url);
  const adjusted = estimateOf(report.pairs[0]);
  for (const name of [
    'People',
    'Detected',
    'Difference',
    'Followed',
    'Mature',
    'How it was done',
    'What it takes for granted',
    'What it would take to undo it',
    'Locked',
  ]) {
    assert.ok(textsOf(html, 'dt').includes(name), name);
  }
  for (const { n, events } of adjusted.arms)
    for (const count of [n, events])
      assert.ok(typeof count === 'number' && words.includes(roundedCount(count).toLocaleString('en-GB')));
  for (const said of adjusted.assumptions) assert.ok(words.includes(said.slice(0, 40)), said);
  assert.ok(adjusted.sensitivity.some(({ name }) => name === 'E-value'));
  // The page writes a minus that is one, begins with a capital, and shows no underline of a column.
  const plain = (text: string) => text.replaceAll('−', '-').replaceAll('_', ' ').toLowerCase();
  for (const { finding } of adjusted.sensitivity)
    assert.ok(plain(words).includes(plain(finding.slice(0, 40))), finding);
  assert.ok(words.includes(adjusted.method));
  assert.ok(words.includes(report.standsOn.protocolSha256.slice(0, 12)));
});

test('the switch is made of links: at first, alike, and the truth that only made-up data has', async () => {
  const [first, alike, truth] = await Promise.all(
    ['?view=first', '', '?view=truth'].map(view => readPage(app, url + view)),
  );
  assert.match(first.words, /At first sight/);
  assert.match(alike.words, /With people made alike/);
  assert.match(truth.words, /What is true here lies/);
  assert.notEqual(curveOf(first.html), curveOf(alike.html));
  for (const { html } of [first, alike, truth])
    assert.equal(html.match(/class="switch"[\s\S]*?<\/nav>/)![0].match(/<a /g)!.length, 3);
});

/** The line of the first group. */
const curveOf = (html: string) => /<path[^>]* class="la"[^>]*>/.exec(html)![0];

test('real data has no truth: neither a switch for it, nor a diamond, nor a word', async () => {
  const real = await appOf({ ...report, madeUp: false });
  const { words, html } = await readPage(real, `${url}?view=truth`);
  assert.doesNotMatch(html, /view=truth/);
  assert.doesNotMatch(words, /known only here|The truth \(/);
  await real.close();
});

test('E40: volunteers are warned of where the answer stands, and the negative control and E-value with them', async () => {
  const { words } = await readPage(app, `${url}?pair=choice-alone`);
  const warned = words.indexOf('People who ask for a programme differ from others in motivation');
  assert.ok(warned > 0 && warned < words.indexOf('See this as a table'));
  assert.match(words, /detected motoring offences/i);
  assert.match(words, /A large E-value does not show/);
});

test('E40: a conclusion that pools ordered and chosen programmes says so at the top', async () => {
  const [first, ...rest] = report.pairs;
  const pooled = 'This pools people in a programme by choice with people who were obliged.';
  const conclusion = { ...first.conclusion, sentences: [first.conclusion.sentences[0], pooled] as const };
  const pooling = await appOf({ ...report, pairs: [{ ...first, conclusion }, ...rest] });
  const { words } = await readPage(pooling, url);
  assert.ok(words.indexOf(pooled) > 0 && words.indexOf(pooled) < words.indexOf('See this as a table'));
  await pooling.close();
});

test('a figure that looks strong and is wrong is told by the truth, where there is one', async () => {
  const { interval } = estimateOf(pairOf('choice', 'alone'));
  const riskDifference = interval.upper + 0.01;
  const truth: TrueEffects = { of: () => ({ riskA: 0.06, riskB: 0.06 - riskDifference, riskDifference }) };
  const told = await appOf(report, truth);
  const { words } = await readPage(told, `${url}?pair=choice-alone`);
  assert.match(words, /The E-value of [\d.]+ makes it look strong\. It is wrong all the same/);
  await told.close();
});

test('E13: an interval that holds nought is never "no effect" and never "as many"', async () => {
  const pair = report.pairs.find(one => one.conclusion.because === 'the interval holds no difference');
  assert.ok(pair, 'one of the pairs is undecided in this world');
  const { html, words } = await readPage(app, `${url}?pair=${pair.first}-${pair.second}`);
  assert.match(textsOf(html, 'h1')[0], /We cannot tell yet/);
  assert.match(words, /This does not mean that there is no difference/);
  assert.doesNotMatch(words, /no effect|makes no difference/i);
});

test('E13: on the service’s own few, fewer than ten is said first, then how many more and by when', async () => {
  for (const address of [url, '/studies/our-own-people']) {
    const { words } = await readPage(app, address);
    const few = words.indexOf('Fewer than ten people');
    assert.ok(few > 0, address);
    assert.ok(words.indexOf('This does not mean that there is no difference') > few, address);
  }
  const { words } = await readPage(app, url);
  const when = own.pairs[0].when!;
  assert.match(words, /People needed\s+About [\d,]+, each followed to the end/);
  assert.match(words, new RegExp(`about ${Math.round(when.intakePerYear!)} more a year`));
  assert.match(words, /Alone\s+By about [A-Z][a-z]+ \d{4}/);
});

test('E16: where a count is small no curve, interval, balance or count tells it', async () => {
  const [pair] = own.pairs;
  assert.equal(
    release(own).pairs[0].differencePerThousand,
    undefined,
    'the small study is one with hidden counts',
  );
  const { html, words } = await readPage(app, '/studies/our-own-people');
  assert.match(words, /Nothing is drawn here/);
  assert.deepEqual(
    [...html.matchAll(/aria-label="([^".]*)/g)]
      .map(([, label]) => label)
      .filter(label => /curve|bands|differen|unlike/i.test(label)),
    [],
  );
  assert.match(words, /fewer than 10/);
  const { naive, adjusted } = pair;
  for (const figure of [naive, adjusted]) {
    assert.ok(isEstimate(figure));
    for (const { risk } of figure.arms) assert.ok(!words.includes(`${perThousand(risk)} of 1,000`));
  }
});

test('a study or a pair that is not there is not found; an unknown view is the usual one', async () => {
  assert.equal((await readPage(app, '/studies/nothing')).status, 404);
  assert.equal((await readPage(app, `${url}?pair=alone-custody`)).status, 404);
  const { status, words } = await readPage(app, `${url}?view=sideways`);
  assert.equal(status, 200);
  assert.match(words, /With people made alike/);
});

test('the list says the answer of each, or how far it is', async () => {
  const { words } = await readPage(app, '/studies');
  assert.match(words, /Of 1,000 people who went to prison/);
  assert.match(words, /We cannot tell yet\. Fewer than ten/);
  const empty = await appWith(noAnalysis);
  assert.match((await readPage(empty, '/studies')).words, /Not worked out yet/);
  await empty.close();
});

test('every name of a figure of reoffending says that it was detected', async () => {
  for (const { first, second } of report.pairs) {
    const { html } = await readPage(app, `${url}?pair=${first}-${second}`);
    const named = ['h1', 'h2', 'h3', 'figcaption', 'caption', 'th', 'dt'].flatMap(element =>
      textsOf(html, element),
    );
    for (const name of named.filter(text => /reoffen/i.test(text))) assert.match(name, /detected/i);
  }
});
