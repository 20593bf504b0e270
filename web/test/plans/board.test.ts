import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanResult } from '@throughcare/planning';
import { people, peopleBetween } from '../../src/plans/numbers.ts';
import { openPlanDesk, type PlanDesk } from '../../src/plans/try/plan-desk.ts';
import { questionQuery, readQuestion } from '../../src/plans/try/question.ts';
import { assertAccessible, assertNoSidewaysScroll, startWalk, type Walk } from '../browser.ts';
import { scenarioFolder, testServices } from '../services.ts';

const query = {
  one: 'everybody-imprisoned',
  two: 'programme-for-every-community-sentence',
  lines: 'years: 3\ndrawnYear: 2',
};
const url = `/plans/try/board?${new URLSearchParams(query)}`;
/** What the test asks of the page's elements; the tests know no browser types. */
interface Sheet {
  readonly clientWidth: number;
  querySelectorAll(of: string): Iterable<{ readonly scrollWidth: number }>;
}

let folder: string;
let planDesk: PlanDesk;
let walk: Walk;
let result: PlanResult;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-board-'));
  planDesk = openPlanDesk({
    folder,
    scenarios: scenarioFolder,
    replications: { draft: 8, whole: 9 },
    firstLook: 0,
  });
  const { question } = readQuestion(questionQuery.parse(query), ['base', 'base']);
  const standing = await planDesk.answer(question, 'draft', 400_000);
  assert.ok(standing.state === 'ready');
  [result] = standing.answer;
  walk = await startWalk({ services: testServices({ planDesk }) });
});
after(async () => {
  await walk?.stop();
  await planDesk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('E12: a board reads what was asked, the answer with its intervals, the figures and how sure they are, wide and at 390 and 320 px', async () => {
  for (const width of [1280, 390, 320]) {
    const page = await walk.open({ width });
    await page.goto(url);
    const words = await page.locator('.board').innerText();
    for (const name of result.scenarios.map(one => one.name)) assert.ok(words.includes(name));
    for (const { interval, title } of result.differences)
      assert.ok(words.includes(interval) && words.includes(title), title);
    for (const one of result.differences[2].each)
      assert.ok(
        words.includes(people(one.middle!)) &&
          words.includes(peopleBetween({ low: one.low!, high: one.high! })),
      );
    assert.match(words, /8 runs: the intervals are rough/);
    assert.match(words, /begins on 1 January 2027/);
    await assertAccessible(page, `a plan for a board, ${width} px`);
    await assertNoSidewaysScroll(page, `a plan for a board, ${width} px`);
    await page.close();
  }
});

test('E41: a board reads both sides, what is not weighed, and first of all assumptions those without a source', async () => {
  const page = await walk.open({ javaScript: false });
  await page.goto(url);
  const words = await page.locator('.board').innerText();
  for (const said of result.doesNotWeigh) assert.ok(words.includes(said), said);
  for (const { summary, side } of result.scenarios)
    assert.ok(words.includes(summary) && words.includes(`For ${side}.`));
  const unsourced = result.assumptions.filter(one => !one.sourced);
  assert.match(words, new RegExp(`${unsourced.length} have no source`));
  const shown = await page.locator('.board .sources h3').allInnerTexts();
  assert.deepEqual(
    shown,
    unsourced.slice(0, shown.length).map(one => one.label),
  );
  assert.ok(shown.length >= 5);
});

test('each figure of the board opens to where it comes from', async () => {
  const page = await walk.open({ javaScript: false });
  await page.goto(url);
  const links = page.locator('.board .plan-figures a');
  assert.ok((await links.count()) >= 10);
  await page
    .getByRole('link', { name: /^Source ?: Cost over 3 years/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Cost over 3 years', exact: true }).waitFor();
  const first = result.differences[1].each[0].id;
  await page.getByText(`What it is: ${result.provenance[first].what}`).waitFor();
});

test('on paper the board takes A4 sheets, with no control and with the table open beside its picture', async () => {
  const page = await walk.open();
  await page.goto(url);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 672, height: 1000 }); // A4 less its margins, at 96 dots an inch.
  assert.equal(await page.locator('.govuk-back-link').isVisible(), false);
  assert.equal(await page.locator('.board figure table').first().isVisible(), true);
  const cut = await page.locator('.board').evaluate(board => {
    const tables = [...(board as unknown as Sheet).querySelectorAll('table')];
    return tables
      .map(table => table.scrollWidth)
      .filter(wide => wide > (board as unknown as Sheet).clientWidth);
  });
  assert.deepEqual(cut, [], 'no table is wider than the sheet');
});

test('on paper nothing stands that would have to be opened or followed, and each flow is on one sheet', async () => {
  const page = await walk.open();
  await page.goto(url.replace('/board', ''));
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 672, height: 1000 });
  assert.ok((await page.locator('details:not([open])').count()) > 3);
  for (const gone of ['details:not([open])', '.src', 'button', ':text("Where this number comes from")']) {
    for (const one of await page.locator(`main ${gone}`).all())
      assert.equal(await one.isVisible(), false, gone);
  }
  const sheet = (297 - 2 * 16) * (96 / 25.4);
  const figures = await page.locator('.pair figure').all();
  assert.equal(figures.length, 2);
  for (const one of figures) assert.ok((await one.boundingBox())!.height < sheet, 'taller than a sheet');
  const sizes = await page.goto(url).then(() =>
    page
      .locator('.plan-figures')
      .first()
      .evaluate(table =>
        ['.fig', '.ivl'].map(name => {
          const one = (table as unknown as { querySelector(of: string): Element }).querySelector(name);
          return Number.parseFloat(getComputedStyle(one).fontSize);
        }),
      ),
  );
  assert.ok(sizes[1] < sizes[0], 'an interval is not larger than its figure');
});
