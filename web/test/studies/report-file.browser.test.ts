import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { release, releaseHtml, releaseSchema, reportHtml, studyReportSchema } from '@throughcare/evidence';
import type { Browser, Page } from 'playwright-core';
import { workOutSmall } from '../analysis/small-results.ts';
import { assertAccessible, assertNoSidewaysScroll, openBrowser, watchRequests } from '../browser.ts';

const STUDIES = ['prison-or-community', 'our-own-people'];
const folder = mkdtempSync(join(tmpdir(), 'throughcare-report-'));
const pages = new Map<string, string>();
let browser: Browser;

before(async () => {
  const results = workOutSmall('extract', 'truth', 'linkage', ...STUDIES.map(name => `study ${name}`));
  try {
    for (const name of STUDIES) {
      const finding = results.analysis.study(name);
      assert.ok(finding.state === 'ready', name);
      const released = release(finding.result);
      for (const [schema, value] of [
        [studyReportSchema, finding.result],
        [releaseSchema, released],
      ] as const)
        assert.deepEqual(schema.safeParse(JSON.parse(JSON.stringify(value))).error?.issues ?? [], []);
      pages.set(`${name}, exact`, reportHtml(finding.result));
      pages.set(`${name}, released`, releaseHtml(released));
    }
  } finally {
    results.remove();
  }
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(
  name: string,
  options: { readonly width: number; readonly dark?: boolean },
): Promise<{ readonly page: Page; readonly asked: readonly string[]; readonly address: string }> {
  const file = join(folder, 'report.html');
  writeFileSync(file, pages.get(name) ?? '');
  const context = await browser.newContext({
    viewport: { width: options.width, height: 900 },
    colorScheme: options.dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const asked = watchRequests(page);
  const address = pathToFileURL(file).href;
  await page.goto(address);
  return { page, asked, address };
}

test('the report of a study opens from a disk without asking anything of anybody, and no machine finds a barrier', async () => {
  for (const name of pages.keys()) {
    const { page, asked, address } = await opened(name, { width: 1280 });
    await assertAccessible(page, name);
    assert.deepEqual(asked, [address], name);
    await page.context().close();
  }
});

test('a report fits a telephone, and its dark scheme can be read', async () => {
  for (const name of ['our-own-people, exact', 'prison-or-community, released']) {
    const { page } = await opened(name, { width: 320, dark: true });
    await assertNoSidewaysScroll(page, name);
    await assertAccessible(page, `${name}, dark`);
    await page.context().close();
  }
});

test('the first sheet of paper holds the question, the answer, the picture, and what it means', async () => {
  const { page } = await opened('prison-or-community, exact', { width: 680 });
  await page.emulateMedia({ media: 'print' });
  const sheet = (297 - 34) * (96 / 25.4);
  const ends = await page.evaluate(() =>
    ['h1', 'figure', '.two'].map(part => document.querySelector(part)?.getBoundingClientRect().bottom ?? 0),
  );
  for (const end of ends) assert.ok(end > 0 && end <= sheet, `${end} of ${sheet} px`);
  await page.context().close();
});
