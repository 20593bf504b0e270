import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readScenario, runPlan, type PlanResult } from '@throughcare/planning';
import type { FastifyInstance } from 'fastify';
import { noAnalysis } from '../../src/analysis/read-analysis.ts';
import { buildApp } from '../../src/app.ts';
import { everyFigure } from '../../src/plans/every-figure/every-figure-view.ts';
import { sayAmount } from '../../src/plans/number/amount.ts';
import { openedNumber } from '../../src/plans/number/opened-number.ts';
import { estimatesIn } from '../../src/plans/try/result-csv.ts';
import { readPage, textsOf } from '../read-page.ts';
import { testOptions, testServices } from '../services.ts';

// A service's own plan: people are referred and assessed, and nobody is arrested in it.
const url = '/plans/two-chief-officers';
const fewerRooms =
  'extends: small-service.yaml\nname: One room fewer\nparameters: { rooms: { value: 1, unit: groups } }\n';
let result: PlanResult;
let app: FastifyInstance;

before(async () => {
  const read = (file: string) =>
    file === 'fewer.yaml'
      ? fewerRooms
      : readFileSync(new URL(`../../../examples/calibration/${file}`, import.meta.url), 'utf8');
  const scenarios = ['small-service.yaml', 'fewer.yaml'].map(file => readScenario(file, read));
  result = runPlan([scenarios[0], scenarios[1]], { seed: 3, replications: 60 });
  const analysis = { ...noAnalysis, plan: () => ({ state: 'ready', result }) as const };
  app = await buildApp(testOptions({ services: testServices({ analysis }) }));
});
after(() => app?.close());

const links = (html: string) =>
  [...html.matchAll(/href="\/plans\/[^"]*sources\?number=([^"&]*)"/g)].map(([, id]) =>
    decodeURIComponent(id),
  );

test('every number of the answer is a link that opens: how large, how made, from what, and what moves it', async () => {
  const { html } = await readPage(app, url);
  const found = new Set(links(html));
  const { whole, totals } = result.tables;
  const rows = [...whole.statistics, ...whole.flow, ...whole.ways, ...whole.costs, ...totals];
  // What is left where two long sums are taken from each other is no difference.
  const isMore = (value: number) => Math.abs(value) > 1e-6;
  const shown = rows.filter(
    ({ difference }) => difference && (isMore(difference.low) || isMore(difference.high)),
  );
  assert.ok(shown.length > 20);
  const told = shown.flatMap(({ first, second, difference }) => [first, second, difference]);
  const missing = told.filter(figure => figure && !found.has(figure.id));
  // Of those that are one figure under several names, one opens.
  const values = new Set([...found].map(id => JSON.stringify(numbersOf(id))));
  assert.deepEqual(
    missing.filter(figure => !values.has(JSON.stringify(numbersOf(figure!.id)))),
    [],
  );
  for (const { stages } of result.flows)
    for (const { came, inside } of stages)
      for (const { id, high } of [came, inside]) if (high > 0) assert.ok(found.has(id), id);
  for (const { id, each } of result.differences)
    for (const number of [id, each[0].id, each[1].id])
      assert.equal((await readPage(app, `${url}/sources?number=${number}`)).status, 200);
  assert.equal((await readPage(app, `${url}/sources?number=toString`)).status, 404);
});

const numbersOf = (id: string) => {
  const { middle, low, high, mean } = estimatesIn(result).get(id)!;
  return [id.split('.')[0], middle, low, high, mean];
};

test('an opened number has its own tornado: the ends that the library found, the unsourced striped', async () => {
  const moved = Object.entries(result.decides).find(
    ([id, { movers }]) => id.startsWith('0.') && movers.some(one => one.clear),
  );
  assert.ok(moved, 'in 60 runs something stands out');
  const [id, { movers, mean }] = moved;
  const { html, words } = await readPage(app, `${url}/sources?number=${id}`);
  const clear = movers.filter(one => one.clear);
  for (const { parameter } of clear)
    assert.ok(words.includes(result.assumptions.find(one => one.parameter === parameter)!.label), parameter);
  assert.equal(textsOf(html, 'figure').length, 1);
  assert.match(html, /as assumed: /);
  assert.ok(!/as assumed: [^<]*(fewer|more)/.test(html), 'a number that is no difference has no side');
  const opened = openedNumber(result, id)!;
  assert.equal(opened.movedBy!.table.rows.length, clear.length);
  assert.ok(mean !== null);
});

test('where nothing stands out of chance, an opened number says so and draws nothing', () => {
  const still = Object.entries(result.decides).find(([, { movers }]) => movers.every(one => !one.clear))!;
  const { movedBy, moves } = openedNumber(result, still[0])!;
  assert.equal(movedBy, undefined);
  assert.deepEqual(moves, [still[1].why]);
});

test('a result of an earlier version opens too, and says that this was not worked out', () => {
  const { decides: _, ...earlier } = result;
  assert.match(openedNumber(earlier as PlanResult, 'difference.cost')!.moves[0], /was not worked out/);
});

test('the conclusion’s numbers stand with their intervals and open, on the page and for a board', async () => {
  for (const address of [url, `${url}/board`]) {
    const { html, words } = await readPage(app, address);
    const place = result.scenarios[0].place;
    result.flows.forEach(({ stages }, i) => {
      const { waiting } = stages.find(({ stage }) => stage === place)!;
      assert.ok(links(html).includes(waiting.id), `${address}: ${waiting.id} of ${i}`);
    });
    assert.ok(words.includes(result.differences[2].interval), address);
    // What the sentence says with its interval is not said twice.
    const { middle, low, high } = result.flows[0].stages.find(({ stage }) => stage === place)!.waiting;
    assert.ok(middle > 0 && low < high);
    const of = `People waiting for a place, end of year five: ${result.scenarios[0].name}`;
    assert.ok(words.includes(of) && !words.includes(`${of}: `), address);
  }
});

test('an opened number is headed in few words; the whole of it stands below', () => {
  const [a, b] = result.scenarios.map(({ name }) => name);
  const headed = (id: string) => {
    const { title, of, what } = openedNumber(result, id)!;
    assert.ok(title.length <= 115, `${id}: ${title}`);
    assert.ok(what.length >= title.length - 20);
    return [title, of];
  };
  const both = `${a}, compared with ${b}`;
  assert.deepEqual(headed('difference.cost'), ['Cost over 6 years', both]);
  assert.deepEqual(headed('0.cost'), ['Cost over 6 years', a]);
  assert.deepEqual(headed('0.programme.waiting'), [
    'On the programme: people waiting at the end of the year',
    `${a}, year five`,
  ]);
  assert.deepEqual(headed('difference.programme.whole.meanWait'), [
    'On the programme: mean wait of those who got a place',
    `${both}, years 1 to 6`,
  ]);
  assert.deepEqual(headed('1.whole.cost.stage.programme'), ['On the programme: cost', `${b}, years 1 to 6`]);
  const known = Object.keys(result.provenance);
  for (const id of known) headed(id);
});

test('a plan in which nobody is arrested speaks of its own stages, and of no arrest or investigation', async () => {
  for (const address of [url, `${url}/board`, `${url}/sources?number=0.yearsUnderInvestigation`]) {
    const { words } = await readPage(app, address);
    for (const line of words.split('\n').filter(said => /arrest|investigat/i.test(said)))
      assert.fail(`${address}: ${line}`);
    if (!address.includes('number=')) assert.match(words, /Years at “Assessed”, all together/);
  }
});

test('every figure stands once, in the order of its plan, with its unit; none is told by noise or with endless digits', () => {
  const every = everyFigure(result, number => number as never);
  for (const { title, groups } of every.tables) {
    for (const { name, rows } of groups) {
      const names = rows.map(row => row.what);
      assert.equal(new Set(names).size, names.length, `${title}, ${name}`);
      for (const { what, first, second, difference, why } of rows) {
        if (!first || !second || !difference) assert.ok(why, `${what} has no figure and no reason`);
        for (const said of [first, second, difference])
          if (said) assert.ok(!/\d\.\d{3}/.test(`${said.mean} ${said.between}`), `${what}: ${said.mean}`);
      }
    }
  }
  const stages = every.tables.find(({ title }) => title === 'Each stage')!;
  const order = result.flows[0].stages.map(({ label }) => label);
  const shown = stages.groups.map(({ name }) => order.indexOf(name));
  assert.deepEqual(
    shown,
    [...shown].sort((a, b) => a - b),
  );
});

test('amounts are said with three figures, what is too small without a side, and nought as nought', () => {
  assert.equal(sayAmount(12_345.6, 'people'), '12,300');
  assert.equal(sayAmount(-2.5, 'people', true), '−2.5');
  assert.equal(sayAmount(0.0004, 'people', true), 'under 0.01');
  assert.equal(sayAmount(0, 'people', true), '0');
  assert.equal(sayAmount(0.5, 'share'), '50 in 100');
  assert.equal(sayAmount(2_500_000, '£ a year', true), '+£2.5 million');
  assert.equal(sayAmount(90, 'days'), '3 months');
});
