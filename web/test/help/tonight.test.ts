import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildApp } from '../../src/app.ts';
import { crisisLines } from '../../src/help/crisis.ts';
import { tonightAlone } from '../../src/help/tonight/route.ts';
import { assertAccessible, assertNoSidewaysScroll, openBrowser, watchRequests } from '../browser.ts';
import { testOptions, testServices } from '../services.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughcare-tonight-'));
const browser = await openBrowser();
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

test('E9: the page for tonight, as a file with no service behind it, is whole: words, numbers, looks and the way out', async () => {
  const file = join(folder, 'tonight.html');
  writeFileSync(file, tonightAlone({ demonstration: true }));
  for (const width of [1280, 320]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, offline: true });
    const page = await context.newPage();
    const asked = watchRequests(page);
    await page.goto(pathToFileURL(file).href);
    assert.deepEqual(
      asked.filter(url => !url.startsWith('data:')),
      [pathToFileURL(file).href],
    );
    for (const { number } of crisisLines)
      assert.ok(await page.getByRole('link', { name: number, exact: true }).first().isVisible(), number);
    assert.ok(await page.getByRole('link', { name: 'Leave this page' }).isVisible());
    await assertNoSidewaysScroll(page, `tonight at ${width}`);
    await assertAccessible(page, `tonight alone at ${width}`);
    await context.close();
  }
});

test('E9: neither the file nor the page of the service has a script or a form, nor needs the record', async () => {
  const nobody = () => Promise.reject(new Error('the record is down'));
  const base = testServices();
  const services = testServices({
    records: { ...base.records, asCaller: () => ({ open: nobody, withCode: nobody }), memberships: nobody },
  });
  const app = await buildApp(testOptions({ services }));
  for (const url of ['/help', '/help/tonight', '/help/kept']) {
    const answer = await app.inject({ url });
    assert.equal(answer.statusCode, 200, url);
    assert.equal(answer.headers['set-cookie'], undefined, url);
    assert.doesNotMatch(answer.body, /<script|<form/);
  }
  assert.doesNotMatch(tonightAlone({ demonstration: false }), /<script|<form|serviceWorker|made-up|url\(/i);
});
