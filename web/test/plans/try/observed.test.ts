import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { readScenario } from '@throughcare/planning';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../src/app.ts';
import { openPlanDesk, type PlanDesk } from '../../../src/plans/try/plan-desk.ts';
import { questionAsQuery, questionQuery, readQuestion } from '../../../src/plans/try/question.ts';
import { readPage } from '../../read-page.ts';
import { scenarioFolder, testOptions, testServices } from '../../services.ts';

const FIRST = ['base', 'conditional-discharge'] as const;
const lines = 'years: 1\ndrawnYear: 1';
const head = 'period,stage,statistic,value';
const ask = (query: Record<string, string>) =>
  readQuestion(questionQuery.parse({ one: FIRST[0], two: FIRST[1], lines, ...query }), FIRST).question;
const month = (k: number) => `${2027 + Math.floor(k / 12)}-${String(1 + (k % 12)).padStart(2, '0')}`;
const came = (counts: readonly number[]) =>
  [head, ...counts.map((count, k) => `${month(k)},investigation,came,${count}`)].join('\n');

let folder: string;
let planDesk: PlanDesk;
let app: FastifyInstance;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-observed-'));
  planDesk = openPlanDesk({
    folder,
    scenarios: scenarioFolder,
    replications: { draft: 2, whole: 3 },
    patience: 600_000,
  });
  app = await buildApp(testOptions({ services: testServices({ planDesk }) }));
});
after(async () => {
  await app?.close();
  await planDesk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function answerOf(query: Record<string, string>) {
  const standing = await planDesk.answer(ask(query), 'draft', 600_000);
  assert.ok(standing.state === 'ready', JSON.stringify(standing));
  return standing.answer[0];
}

test('arrivals as they were counted stand in both plans and in the file of each, without a source, and as assumed after', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 2000 }), { minLength: 1, maxLength: 40 }), async counts => {
      const observed = came(counts);
      const question = ask({ observed, arrivals: 'counted' });
      const read = planDesk.files.read(question);
      assert.ok(read.ok, JSON.stringify(read));
      assert.equal(read.lookBack, undefined, 'what a plan takes as given is not held against it');
      for (const [which, scenario] of read.scenarios.entries()) {
        const row = scenario.data![scenario.arrivals.observed!];
        assert.ok('counts' in row);
        assert.deepEqual(
          [row.counts, row.begins, row.every, row.source],
          [counts, '2027-01-01', 'month', undefined],
        );
        assert.equal(scenario.arrivals.rate, 'arrests');
        const texts = planDesk.files.textsFor(question, which);
        const body = planDesk.files.own(question, which);
        const own = readScenario('own.yaml', name => (name === 'own.yaml' ? body : texts.get(name)!));
        assert.deepEqual(own.data, scenario.data);
      }
      assert.deepEqual(ask(questionAsQuery(question)), question, 'the address carries it');
      await Promise.resolve();
    }),
    { numRuns: 6 },
  );
});

test('the plan runs with those who were counted: nobody new in a year without, and as many as there were in another', async () => {
  const none = await answerOf({ observed: came(Array<number>(12).fill(0)), arrivals: 'counted' });
  const many = await answerOf({ observed: came(Array<number>(12).fill(2000)), arrivals: 'counted' });
  const [few, all] = [none, many].map(({ flows }) => flows[0].arrested.middle);
  // Those who are arrested again are the same in both; a Poisson count of 24,000 has a spread of 155.
  assert.ok(Math.abs(all - few - 24_000) < 800, `${few} and ${all}`);
});

test('what was seen is held against the first plan, drawn with the forecast beside; what it took as given is not', async () => {
  const observed = `${came([800, 810, 790])}\n2027-01,programme,waiting,5200\n2027-02,programme,waiting,5300\n2027-03,programme,waiting,1`;
  const given = await answerOf({ observed, arrivals: 'counted' });
  assert.deepEqual(
    given.backtest!.checks.map(({ period, stage, statistic, observed: seen }) => [
      period,
      stage,
      statistic,
      seen,
    ]),
    [
      ['2027-01', 'programme', 'waiting', 5200],
      ['2027-02', 'programme', 'waiting', 5300],
      ['2027-03', 'programme', 'waiting', 1],
    ],
  );
  const all = await answerOf({ observed });
  assert.equal(all.backtest!.checks.length, 6);
  const { html, words } = await readPage(
    app,
    `/plans/try?${new URLSearchParams({ one: FIRST[0], two: FIRST[1], lines, observed })}`,
  );
  assert.match(words, /Would it have been right before\?/);
  assert.ok(words.includes(all.backtest!.words));
  assert.match(html, /The next forecast/);
});

test('what is wrong with the figures is told by its line, with what to do, and nothing is run', async () => {
  const wrong = async (query: Record<string, string>) => {
    const url = `/plans/try?${new URLSearchParams({ one: FIRST[0], two: FIRST[1], lines, ...query })}`;
    const { status, words } = await readPage(app, url);
    assert.equal(status, 422);
    assert.match(words, /Nothing was run\./);
    return words;
  };
  assert.match(
    await wrong({ observed: `${head}\n2027-1,investigation,came,1` }),
    /Line 2\. The period is 2027-1/,
  );
  assert.match(await wrong({ observed: '2027-01,812' }), /Line 1\. The first line is another one/);
  assert.match(
    await wrong({ observed: came(Array<number>(200).fill(1)) }),
    /Your figures are \d+ characters long/,
  );
  const counted = { arrivals: 'counted' };
  assert.match(
    await wrong({ observed: `${came([1, 2])}\n2027-04,investigation,came,3`, ...counted }),
    /After 2027-02 the next line of those who came is 2027-04/,
  );
  assert.match(
    await wrong({ observed: `${head}\n2027-03,investigation,came,3`, ...counted }),
    /counted from 2027-03-01, and the plan begins on 2027-01-01/,
  );
  assert.match(
    await wrong({ observed: `${head}\n2027-01,programme,waiting,3`, ...counted }),
    /No line tells who came to investigation/,
  );
});

test('the page carries the figures on: into a whole run, a board’s sheet and each number’s source', async () => {
  const observed = came([800, 810]);
  const query = new URLSearchParams({ one: FIRST[0], two: FIRST[1], lines, observed, arrivals: 'counted' });
  const { html } = await readPage(app, `/plans/try?${query}`);
  assert.match(html, /name="arrivals" value="counted" checked/);
  const carried = /name="question" value="([^"]*)"/.exec(html)![1].replaceAll('&amp;', '&');
  assert.equal(new URLSearchParams(carried).get('observed'), observed);
  const sources = await readPage(app, `/plans/try/sources?${query}`);
  assert.match(sources.words, /as they were counted/);
});
