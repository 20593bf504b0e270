import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import type { PlanResult } from '@throughcare/planning';
import type { FastifyInstance } from 'fastify';
import { noAnalysis } from '../../src/analysis/read-analysis.ts';
import { buildApp } from '../../src/app.ts';
import { flowCharts } from '../../src/plans/flow/flow-figure.ts';
import { people, peopleBetween } from '../../src/plans/numbers.ts';
import { trunkOf } from '../../src/plans/flow/trunk.ts';
import { inPieces } from '../../src/plans/plan-view.ts';
import { workOutSmall, type SmallResults } from '../analysis/small-results.ts';
import { readPage, textsOf } from '../read-page.ts';
import { testOptions, testServices } from '../services.ts';

const url = '/plans/two-chief-officers';
let results: SmallResults;
let app: FastifyInstance;
let result: PlanResult;

before(async () => {
  results = workOutSmall('plan two-chief-officers');
  const finding = results.analysis.plan('two-chief-officers');
  assert.ok(finding.state === 'ready');
  result = finding.result;
  app = await appOf(result);
});
after(async () => {
  await app?.close();
  results?.remove();
});

function appOf(changed: PlanResult): Promise<FastifyInstance> {
  const analysis = { ...noAnalysis, plan: () => ({ state: 'ready', result: changed }) as const };
  return buildApp(testOptions({ services: testServices({ analysis }) }));
}

test('the page opens with the plan’s own sentence, its numbers standing out', async () => {
  const { status, html } = await readPage(app, url);
  assert.equal(status, 200);
  assert.equal(textsOf(html, 'h1')[0], result.sentence);
  assert.deepEqual(
    inPieces(
      'Prison leaves 8,010 people waiting (95% of runs: 3 to 9,000), a programme 0 (0 to 7). Which is fewer, we cannot tell yet.',
    )
      .filter(piece => piece.strong)
      .map(piece => piece.text),
    ['8,010 people waiting', '0', 'we cannot tell yet'],
  );
  assert.deepEqual(
    inPieces('Which is fewer, we cannot tell yet: that takes 1,059 runs at least.')
      .filter(piece => piece.strong)
      .map(piece => piece.text),
    ['we cannot tell yet'],
  );
});

test('two flows, three differences with their intervals, the fan, and a tornado of what stands out, each with its table', async () => {
  const { html, words } = await readPage(app, url);
  for (const { title, words: said, interval } of result.differences) {
    assert.ok(words.includes(title) && words.includes(said) && words.includes(interval), title);
  }
  const drawn = result.tornado.bars.some(({ clear }) => clear) ? 4 : 3;
  assert.equal(html.match(/<figure>/g)!.length, drawn);
  assert.equal(html.match(/See this as a table/g)!.length, drawn);
  if (drawn === 3)
    assert.match(words, /No assumption stands out: none moves the answer more than chance does/);
  assert.match(words, new RegExp(`${result.replications} times over`));
});

test('E41: both sides stand there as their advocates would build them, and what the plan does not weigh', async () => {
  const { words } = await readPage(app, url);
  assert.deepEqual(result.scenarios.map(one => one.side).sort(), ['more custody', 'more programmes']);
  for (const { name, summary, side } of result.scenarios)
    for (const said of [name, summary, `For ${side}.`]) assert.ok(words.includes(said), said);
  for (const said of result.doesNotWeigh) assert.ok(words.includes(said), said);
  assert.ok(result.doesNotWeigh.some(said => /harm to a child/.test(said)));
});

test('E41: a plan with one side alone says that the other is missing', async () => {
  const oneSided = await appOf({ ...result, bothSides: false });
  assert.match((await readPage(oneSided, url)).words, /One side of the argument is missing here/);
  await oneSided.close();
});

test('E41: what the threat would prevent stands beside the detected reoffences, as an assumption', async () => {
  const [custody] = result.deterredFirstArrests;
  assert.ok(custody.high > 0, 'the advocates of prison assume some deterrence');
  const { words } = await readPage(app, url);
  assert.match(words, /first arrests over 5 years with “Prison for everybody”, as its advocates assume/);
  assert.match(words, /Nobody has measured it/);
});

test('E41: every name of a figure of reoffending says that it was detected', async () => {
  for (const address of [url, `${url}/sources`]) {
    const { html } = await readPage(app, address);
    const named = ['h1', 'h2', 'h3', 'figcaption', 'caption', 'th', 'dt'].flatMap(element =>
      textsOf(html, element),
    );
    for (const name of named.filter(text => /reoffen/i.test(text))) assert.match(name, /detected/i);
    for (const drawing of textsOf(html, 'svg')) {
      for (const [said, before] of drawing.matchAll(/(\S+) reoffen/gi))
        assert.match(before, /detected/i, said);
    }
  }
});

test('every number can be opened to its source, the unsourced first, and none is left out', async () => {
  const { html, words } = await readPage(app, `${url}/sources`);
  const labels = result.assumptions.map(one => one.label);
  const places = labels.map(label => words.indexOf(`\n${label}\n`));
  assert.ok(
    places.every(place => place > 0),
    labels.filter((_, i) => places[i] < 0).join(),
  );
  const heading = words.indexOf('with a source');
  result.assumptions.forEach(({ sourced, label }, i) => assert.equal(places[i] > heading, sourced, label));
  const unsourced = result.assumptions.filter(one => !one.sourced).length;
  assert.equal(html.match(/class="unsourced"/g)!.length, unsourced);
  assert.equal(words.match(/No source\./g)!.length, unsourced);
});

test('one number opens to the numbers that it is made from', async () => {
  const { html } = await readPage(app, url);
  const links = [...html.matchAll(/href="(\/plans\/[^"]*sources\?number=[^"]*)"/g)].map(([, link]) => link);
  assert.ok(links.length >= 3);
  const { words } = await readPage(
    app,
    links.find(link => link.endsWith('number=difference.cost'))!,
  );
  const { what, parameters } = result.provenance['difference.cost'];
  assert.ok(words.includes(what.replaceAll(/"([^"]*)"/g, '“$1”')));
  assert.ok(words.includes('Cost of a prison place'));
  const others = result.assumptions.filter(one => !parameters.includes(one.parameter)).map(one => one.label);
  for (const label of others) assert.ok(!words.includes(`\n${label}\n`), label);
  assert.equal((await readPage(app, `${url}/sources?number=nothing`)).status, 404);
});

test('a draft says that it is one', async () => {
  assert.equal(result.draft, true);
  assert.match((await readPage(app, url)).words, /This is a draft/);
});

test('nobody waiting, and an interval that touches nought, are said in words', async () => {
  const empty = result.waiting.map(fan => ({
    ...fan,
    years: fan.years.map(({ year }) => ({ year, q05: 0, q25: 0, q50: 0, q75: 0, q95: 0 })),
  }));
  const [wait, ...rest] = result.differences;
  const touching = { ...wait, low: 0, high: 10, middle: 5 };
  const changed = await appOf({
    ...result,
    waiting: empty as never,
    differences: [touching, ...rest] as never,
  });
  const { words } = await readPage(changed, url);
  assert.match(words, /nobody waits at the end of any year/);
  assert.match(words, /The line touches nought/);
  await changed.close();
});

test('E13: a wait without end is told in words and not drawn, and too few runs say how many it takes', async () => {
  const [wait, ...rest] = result.differences;
  const endless = {
    ...wait,
    low: 30,
    middle: 60,
    high: null,
    words: 'We cannot tell yet',
    interval: 'from 4 weeks longer to longer than any that ended',
    why: 'With “Prison” nobody got a place in 1 of 8 runs: that counts as longer than any wait.',
    runsNeeded: 59,
  };
  const changed = await appOf({ ...result, differences: [endless, ...rest] as never });
  const { words, html } = await readPage(changed, url);
  for (const said of [endless.words, endless.interval, endless.why]) assert.ok(words.includes(said), said);
  assert.match(words, /To tell takes 59 runs at least\./);
  assert.match(words, /The line holds all \d+ runs/);
  assert.equal(html.match(/class="one-size"/g)!.length, 2);
  await changed.close();
});

test('a plan that is not there is not found, and one not worked out says so', async () => {
  assert.equal((await readPage(app, '/plans/nothing')).status, 404);
  const without = await buildApp(testOptions());
  for (const address of [url, `${url}/sources`]) {
    const { status, words } = await readPage(without, address);
    assert.equal(status, 404);
    assert.match(words, /Nothing has been worked out here yet/);
  }
  await without.close();
});

test('what waiting does to people is counted with its interval, each number opens, and help is named beside it', async () => {
  const { html, words } = await readPage(app, url);
  assert.equal(result.welfare.length, 2);
  for (const { scenario, yearsUnderInvestigation, deaths } of result.welfare) {
    assert.ok(words.includes(scenario));
    assert.ok(html.includes(`number=${encodeURIComponent(yearsUnderInvestigation.id)}`));
    assert.ok(deaths && html.includes(`number=${encodeURIComponent(deaths.id)}`));
  }
  assert.match(html, /href="\/help\/tonight"/);
});

test('what the plan would have said of a time that is over stands beside the forecast, when the result has it', async () => {
  assert.doesNotMatch((await readPage(app, url)).words, /Would it have been right before/);
  const check = {
    period: '2025',
    stage: 'programme',
    statistic: 'waiting',
    observed: 812,
    middle: 640,
  } as const;
  const backtest = {
    scenario: result.scenarios[0].name,
    begins: '2025-01-01',
    words: 'Canary words about the past.',
    how: '40 runs.',
    checks: [
      { ...check, low: 310, high: 790, lowerHalf: 500, upperHalf: 700, inside: false, insideHalf: false },
    ],
    scores: [
      {
        stage: 'programme',
        statistic: 'waiting',
        figures: 1,
        inside: 0,
        insideHalf: 0,
        error: 172,
        errorOfLastYear: null,
      },
    ],
  };
  const changed = await appOf({ ...result, backtest } as unknown as PlanResult);
  for (const address of [url, `${url}/board`]) {
    const { words } = await readPage(changed, address);
    for (const said of [
      'Canary words about the past.',
      '812',
      '640',
      '310 to 790',
      '0 of 1',
      '172',
      'not known',
    ])
      assert.ok(words.includes(said), `${address}: ${said}`);
  }
  await changed.close();
});

test('the look back is drawn: each figure that was seen with the plan’s band, and the next forecast beside, with its table', async () => {
  const place = result.waiting[0].stage;
  const checks = ['2023', '2024', '2025', '2026'].flatMap((period, i) =>
    [place, 'court'].flatMap(stage => ({
      period,
      stage,
      statistic: 'waiting' as const,
      observed: stage === place ? [700, 810, 5000, 905][i] : 0,
      middle: 800 + 10 * i,
      low: 600,
      high: 1000,
      lowerHalf: 700,
      upperHalf: 900,
      inside: stage === place && i !== 2,
      insideHalf: false,
    })),
  );
  const backtest = {
    scenario: result.scenarios[0].name,
    begins: '2023-01-01',
    words: 'w',
    how: 'h',
    checks,
    scores: [],
  };
  const changed = await appOf({ ...result, backtest } as unknown as PlanResult);
  const { html, words } = await readPage(changed, url);
  await changed.close();
  const figures = html
    .match(/<figure>[\s\S]*?<\/figure>/g)!
    .filter(one => one.includes('lie where 95% of runs do'));
  assert.equal(figures.length, 2, 'one of each kind of figure');
  const [main] = figures;
  assert.match(main, /: waiting at the end: 3 of 4 lie where 95% of runs do/);
  assert.equal(main.match(/class="hollow"/g)!.length, 4, 'one outside, and one in the key, in both drawings');
  const rows = textsOf(main, 'tr');
  assert.match(
    rows.find(row => row.startsWith('2025'))!,
    /5,000[\s\S]*600 to 1,000 \(95% of runs\)/,
  );
  const { years } = result.waiting[0];
  const next = rows.filter(row => row.includes('The next forecast'));
  // The last year that was seen ends where the forecast begins.
  assert.equal(next.length, years.length - 1, 'every year of the forecast beside');
  assert.ok(!figures[1].includes('The next forecast'));
  assert.match(words, /See this as a table/);
});

test('who goes another way in the flow is drawn and said, and queues that are compared have one scale', () => {
  const charts = flowCharts(result);
  const programmes = result.scenarios.findIndex(one => one.side === 'more programmes');
  const leave = result.flows[programmes].links.find(link => link.to === 'after-leaving-early')!;
  const said = charts[programmes].table.rows.map(row => row.at(-1)).join();
  assert.ok(said.includes(`${people(leave.people.middle)} leave it early`), said);
  // Queues so long that the tallest box limits one of the drawings.
  const doubled = result.flows.map(flow => ({
    ...flow,
    stages: flow.stages.map(stage => ({
      ...stage,
      waiting: { ...stage.waiting, middle: 50 * (stage.waiting.middle + 1000) },
    })),
  })) as unknown as PlanResult['flows'];
  const boxes = flowCharts({ ...result, flows: doubled }).map(({ wide }, i) => {
    const { stages } = doubled[i];
    const { waiting } = stages.find(({ stage }) => stage === result.scenarios[i].place)!;
    const boxes = wide.matchAll(/width="([\d.]+)" height="([\d.]+)" class="hatchbox"/g);
    const [, width, height] = [...boxes].at(-1)!;
    return (Number(width) * Number(height)) / waiting.middle;
  });
  assert.ok(Math.abs(boxes[0] / boxes[1] - 1) < 0.02, boxes.join());
});

test('the flow is whole: from the devices by the court to the place, with who waits, who is there and the interval of each', () => {
  flowCharts(result).forEach(({ table, wide, narrow }, i) => {
    const named = new Map(result.flows[i].stages.map(stage => [stage.stage, stage]));
    const way = ['investigation', 'court', result.scenarios[i].place].map(name => named.get(name)!);
    const rows = way.map(({ began }) =>
      table.rows.findIndex(row => row[1] === people(began.middle) && row[0].endsWith(peopleBetween(began))),
    );
    assert.ok(
      rows.every((row, at) => row >= 0 && row > (rows[at - 1] ?? -1)),
      rows.join(),
    );
    way.forEach(({ waiting, inside, limited }, at) => {
      const [, , waits, there] = table.rows[rows[at]];
      if (limited && waiting.high >= 1) assert.ok(waits.includes(peopleBetween(waiting)), waits);
      if (inside.middle >= 1) assert.ok(there.includes(peopleBetween(inside)), there);
    });
    for (const svg of [wide, narrow]) assert.match(svg, /are charged and wait/);
    // Nobody goes another way or comes in from one without their interval.
    for (const ways of table.rows.map(row => row[4]).filter(said => said !== '–'))
      for (const one of ways.split('; ')) assert.match(one, /\([\d,]+ to [\d,]+\)$/, one);
  });
});

test('whoever comes to a gate of the flow came by the one above or is said to have come in beside it', () => {
  const [{ stages, links }] = result.flows;
  for (const { stage, joins } of trunkOf(result.flows[0], result.scenarios[0].place).slice(1)) {
    const from = links.filter(({ to, people: { middle } }) => to === stage.stage && middle > 0);
    const told = new Set(joins.map(join => join.from));
    const others = from.filter(link => !told.has(link.from));
    assert.ok(others.length <= 1, others.map(link => `${link.from} to ${stage.stage}`).join());
  }
  assert.ok(stages.length > 0);
});

test('whether the runs were enough is said for every difference', async () => {
  const { words } = await readPage(app, url);
  for (const { precision } of result.sampling) if (precision) assert.ok(words.includes(precision.words));
  assert.match(words, /the rest is chance/);
});
