import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../src/app.ts';
import { openPlanDesk, type PlanDesk } from '../../../src/plans/try/plan-desk.ts';
import type { PlanAnswer } from '../../../src/plans/try/plan-answer.ts';
import { questionQuery, readQuestion } from '../../../src/plans/try/question.ts';
import { people, peopleBetween } from '../../../src/plans/numbers.ts';
import { readPage } from '../../read-page.ts';
import { scenarioFolder, testOptions, testServices } from '../../services.ts';

const lines = 'years: 2\ndrawnYear: 2\n';
const query = {
  one: 'everybody-imprisoned',
  two: 'programme-for-every-community-sentence',
  three: 'base',
  four: 'conditional-discharge',
  lines,
};
const url = `/plans/try?${new URLSearchParams(query)}`;
const ask = (asked: Record<string, string>) =>
  readQuestion(questionQuery.parse(asked), ['base', 'base']).question;

let folder: string;
let planDesk: PlanDesk;
let app: FastifyInstance;
let answer: PlanAnswer;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-side-'));
  planDesk = openPlanDesk({
    folder,
    scenarios: scenarioFolder,
    replications: { draft: 4, whole: 6 },
    firstLook: 4,
  });
  app = await buildApp(testOptions({ services: testServices({ planDesk }) }));
  const standing = await planDesk.answer(ask(query), 'draft', 400_000);
  assert.ok(standing.state === 'ready');
  answer = standing.answer;
});
after(async () => {
  await app?.close();
  await planDesk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('four plans stand side by side on one luck: the first is the same in each comparison, to the last bit', () => {
  assert.equal(answer.length, 3);
  const firsts = answer.map(({ flows: [flow], waiting: [fan], differences: [, cost, again] }) => ({
    flow,
    fan,
    cost: cost.each[0],
    again: again.each[0],
  }));
  for (const own of firsts) assert.deepEqual(own, firsts[0]);
  assert.deepEqual(
    answer.map(({ scenarios: [, other] }) => other.file),
    answer.map(() => 'yours.yaml'),
  );
});

test('what was seen is held against the first plan, as where two stand beside each other', async () => {
  const observed =
    'period,stage,statistic,value\n2027-01,programme,waiting,5200\n2027-02,programme,waiting,5300';
  const { one, two } = query;
  const pair = await planDesk.answer(ask({ one, two, lines, observed }), 'draft', 400_000);
  const four = await planDesk.answer(ask({ ...query, observed }), 'draft', 400_000);
  assert.ok(pair.state === 'ready' && four.state === 'ready');
  const { words } = await readPage(app, `${url}&${new URLSearchParams({ observed })}`);
  assert.match(words, /4 plans side by side/);
  assert.match(words, /Would it have been right before\?/);
  assert.ok(words.includes(pair.answer[0].backtest!.words));
});

test('the main figures of each plan stand with their intervals, and so does what differs from the first', async () => {
  const { html, words } = await readPage(app, url);
  for (const { differences, scenarios, waiting } of answer) {
    for (const { name, summary } of scenarios)
      assert.ok(words.includes(name) && words.includes(summary), name);
    for (const { words: said, interval } of differences)
      assert.ok(words.includes(said) && words.includes(interval), `${said}, ${interval}`);
    const [first, other] = differences[2].each;
    for (const one of [first, other]) {
      assert.ok(words.includes(people(one.middle!)), one.id);
      assert.ok(words.includes(peopleBetween({ low: one.low!, high: one.high! })), one.id);
    }
    assert.ok(words.includes(waiting[1].scenario));
  }
  assert.match(words, /4 plans side by side/);
  assert.equal(html.match(/<figure>/g)!.length, 4, 'a fan each');
});

test('fans that are held against each other have one scale', async () => {
  const { html } = await readPage(app, url);
  const axes = [...html.matchAll(/<svg[^>]*class="[^"]*\bwide\b[\s\S]*?<\/svg>/g)].map(([drawing]) =>
    [...drawing.matchAll(/<text[^>]*class="q e"[^>]*>([\d,]+)<\/text>/g)].map(([, tick]) => tick),
  );
  assert.equal(axes.length, 4);
  assert.ok(axes[0].length > 1);
  for (const own of axes) assert.deepEqual(own, axes[0]);
});

test('each number opens in its own comparison, and each pair is a link away', async () => {
  const { html } = await readPage(app, url);
  const links = [...html.matchAll(/href="(\/plans\/try[^"]*)"/g)].map(([, href]) =>
    href.replaceAll('&amp;', '&'),
  );
  const last = links.find(href => href.includes('number=difference.cost') && href.includes('comparison=2'))!;
  const { words } = await readPage(app, last);
  assert.ok(words.includes(answer[2].provenance['difference.cost'].what.replaceAll(/"([^"]*)"/g, '“$1”')));
  assert.equal((await readPage(app, last.replace('comparison=2', 'comparison=9'))).status, 404);
  assert.ok(
    links.some(href => {
      const asked = new URLSearchParams(href.split('?')[1]);
      return (
        asked.get('two') === 'conditional-discharge' && !asked.has('three') && href.startsWith('/plans/try?')
      );
    }),
  );
});

test('every number of every comparison goes out as CSV, and each plan as a file', async () => {
  const { body } = await app.inject(url.replace('/try?', '/try/data?'));
  for (const { scenarios } of answer) assert.ok(body.includes(scenarios.map(({ name }) => name).join(' / ')));
  const file = await app.inject(`${url.replace('/try?', '/try/file?')}&which=4`);
  assert.match(file.body, /extends: conditional-discharge\.yaml/);
  assert.equal((await app.inject(`${url.replace('/try?', '/try/file?')}&which=5`)).statusCode, 404);
});

test('a draft shows what its first runs say while the others are still on their way, marked so', async () => {
  // It tells a first look and then nothing more, as a long run does for whoever looks meanwhile.
  const program = join(folder, 'first-look.ts');
  writeFileSync(
    program,
    `import { writeFileSync } from 'node:fs';
    process.on('message', ({ runs, looks }) => {
      writeFileSync(${JSON.stringify(join(folder, 'asked.json'))}, JSON.stringify({ runs, looks }));
      process.send({ say: 'so far', result: ${JSON.stringify(JSON.stringify(answer))} });
    });\n`,
  );
  const desk = openPlanDesk({
    folder: join(folder, 'looking'),
    scenarios: scenarioFolder,
    program: new URL(`file://${program}`),
  });
  const looking = await buildApp(testOptions({ services: testServices({ planDesk: desk }) }));
  try {
    const standing = await desk.answer(ask(query), 'draft', 60_000);
    assert.ok(standing.state === 'working' && standing.soFar);
    const { words, html } = await readPage(looking, url);
    // Four plans take half the runs of two, so that it takes as long, and it is told anew whenever they have doubled.
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'asked.json'), 'utf8')), {
      runs: 8,
      looks: [2, 4],
    });
    assert.match(words, /A first look\. 2 runs, and more are on their way/);
    assert.match(html, /data-watch/);
    assert.doesNotMatch(words, /Draft\. /);
  } finally {
    await looking.close();
    await desk.stop();
  }
});

test('a first look says what a shorter draft would have said', async () => {
  const shorter = join(folder, 'shorter');
  const said: PlanAnswer[] = [];
  for (const replications of [
    { draft: 3, whole: 3 },
    { draft: 5, whole: 5 },
  ]) {
    const desk = openPlanDesk({
      folder: join(shorter, String(replications.draft)),
      scenarios: scenarioFolder,
      replications,
      firstLook: 3,
    });
    try {
      const standing = await desk.answer(
        ask({ one: 'base', two: 'conditional-discharge', lines }),
        'draft',
        400_000,
      );
      const found =
        standing.state === 'ready'
          ? standing.answer
          : standing.state === 'working'
            ? standing.soFar
            : undefined;
      assert.ok(found);
      said.push(found);
    } finally {
      await desk.stop();
    }
  }
  assert.deepEqual(said[1], said[0]);
});
