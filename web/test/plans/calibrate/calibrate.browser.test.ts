import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  assertOwnOnly,
  startWalk,
  tabOrder,
  watchRequests,
  type Walk,
} from '../../browser.ts';
import { lookAgainUntil } from '../look-again.ts';
import { calibrationFolder, signedInAs, testServices } from '../../services.ts';
import { fittedBy, madeUpSeries, smallDesk, smallQuestion } from './fit-small.ts';

const file = join(calibrationFolder, 'made-up-series.csv');
const cookie = signedInAs('analyst');
const small = smallDesk();
let walk: Walk;

before(async () => {
  walk = await startWalk({ services: testServices({ calibrationDesk: small.desk }) });
});
after(async () => {
  await walk?.stop();
  await small.close();
});

test('without a script an analyst brings a file, waits, and reads what was learned; nobody else is asked', async () => {
  const page = await walk.open({ cookie, javaScript: false, width: 390 });
  const asked = watchRequests(page);
  await page.goto('/plans/calibrate');
  await page.getByLabel('Plan', { exact: true }).selectOption({ label: 'A small service' });
  await page.getByLabel('Or a small file of them (CSV)').setInputFiles(file);
  await page.getByRole('button', { name: 'Fit the plan' }).click();
  await page.waitForURL(/\/plans\/calibrate\/[0-9a-f]{32}$/);
  await lookAgainUntil(page, page.getByRole('heading', { name: 'Does the plan give what was seen?' }));
  await assertNoSidewaysScroll(page, 'a fit');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.getByRole('button', { name: 'Throw it away' }).isVisible(), false, 'not on paper');
  assert.ok(await page.getByText('What this does not show').isVisible());
  assertOwnOnly(asked, walk.origin);
});

test('the page of a fit has no fault wide, narrow and dark, and the keyboard reaches its tables and its files', async () => {
  const { id } = await fittedBy(small.desk, smallQuestion());
  const page = await walk.open({ cookie });
  await page.goto(`/plans/calibrate/${id}`);
  await assertAccessible(page, 'a fit, wide');
  const stops = await tabOrder(page);
  for (const said of ['See this as a table', 'See every figure', 'Every number as CSV', 'Throw it away'])
    assert.ok(
      stops.some(stop => stop.includes(said)),
      `${said} is not among ${stops.join('; ')}`,
    );
  await page.emulateMedia({ colorScheme: 'dark' });
  await assertAccessible(page, 'a fit, dark', ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 320, height: 800 });
  await assertAccessible(page, 'a fit, narrow');
  await assertNoSidewaysScroll(page, 'a fit');
});

test('what is wrong with the figures is said beside them, where they can be mended and sent again', async () => {
  const page = await walk.open({ cookie });
  await page.goto('/plans/calibrate');
  await assertAccessible(page, 'a fit to be begun');
  await page.getByLabel('Plan', { exact: true }).selectOption({ label: 'A small service' });
  await page
    .getByLabel('Lines of figures')
    .fill(madeUpSeries.replace('2023-01,assessment', '2023-1,assessment'));
  await page.getByRole('button', { name: 'Fit the plan' }).click();
  await page.getByText('The period is 2023-1.').waitFor();
  assert.match(await page.title(), /^Error/);
  await assertAccessible(page, 'a fault in the figures');
  await page.setViewportSize({ width: 320, height: 800 });
  await assertNoSidewaysScroll(page, 'a fault in the figures');
  await page.getByLabel('Lines of figures').fill(madeUpSeries);
  await page.getByRole('button', { name: 'Fit the plan' }).click();
  await page.waitForURL(/\/plans\/calibrate\/[0-9a-f]{32}$/);
});

test('a fit tells how far it is, can be cancelled and asked for again, and thrown away', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-idle-fit-'));
  const program = join(folder, 'idler.ts');
  writeFileSync(program, "process.on('message', () => process.send({ say: 'progress', done: 60 }));\n");
  const idle = smallDesk(new URL(`file://${program}`));
  const idling = await startWalk({ services: testServices({ calibrationDesk: idle.desk }) });
  t.after(async () => {
    await idling.stop();
    await idle.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const id = idle.desk.begin(smallQuestion(), 'Ines Vale', 0);
  const page = await idling.open({ cookie, width: 320 });
  await page.goto(`/plans/calibrate/${id}`);
  // A hundred under what is assumed, twenty that look at each of the two fits.
  await page.getByText('60 of 140 runs.').waitFor();
  await assertAccessible(page, 'a fit under way');
  await assertNoSidewaysScroll(page, 'a fit under way');
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await page.getByRole('heading', { name: 'This is not worked out' }).waitFor();
  await assertAccessible(page, 'a fit that was cancelled');
  await page.getByRole('button', { name: 'Fit it again' }).click();
  await page.getByText(/of 140 runs\.|In line/).waitFor();
  await page.getByRole('button', { name: 'Cancel it' }).click();
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await page.getByRole('heading', { name: 'Fit a plan to what was seen' }).waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Fitted before' }).isVisible(), false);
});
