import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScenario } from '@throughcare/planning';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../src/app.ts';
import { openPlanDesk, type PlanDesk } from '../../../src/plans/try/plan-desk.ts';
import { questionAsQuery, questionQuery, readQuestion } from '../../../src/plans/try/question.ts';
import { readPage, textsOf } from '../../read-page.ts';
import { scenarioFolder, signedInAs, testOptions, testServices } from '../../services.ts';

const FIRST = ['everybody-imprisoned', 'programme-for-every-community-sentence'] as const;
const chosen = `/plans/try?one=${FIRST[0]}&two=${FIRST[1]}`;
const ask = (query: Record<string, string>) => readQuestion(questionQuery.parse(query), FIRST).question;
let folder: string;
let planDesk: PlanDesk;
let app: FastifyInstance;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-plans-'));
  planDesk = openPlanDesk({ folder, scenarios: scenarioFolder, replications: { draft: 2, whole: 3 } });
  app = await buildApp(testOptions({ services: testServices({ planDesk }) }));
});
after(async () => {
  await app?.close();
  await planDesk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function untilReady(address: string) {
  for (;;) {
    const seen = await readPage(app, address);
    if (!seen.html.includes('data-watch')) return seen;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

test('E41: the page opens with a plan for more custody beside one for more programmes', async () => {
  const bare = await readPage(app, '/plans/try');
  assert.match(bare.words, /Nothing has been run yet/);
  assert.equal(planDesk.standing(ask({}), 'draft').state, 'missing', 'looking begins nothing');
  const { html, words } = await untilReady(chosen);
  assert.match(words, /Each side is built as its advocates would build it/);
  assert.match(words, /What this plan does not weigh/);
  for (const page of [bare.html, html])
    assert.deepEqual(
      [...page.matchAll(/<option value="([^"]*)" selected>/g)].map(([, name]) => name),
      [...FIRST],
    );
  assert.match(words, /Draft\. 2 runs/);
});

test('a question is read from its address as it was written there', () => {
  const asked = ask({
    one: 'a',
    two: 'b',
    'n.x': ' 1,200 ',
    'n.y': '',
    'n.z': '-0.5',
    lines: 'years: 5\r\n',
  });
  assert.deepEqual(
    [...asked.settings],
    [
      ['x', 1200],
      ['z', -0.5],
    ],
  );
  assert.deepEqual(ask(questionAsQuery(asked)), asked);
});

test('a number set by hand changes both plans, is marked as having no source, and stands in the file', async () => {
  const question = ask({ 'n.deterrence': '0.12' });
  const read = planDesk.files.read(question);
  assert.ok(read.ok);
  assert.equal(read.scenarios[0].parameters['deterrence'].value, 0.12);
  assert.equal(read.scenarios[0].parameters['deterrence'].source, undefined);
  const { body } = await app.inject('/plans/try/file?n.deterrence=0.12');
  const texts = new Map([['own.yaml', body]]);
  const own = readScenario(
    'own.yaml',
    name => texts.get(name) ?? planDesk.files.textsFor(question, 0).get(name)!,
  );
  assert.deepEqual(own.parameters, read.scenarios[0].parameters);
});

test('what is no number is said beside its field, and what cannot be is said by its line', async () => {
  const typed = await untilReady('/plans/try?n.deterrence=lots');
  assert.match(typed.words, /“lots” is no number/);
  const lines = encodeURIComponent('years: 4\nbegins: soon');
  const wrong = await readPage(app, `/plans/try?lines=${lines}`);
  assert.equal(wrong.status, 422);
  assert.match(wrong.words, /Line 2\.[\s\S]*Nothing was run/);
});

test('a number that one of the two alone uses is set in that one, and both run; one that neither uses is told', async () => {
  const lines = 'parameters: { prison-size: { label: Size, value: 900, unit: places } }';
  const question = ask({ 'n.programme-share': '40', lines });
  const read = planDesk.files.read(question);
  assert.ok(read.ok, JSON.stringify(read));
  assert.equal(read.scenarios[0].parameters['prison-size'].value, 900);
  assert.equal((await planDesk.answer(question, 'draft', 60_000)).state, 'ready');
  const wrong = planDesk.files.read(ask({ lines: lines.replace('prison-size', 'prison-sise') }));
  assert.ok(!wrong.ok);
  assert.match(wrong.faults[0].what, /Nothing uses parameter prison-sise/);
});

test('lines that name a file open none but the scenarios', async () => {
  for (const name of ['../../package.json', '/etc/passwd', 'nothing.yaml']) {
    const { status, words } = await readPage(
      app,
      `/plans/try?lines=${encodeURIComponent(`extends: ${name}`)}`,
    );
    assert.equal(status, 422);
    assert.match(words, /There is no scenario file/);
  }
});

test('a scenario that is not in the list is refused in words', async () => {
  const { status, words } = await readPage(app, '/plans/try?one=constructor');
  assert.equal(status, 422);
  assert.match(words, /There is no scenario called constructor/);
});

test('a whole run takes the place of the draft, and the same question is not worked out twice', async () => {
  const question = ask({ 'n.deterrence': '3' });
  const done = await planDesk.answer(question, 'whole', 60_000);
  assert.equal(done.state, 'ready');
  const kept = readdirSync(folder).length;
  const { words } = await readPage(app, '/plans/try?n.deterrence=3');
  assert.match(words, /Whole run\. 3 runs/);
  assert.equal(readdirSync(folder).length, kept);
});

test('every number goes out as CSV with its interval', async () => {
  await planDesk.answer(ask({ 'n.deterrence': '3' }), 'whole', 60_000);
  const { body, headers } = await app.inject('/plans/try/data?n.deterrence=3');
  assert.match(headers['content-type'] as string, /text\/csv/);
  const [head, ...rows] = body.trimEnd().split('\r\n');
  assert.equal(head, 'id,what,middle,low,high,how,comparison,mean,standard error,runs');
  assert.ok(rows.length > 50);
});

test('outside a demonstration nobody tries a plan without signing in as one who may read plans', async () => {
  const closed = await buildApp(testOptions({ demonstration: false, services: testServices({ planDesk }) }));
  try {
    assert.equal((await closed.inject('/plans/try')).statusCode, 303);
    const cookie = signedInAs('practitioner');
    assert.equal((await closed.inject({ url: '/plans/try', headers: { cookie } })).statusCode, 403);
  } finally {
    await closed.close();
  }
});

test('a run can be cancelled, and one whose process dies says so and is not kept', async () => {
  const program = join(folder, 'sleeper.ts');
  writeFileSync(program, "process.on('message', task => { if (task.runs === 3) process.exit(1); });\n");
  const desk = openPlanDesk({
    folder: join(folder, 'sleeping'),
    scenarios: scenarioFolder,
    replications: { draft: 3, whole: 4 },
    program: new URL(`file://${program}`),
  });
  try {
    const question = ask({});
    assert.equal((await desk.answer(question, 'whole', 50)).state, 'working');
    desk.cancel(question);
    assert.equal(desk.standing(question, 'whole').state, 'missing', 'at once, for the page that comes next');
    await desk.answer(ask({ 'n.deterrence': '1' }), 'draft', 10_000);
    assert.equal(desk.standing(question, 'whole').state, 'missing');
    assert.equal(desk.standing(ask({ 'n.deterrence': '1' }), 'draft').state, 'stopped');
  } finally {
    await desk.stop();
  }
});

test('a full line of whole runs takes nobody more, and says so', async () => {
  const program = join(folder, 'idler.ts');
  writeFileSync(program, "process.on('message', () => undefined);\n");
  const desk = openPlanDesk({
    folder: join(folder, 'idle'),
    scenarios: scenarioFolder,
    program: new URL(`file://${program}`),
  });
  try {
    const states = [];
    for (let n = 0; n < 7; n++) {
      states.push((await desk.answer(ask({ 'n.deterrence': String(n) }), 'whole', 0)).state);
    }
    assert.deepEqual(states, ['working', ...Array<string>(4).fill('waiting'), 'line full', 'line full']);
  } finally {
    await desk.stop();
  }
});

test('a number that neither plan uses is not offered', async () => {
  const { html } = await untilReady('/plans/try?one=everybody-imprisoned&two=everybody-imprisoned');
  assert.ok(html.includes('name="n.prison-size"'));
  assert.ok(!html.includes('name="n.programme-share"'));
});

test('titles of the page are one of each', async () => {
  const { html } = await untilReady(chosen);
  assert.deepEqual(textsOf(html, 'h1'), ['Try a plan']);
});
