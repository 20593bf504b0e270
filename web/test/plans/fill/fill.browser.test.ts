import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Repository } from '@throughcare/records';
import type { Page } from 'playwright-core';
import { linesOf } from '../../../src/plans/fill/taken-lines.ts';
import { nothingObserved } from '../../../src/plans/try/observed.ts';
import { openPlanDesk, type PlanDesk } from '../../../src/plans/try/plan-desk.ts';
import { noStudyDesk } from '../../../src/study-desk/desk.ts';
import type { Released } from '../../../src/study-desk/released.ts';
import { assertAccessible, assertNoSidewaysScroll, startWalk, type Walk } from '../../browser.ts';
import { scenarioFolder, signedInAs, testServices } from '../../services.ts';

const head =
  'record,spell,sentenced_month,convicted_month,disposal,term_months,requirement,order_ended_month,order_ended_how,programme,basis,enrolled_month,started_month,completed_month,left_month,sessions_attended';
let record = 0;
const alike = (count: number, disposal: string, requirement: string, months: string) =>
  Array.from(
    { length: count },
    () => `r${record++},1,2025-01,2025-01,${disposal},24,${requirement},,,,requirement,${months},3`,
  );
/**
 * Made by hand. Of 62 who began, 25 left after two months and 30 finished after six; 7 are still there after four, so of
 * all who stay past two months everybody finishes, and 37 of 62 do. 9 wait, which is too few to be told; 12 began lately,
 * after two months; 25 of 96 are in prison.
 */
const csv = [
  head,
  ...alike(30, 'community_order', 'programme', '2025-01,2025-03,2025-09,'),
  ...alike(20, 'community_order', 'programme', '2025-02,2025-06,,2025-08'),
  ...alike(7, 'community_order', 'programme', '2025-12,2026-02,,'),
  ...alike(5, 'community_order', 'programme', '2025-12,2026-02,,2026-04'),
  ...alike(9, 'community_order', 'none', '2026-06,,,'),
  ...alike(25, 'immediate_custody', 'none', ',,,'),
].map(line => `${line}\n`);

const released = [
  {
    id: 'one-report',
    html: '',
    report: {
      format: 'throughcare-study-release/2',
      study: 'Canary study',
      madeUp: true,
      standsOn: { ranAt: '2026-11-02T10:00:00.000Z' },
      outcome: { detected: 'detected within two years' },
      pairs: [
        {
          first: 'required',
          second: 'alone',
          labels: ['a programme required', 'a sentence alone'],
          conclusion: { verdict: 'cannot tell yet' },
          effects: [
            { measure: 'hazard ratio', method: 'Cox', value: 0.8, lower: 0.5, upper: 1.28, level: 0.95 },
          ],
        },
      ],
    },
  },
] as unknown as Released[];

let folder: string;
let planDesk: PlanDesk;
let walk: Walk;
let extracts = 0;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-fill-'));
  planDesk = openPlanDesk({ folder, scenarios: scenarioFolder, replications: { draft: 2, whole: 2 } });
  const services = testServices({ planDesk, studyDesk: { ...noStudyDesk, released: () => released } });
  const repository = {
    extract: () => {
      extracts++;
      return Promise.resolve({ csv });
    },
  } as unknown as Repository;
  walk = await startWalk({
    services: { ...services, records: { ...services.records, as: () => repository } },
  });
});
after(async () => {
  await walk?.stop();
  await planDesk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function asks(role: 'analyst' | 'commissioner', width: number, javaScript = true): Promise<Page> {
  const page = await walk.open({ width, cookie: signedInAs(role), javaScript });
  await page.goto('/plans/fill');
  return page;
}

const rowOf = (page: Page, label: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: label }) });

/** The plan as the address of the page asks for it. */
function askedPlan(page: Page) {
  const query = new URL(page.url()).searchParams;
  const name = query.get('one')!;
  const lines = query.get('lines') ?? '';
  const read = planDesk.files.read({
    scenarios: [name, name],
    settings: new Map(),
    lines,
    observed: nothingObserved,
  });
  assert.ok(read.ok, JSON.stringify(read));
  return read.scenarios[0];
}

test('an analyst sees the service’s own counts beside the plan, ticks some, and the plan names them with source and date', async () => {
  for (const width of [1280, 390, 320]) {
    const page = await asks('analyst', width);
    await assertAccessible(page, `own numbers, ${width} px`);
    await page.getByLabel('What this service’s own record counts today').check();
    await page.getByRole('button', { name: 'Show them beside the plan' }).click();
    await page.getByRole('heading', { name: 'Beside what the plan assumes' }).waitFor();
    await assertAccessible(page, `beside the plan, ${width} px`);
    await assertNoSidewaysScroll(page, `beside the plan, ${width} px`);
    const finish = await rowOf(page, 'Finish the programme, of those who begin').innerText();
    assert.match(finish, /60 to 90/, 'what was assumed');
    assert.match(finish, /37 of 62/, 'what was counted');
    await page.getByText('The 12 people who began in the last twelve months waited 2 months').waitFor();
    await page.close();
  }
  const page = await asks('analyst', 1280, false);
  await page.getByLabel('What this service’s own record counts today').check();
  await page.getByRole('button', { name: 'Show them beside the plan' }).click();
  await rowOf(page, 'Mean length of an order').getByRole('checkbox').uncheck();
  await page.getByRole('button', { name: 'Try the plan with what is ticked' }).click();
  await page.waitForURL(/\/plans\/try\?/);
  const { parameters } = askedPlan(page);
  assert.deepEqual(parameters['programme-completed'].counted, { yes: 37, of: 62 });
  assert.match(parameters['programme-completed'].source!, /The service’s own extract of \d{4}-\d\d-\d\d/);
  assert.equal(parameters['programme-completed'].date, '2026-06');
  // 25 of 96: other shares leave the same fork, so it comes with an upper end; 95% of its draws lie in Wilson's 18.3 to 35.6.
  const [low, share, high] = parameters['custody-share'].triangular!;
  assert.ok(
    Math.abs(share - (100 * 25) / 96) < 0.01 && Math.abs(low - 15.94) < 0.01 && Math.abs(high - 38.22) < 0.01,
  );
  assert.equal(parameters['order-length'].source, undefined, 'what was not ticked stays as it was');
});

test('E16: a count under ten is never told, and its number stays as the plan assumes it', async () => {
  const page = await asks('analyst', 1280, false);
  await page.getByLabel('What this service’s own record counts today').check();
  await page.getByRole('button', { name: 'Show them beside the plan' }).click();
  const waiting = rowOf(page, 'People who wait for a programme today');
  assert.match(await waiting.innerText(), /Stays as it is\. Fewer than 10 people/);
  assert.equal(await waiting.getByRole('checkbox').count(), 0);
  assert.doesNotMatch(await page.content(), /value: ?9\b|"value":9\b/);
  assert.match(await page.content(), /fewer than 10 who are still there/, 'and so is whoever is left over');
});

test('a released study’s effect comes with its whole interval, either way round, to whoever may read plans', async () => {
  const page = await asks('commissioner', 1280, false);
  await page.getByLabel('Effect of a released study').selectOption('one-report/alone/required');
  await page
    .getByLabel('The number of the plan that it is taken for')
    .selectOption({ label: 'What a finished programme does to detected reoffending' });
  await page.getByRole('button', { name: 'Show them beside the plan' }).click();
  await page.getByRole('button', { name: 'Try the plan with what is ticked' }).click();
  await page.waitForURL(/\/plans\/try\?/);
  const { lognormal, source, date } = askedPlan(page).parameters['programme-effect'];
  // 1 / sqrt(0.5 × 1.28) = 1.25; the interval runs from 1 / 1.28 to 1 / 0.5.
  assert.ok(Math.abs(lognormal!.median - 1.25) < 1e-9);
  assert.ok(Math.abs(lognormal!.median * Math.exp(1.959964 * lognormal!.sigma) - 2) < 1e-3);
  assert.match(source!, /Made-up people: released study "Canary study"/);
  assert.equal(date, '2026-11-02');
});

test('a commissioner is not offered the extract, and asking for it all the same reads nothing', async () => {
  const before = extracts;
  const page = await asks('commissioner', 1280);
  assert.equal(await page.getByLabel('What this service’s own record counts today').count(), 0);
  await page.locator('form[action="/plans/fill"]').evaluate(form => {
    const field = form as unknown as { insertAdjacentHTML(where: string, html: string): void };
    field.insertAdjacentHTML('beforeend', '<input type="hidden" name="extract" value="yes">');
  });
  await page.getByRole('button', { name: 'Show them beside the plan' }).click();
  await page.getByText('Only an analyst may read the service’s own extract').first().waitFor();
  assert.equal(extracts, before);
});

test('nothing chosen reads nothing and says so', async () => {
  const page = await asks('analyst', 320, false);
  await page.getByRole('button', { name: 'Show them beside the plan' }).click();
  await page.getByText('Choose the service’s own record, a released study, or both.').first().waitFor();
});

test('a tick that this page did not make gives no lines', () => {
  assert.equal(linesOf(['{"parameter":3}']), undefined);
  assert.equal(linesOf(['not json']), undefined);
  assert.equal(linesOf([]), '');
});
