import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { noAnalysis, type Analysis } from '../../src/analysis/read-analysis.ts';
import type { StepProgress } from '../../src/analysis/progress.ts';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  assertOwnOnly,
  startWalk,
  tabOrder,
  watchRequests,
  type Walk,
} from '../browser.ts';
import { testServices } from '../services.ts';
import { workOutSmall, type SmallResults } from './small-results.ts';

let results: SmallResults;
let walk: Walk;

const study = '/studies/prison-or-community';
const plan = '/plans/two-chief-officers';
/** Every page of results, and of a study every kind of answer. */
const pages = [
  '/linkage',
  '/studies',
  study,
  `${study}?pair=choice-alone&view=truth`,
  `${study}?pair=required-alone&view=first`,
  '/studies/our-own-people',
  '/plans',
  plan,
  `${plan}/sources`,
  `${plan}/sources?number=difference.cost`,
];

before(async () => {
  results = workOutSmall();
  walk = await startWalk({ services: testServices({ analysis: results.analysis }) });
});
after(async () => {
  await walk?.stop();
  results?.remove();
});

for (const url of pages) {
  test(`${url}: accessible in both schemes with its tables open, at 1280 and 320 pixels, and asks nobody else for anything`, async () => {
    const page = await walk.open();
    const asked = watchRequests(page);
    const answer = await page.goto(url);
    assert.equal(answer?.status(), 200);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await assertNoSidewaysScroll(page, `${url} at ${width}`);
    }
    await page.evaluate(() => document.querySelectorAll('details').forEach(one => (one.open = true)));
    await assertNoSidewaysScroll(page, `${url} at 320 with its tables open`);
    await assertAccessible(page, `${url} at 320`);
    await page.setViewportSize({ width: 1280, height: 900 });
    await assertNoSidewaysScroll(page, `${url} at 1280 with its tables open`);
    await assertAccessible(page, `${url} at 1280`);
    // Nothing but colours is another in the dark.
    await page.emulateMedia({ colorScheme: 'dark' });
    await assertAccessible(page, `${url} at 1280, dark`, ['color-contrast']);
    assertOwnOnly(asked, walk.origin);
    await page.close();
  });
}

test('without JavaScript the switch, the tables and the pairs work as links and details', async () => {
  const page = await walk.open({ javaScript: false });
  await page.goto(study);
  await page.getByRole('link', { name: 'As it looks at first' }).click();
  assert.match(page.url(), /view=first/);
  assert.match(await page.locator('figcaption').first().innerText(), /At first sight/);
  await page.getByText('See this as a table').first().click();
  assert.ok(await page.locator('details[open] table').first().isVisible());
  await page.getByRole('link', { name: 'Programme by choice or community order alone' }).click();
  assert.match(await page.locator('h1').innerText(), /chose the programme/);
  await page.close();
});

test('the keyboard goes through a study in the order of the page', async () => {
  const page = await walk.open();
  await page.goto(study);
  const stops = await tabOrder(page);
  const place = (text: string) => stops.findIndex(stop => stop.includes(text));
  const order = [
    'Skip to main',
    'Throughcare',
    'Linkage',
    'Prison or programme required',
    'As it looks at first',
    'See this as a table',
    'Two chief officers',
  ];
  const places = order.map(place);
  assert.ok(
    places.every(at => at >= 0),
    stops.join('\n'),
  );
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  await page.close();
});

test('in grey the two lines are told apart by their dash, and what has no source by its stripes', async () => {
  const page = await walk.open();
  await page.goto(study);
  const dashOf = (line: string) =>
    page
      .locator(`svg.wide .${line}`)
      .first()
      .evaluate(one => getComputedStyle(one).strokeDasharray);
  assert.equal(await dashOf('la'), 'none');
  assert.notEqual(await dashOf('lb'), 'none');
  await page.goto(plan);
  const striped = page.locator('svg.wide .hatchbox').first();
  assert.match((await striped.getAttribute('fill')) ?? '', /^url\(#/);
  await page.close();
});

const step = (words: string, state: StepProgress['state']): StepProgress => ({
  step: words,
  words,
  state,
  done: 7,
  of: 200,
  why: '',
});
const steps = [
  step('Making up a country', 'done'),
  step('Running both plans', 'now'),
  step('Linking', 'waiting'),
];
const states: Readonly<Record<string, Analysis>> = {
  'being worked out': {
    ...noAnalysis,
    plan: () => ({ state: 'working', steps }),
    study: () => ({ state: 'working', steps }),
    linkage: () => ({ state: 'working', steps }),
  },
  'stopped on the way': {
    ...noAnalysis,
    plan: () => ({ state: 'stopped', words: 'The scenario is empty. Nothing was run.' }),
  },
  'never begun': noAnalysis,
};

for (const [state, analysis] of Object.entries(states)) {
  test(`a result ${state}: the page is accessible, says what is the matter, and leads back to itself`, async t => {
    const waiting = await startWalk({ services: testServices({ analysis }) });
    t.after(() => waiting.stop());
    for (const width of [1280, 320]) {
      const page = await waiting.open({ width });
      await page.goto(plan);
      await assertAccessible(page, `${state} at ${width}`);
      await assertNoSidewaysScroll(page, `${state} at ${width}`);
      assert.equal(
        await page
          .getByRole('link', { name: 'Look again' })
          .or(page.getByRole('button', { name: 'Look again' }))
          .getAttribute('href'),
        plan,
      );
      if (state === 'being worked out')
        assert.match(await page.locator('ol').innerText(), /Running both plans Now: 7 of 200/);
      await page.goto('/studies');
      await assertAccessible(page, `the list, ${state}`);
      await page.close();
    }
  });
}
