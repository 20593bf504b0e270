import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlanDesk } from '../../../src/plans/try/plan-desk.ts';
import { assertAccessible, assertNoSidewaysScroll, startWalk } from '../../browser.ts';
import { scenarioFolder, testServices } from '../../services.ts';
import { lookAgainUntil } from '../look-again.ts';

const worker = new URL('../../../src/plans/try/worker.ts', import.meta.url);

test('a plan that could not be run says so, stays as it was asked, and runs when it is asked for again', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'throughcare-again-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  // The process ends without a word at the draft, and does its work at the whole run.
  const program = join(folder, 'ends.ts');
  writeFileSync(
    program,
    `process.on('message', task => { if (task.runs === 2) process.exit(1); });\nawait import(${JSON.stringify(worker.href)});\n`,
  );
  const planDesk = openPlanDesk({
    folder,
    scenarios: scenarioFolder,
    replications: { draft: 2, whole: 3 },
    program: new URL(`file://${program}`),
  });
  t.after(() => planDesk.stop());
  const walk = await startWalk({ services: testServices({ planDesk }) });
  t.after(() => walk.stop());
  const page = await walk.open({ javaScript: false, width: 320 });
  await page.goto(
    `/plans/try?${new URLSearchParams({ one: 'base', two: 'conditional-discharge', lines: 'years: 2\ndrawnYear: 2' })}`,
  );
  await lookAgainUntil(page, page.getByRole('heading', { name: 'This could not be run' }));
  await page.getByText('Nothing else is touched. Ask for it again').waitFor();
  const withScript = await walk.open();
  await withScript.goto(page.url());
  await assertAccessible(withScript, 'a plan that could not be run');
  await assertNoSidewaysScroll(page, 'a plan that could not be run');
  const asked = page.url();
  await page.getByRole('button', { name: 'Ask for it again' }).click();
  await lookAgainUntil(page, page.getByText('Whole run.'));
  assert.deepEqual(
    [...new URL(page.url()).searchParams].sort(),
    [...new URL(asked).searchParams].sort(),
    'the same question',
  );
});
