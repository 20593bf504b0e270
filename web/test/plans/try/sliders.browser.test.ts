import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlanDesk, type PlanDesk } from '../../../src/plans/try/plan-desk.ts';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  assertOwnOnly,
  startWalk,
  watchRequests,
  type Walk,
} from '../../browser.ts';
import { scenarioFolder, testServices } from '../../services.ts';
import { lookAgainUntil } from '../look-again.ts';

let folder: string;
let planDesk: PlanDesk;
let walk: Walk;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-sliders-'));
  planDesk = openPlanDesk({ folder, scenarios: scenarioFolder, replications: { draft: 2, whole: 5000 } });
  walk = await startWalk({ services: testServices({ planDesk }) });
});
after(async () => {
  await walk?.stop();
  await planDesk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Two plans are worked out beside every other test of the house; how long that takes is not what is shown here. */
const WORKED_OUT = { timeout: 240_000 };

test('a slider that is moved sets its number, shows a draft below and stands in the address, which shows the same elsewhere', async () => {
  const page = await walk.open();
  const asked = watchRequests(page);
  await page.goto('/plans/try');
  await assertAccessible(page, 'before anything is asked');
  await page.getByRole('button', { name: 'Show what differs' }).click();
  await page.locator('.conclusion').waitFor(WORKED_OUT);
  await assertAccessible(page, 'a draft');
  const slider = page.getByRole('slider').first();
  await slider.focus();
  await slider.press('End');
  await page.getByText('1 number is set by hand.').waitFor(WORKED_OUT);
  const field = page.locator('input[data-most]').first();
  assert.equal(await field.inputValue(), await field.getAttribute('data-most'));
  const conclusion = await page.locator('.conclusion').textContent(WORKED_OUT);
  const elsewhere = await walk.open({ width: 320, javaScript: false });
  await elsewhere.goto(page.url());
  assert.equal(await elsewhere.locator('.conclusion').textContent(WORKED_OUT), conclusion);
  await assertNoSidewaysScroll(elsewhere, 'a shared plan');
  assertOwnOnly(asked, walk.origin);
});

test('without a script the form’s button shows the same, and a whole run can be begun and cancelled', async () => {
  const page = await walk.open({ javaScript: false, width: 390 });
  await page.goto('/plans/try');
  await page.locator('input[data-most]').first().fill('900');
  await page.getByRole('button', { name: 'Show what differs' }).click();
  await lookAgainUntil(page, page.locator('.conclusion'));
  await page.getByRole('button', { name: 'Run it whole' }).click();
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await page.getByRole('button', { name: 'Run it whole' }).waitFor();
  await assertNoSidewaysScroll(page, 'cancelled');
});
