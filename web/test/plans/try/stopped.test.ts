import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareEach, readScenario, replicator } from '@throughcare/planning';
import { buildApp } from '../../../src/app.ts';
import { openPlanDesk, type PlanDesk } from '../../../src/plans/try/plan-desk.ts';
import { questionAsQuery, questionQuery, readQuestion } from '../../../src/plans/try/question.ts';
import { readPage } from '../../read-page.ts';
import { scenarioFolder, testOptions, testServices } from '../../services.ts';

// A process that tells what its first runs say, and would then never end.
const query = { one: 'base', two: 'conditional-discharge' };
const question = readQuestion(questionQuery.parse(query), ['base', 'base']).question;
let folder: string;
let program: URL;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-stopped-'));
  const read = (file: string) =>
    readFileSync(new URL(`../../../../examples/calibration/${file}`, import.meta.url), 'utf8');
  const scenario = readScenario('small-service.yaml', read);
  const run = replicator([scenario, scenario], 1);
  const known = JSON.stringify(compareEach([scenario, scenario], 1, [0, 1, 2, 3].map(run), null, [5]));
  writeFileSync(
    join(folder, 'endless.mjs'),
    `const say = words => process.send(words);
     process.on('message', message => {
       if (message === 'leave it') return say({ say: 'left' });
       say({ say: 'progress', done: 4 });
       say({ say: 'so far', result: ${JSON.stringify(known)} });
     });`,
  );
  program = new URL(`file://${join(folder, 'endless.mjs')}`);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const deskOf = (name: string, longest: number): PlanDesk =>
  openPlanDesk({
    folder: join(folder, name),
    scenarios: scenarioFolder,
    replications: { draft: 16, whole: 400 },
    patience: 20,
    longest: { draft: longest, whole: longest },
    program,
  });

async function untilStopped(desk: PlanDesk, how: 'draft' | 'whole') {
  for (;;) {
    const standing = desk.standing(question, how);
    if (standing.state === 'stopped') return standing;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

test('a plan that would not end is stopped after the longest time, says so, and shows what it knew', async t => {
  const desk = deskOf('endless', 300);
  t.after(() => desk.stop());
  const app = await buildApp(testOptions({ services: testServices({ planDesk: desk }) }));
  t.after(() => app.close());
  await desk.answer(question, 'draft', 0);
  const { words, soFar } = await untilStopped(desk, 'draft');
  assert.match(words, /stopped after 0 seconds|stopped after \d+ seconds?, which is the longest/);
  assert.match(words, /4 of 16 runs were done\. Nothing else is touched\./);
  assert.equal(soFar?.[0].replications, 4);
  const page = await readPage(app, `/plans/try?${new URLSearchParams(query)}`);
  assert.match(page.words, /The draft was not finished/);
  assert.match(page.words, /A first look\. 4 runs: the intervals are very rough/);
  assert.ok(!page.html.includes('data-watch'), 'nothing more is on its way');
  assert.ok(page.words.includes(soFar[0].sentence));
});

test('a whole run that is cancelled says what it knew; its numbers open, and it can be asked for again', async t => {
  const desk = deskOf('cancelled', 60_000);
  t.after(() => desk.stop());
  const app = await buildApp(testOptions({ services: testServices({ planDesk: desk }) }));
  t.after(() => app.close());
  await desk.answer(question, 'whole', 5_000);
  desk.cancel(question);
  const { words, soFar } = await untilStopped(desk, 'whole');
  assert.match(words, /You cancelled it\. 4 of 400 runs were done\./);
  const { words: page } = await readPage(app, `/plans/try?${new URLSearchParams(query)}`);
  assert.match(page, /The whole run was not finished/);
  assert.match(page, /What its first 4 runs say stands below/);
  assert.match(page, /So far\. 4 runs of the whole run/);
  assert.match(page, /Run it whole/);
  const sources = await readPage(
    app,
    `/plans/try/sources?${new URLSearchParams({ ...query, number: 'difference.cost' })}`,
  );
  assert.equal(sources.status, 200);
  assert.equal(soFar?.[0].replications, 4);
});

test('of many that were stopped the last few keep what they knew', async t => {
  const desk = deskOf('many', 60_000);
  t.after(() => desk.stop());
  const asked = Array.from(
    { length: 6 },
    (_, k) =>
      readQuestion(questionQuery.parse({ ...query, 'n.charged': String(40 + k) }), ['base', 'base']).question,
  );
  for (const one of asked) {
    await desk.answer(one, 'whole', 5_000);
    desk.cancel(one);
  }
  const known = asked.map(one => {
    const standing = desk.standing(one, 'whole');
    return standing.state === 'stopped' && standing.soFar !== undefined;
  });
  assert.deepEqual(known, [false, false, true, true, true, true]);
});

const loop = `name: Round and round
summary: Everybody goes round at once.
side: other
begins: 2027-01-01
years: 3
drawnYear: 1
place: desk
doesNotWeigh: [Nothing]
arrivals: { label: People, to: desk, rate: rate, growth: none }
detectedReoffending: { share: none-again, within: year, returnsTo: desk }
stages:
  desk: { label: Desk, stay: { fixed: moment }, next: [{ rest: desk }] }
parameters:
  rate: { label: Rate, value: 30, unit: people a month, date: 2027, source: Own }
  none: { label: None, value: 0, unit: in 100 a year, date: 2027, source: Own }
  none-again: { label: None again, value: 0, unit: in 100, date: 2027, source: Own }
  year: { label: Year, value: 1, unit: years, date: 2027, source: Own }
  moment: { label: Moment, value: 0.000001, unit: days, date: 2027, source: Own }
`;

test('where every run of a plan is stopped the page says how far it had come and where it goes round', async t => {
  const desk = openPlanDesk({
    folder: join(folder, 'loop'),
    scenarios: scenarioFolder,
    replications: { draft: 2, whole: 2 },
  });
  t.after(() => desk.stop());
  const app = await buildApp(testOptions({ services: testServices({ planDesk: desk }) }));
  t.after(() => app.close());
  const own = { scenarios: ['your-file', 'your-file'] as const, ownFile: loop };
  const asked = { ...question, ...own };
  await desk.answer(asked, 'draft', 60_000);
  const { words } = await readPage(app, `/plans/try?${new URLSearchParams(questionAsQuery(asked))}`);
  assert.match(words, /Every run of “Round and round” was stopped before its end, so it has no figures/);
  assert.match(words, /it had come to day \d+ of 1,096, in year 1, after 65,\d+ events/);
  assert.match(words, /Most came to “Desk” in that year/);
});

test('a plan of which every run is stopped takes nothing from one beside it that ended, and is named', async t => {
  const desk = openPlanDesk({
    folder: join(folder, 'beside'),
    scenarios: scenarioFolder,
    replications: { draft: 2, whole: 2 },
  });
  t.after(() => desk.stop());
  const app = await buildApp(testOptions({ services: testServices({ planDesk: desk }) }));
  t.after(() => app.close());
  for (const scenarios of [
    ['base', 'your-file'] as const,
    ['your-file', 'base', 'conditional-discharge'] as const,
  ]) {
    const asked = { ...question, scenarios, ownFile: loop, lines: 'years: 1\ndrawnYear: 1' };
    const standing = await desk.answer(asked, 'draft', 120_000);
    assert.ok(standing.state === 'ready', JSON.stringify(standing));
    const [{ differences, cautions }] = standing.answer;
    const ended = scenarios.indexOf('base') as 0 | 1;
    for (const { each } of differences.slice(1)) {
      assert.ok(each[ended].middle !== null && each[ended].runs === 2);
      assert.equal(each[1 - ended].middle, null);
    }
    assert.equal(cautions.length, 1);
    for (const path of ['/plans/try', '/plans/try/board']) {
      const { status, words } = await readPage(app, `${path}?${new URLSearchParams(questionAsQuery(asked))}`);
      assert.equal(status, 200);
      assert.match(
        words,
        /Before you read the figures[^]*With “Round and round” 2 of 2 runs were stopped before their end/,
      );
      assert.match(words, /So it has no figures\. [^]*it had come to day \d+ of 365, in year 1/);
      assert.match(words, /Cost over 1 years/);
      assert.match(words, /£[\d.]+ (m|b)illion/);
      assert.doesNotMatch(words, /NaN|undefined|\bnull\b/);
    }
  }
});

test('a run that takes too long tells how far the one under way had come', async t => {
  const worker = fork(new URL('../../../src/plans/try/worker.ts', import.meta.url), { execArgv: [] });
  t.after(() => worker.kill('SIGKILL'));
  const texts = [['own.yaml', loop.replace('0.000001', '0.01')]];
  const scenarios = [
    { file: 'own.yaml', texts },
    { file: 'own.yaml', texts },
  ];
  worker.send({ scenarios, seed: 1, runs: 4, steps: 4, within: -1, looks: [] });
  const [said] = (await once(worker, 'message')) as [{ say: string; knew: string }];
  assert.equal(said.say, 'out of time');
  assert.match(
    said.knew,
    /^With “Round and round” a run was stopped on its way: it had come to day \d+ of 1,096/,
  );
});

test('what was under way when the time was over stands on the page', async t => {
  const file = join(folder, 'late.mjs');
  const knew = 'With “As it is” a run had come to day 12.';
  writeFileSync(
    file,
    `process.on('message', () => process.send({ say: 'out of time', knew: ${JSON.stringify(knew)} }));`,
  );
  const desk = openPlanDesk({
    folder: join(folder, 'late'),
    scenarios: scenarioFolder,
    program: new URL(`file://${file}`),
  });
  t.after(() => desk.stop());
  await desk.answer(question, 'draft', 60_000);
  const { words } = await untilStopped(desk, 'draft');
  assert.match(
    words,
    /stopped after 5 minutes, .* 0 of 16 runs were done\. With “As it is” a run had come to day 12\. Nothing/,
  );
});
