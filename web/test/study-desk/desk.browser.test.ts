import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  assertAccessible,
  assertNoSidewaysScroll,
  assertOwnOnly,
  startWalk,
  watchRequests,
  type Walk,
} from '../browser.ts';
import { analyst, openDeskHouse, settled, type DeskHouse } from './house.ts';
import { madeUpExtract, madeUpProtocol } from './made-up-study.ts';

let house: DeskHouse;
let walk: Walk;
before(async () => {
  house = await openDeskHouse();
  walk = await startWalk(house.options);
});
after(async () => {
  await walk?.stop();
  await house?.close();
});

const csv = () => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(madeUpExtract()) });

/** From an empty desk to a released report, as somebody does it with a browser. */
async function fromExtractToRelease(page: Page, look: () => Promise<unknown>, again: () => Promise<unknown>) {
  await page.goto('/desk');
  await page.getByRole('link', { name: 'Begin a study' }).click();
  await page.getByLabel('What is it called?').fill('By hand');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('link', { name: /Bring an extract/ }).click();
  await page.getByLabel('File', { exact: true }).setInputFiles(csv());
  await page.getByRole('button', { name: 'Bring it' }).click();
  await again();
  await page.getByText('600 rows').waitFor();
  await look();
  await page.getByRole('link', { name: 'Go on to the protocol' }).click();
  await page.getByLabel('Protocol, in YAML').fill(madeUpProtocol);
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('link', { name: /Design it/ }).click();
  await page.getByRole('button', { name: 'Design it' }).click();
  await again();
  await page.getByRole('button', { name: 'Lock this design' }).waitFor();
  await look();
  await page.getByRole('button', { name: 'Lock this design' }).click();
  await page.getByRole('link', { name: /Run it/ }).click();
  await page.getByRole('button', { name: 'Run it' }).click();
  await again();
  await page.getByText('Conclusion:').waitFor();
  await look();
  await page.getByRole('link', { name: 'Let it go out' }).click();
  await look();
  await page.getByRole('button', { name: 'Release it' }).click();
  await page.getByText('Released by Ines Vale').waitFor();
  await look();
}

test('with a browser: extract, protocol, design, lock, run and release, each page following by itself; nothing is asked of anybody else', async () => {
  const page = await walk.open({ cookie: analyst });
  const asked = watchRequests(page);
  const refusedByPolicy: string[] = [];
  page.on('console', message => message.type() === 'error' && refusedByPolicy.push(message.text()));
  let looked = 0;
  await fromExtractToRelease(
    page,
    async () => {
      await assertAccessible(page, page.url());
      await assertNoSidewaysScroll(page, page.url());
      looked++;
    },
    () => Promise.resolve(),
  );
  assert.equal(looked, 5);
  assertOwnOnly(asked, walk.origin);
  assert.deepEqual(refusedByPolicy, []);
  await page.context().close();
});

test('the same without JavaScript and 320 px wide: one looks again by a link', async () => {
  const page = await walk.open({ cookie: analyst, javaScript: false, width: 320 });
  const again = async () => {
    for (let k = 0; k < 100 && (await page.getByRole('link', { name: 'Look again' }).count()) > 0; k++) {
      await page.waitForTimeout(100);
      await page.goto(page.url());
    }
  };
  await fromExtractToRelease(page, () => assertNoSideways(page), again);
  await page.context().close();
});

/** Without JavaScript the page cannot be asked; its picture is as wide as it is. */
async function assertNoSideways(page: Page) {
  const wide = await page.screenshot({ fullPage: true });
  assert.equal(wide.readUInt32BE(16), 320, page.url());
}

test('faults appear while somebody types, by line and column, keep nothing, and lead to their line', async () => {
  const study = await house.walk.begin('Typed');
  const page = await walk.open({ cookie: analyst });
  await page.goto(`${study}/protocol`);
  const box = page.getByLabel('Protocol, in YAML');
  await box.fill(madeUpProtocol.replace('estimand: ATO', 'estimand: ATX'));
  const link = page.getByRole('link', { name: /^Line \d+, column 1$/ });
  await link.waitFor();
  await assertAccessible(page, 'protocol with a fault');
  await link.click();
  const chosen = await box.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  );
  assert.equal(chosen, 'estimand: ATX');
  await box.fill(madeUpProtocol);
  await page.getByText('No fault').waitFor();
  assert.equal(await box.inputValue(), madeUpProtocol);
  assert.equal(house.desk.study(study.split('/').at(-1)!)!.protocols.length, 0);
  await page.context().close();
});

test('every page of the desk is sound wide and narrow, empty, under way, failed and full', async () => {
  const study = await house.walk.begin('States');
  await house.walk.bring(study, 'people.csv', 'a,a\n1,2\n');
  await settled(house.desk, study);
  for (const width of [1280, 320]) {
    const page = await walk.open({ cookie: analyst, width, dark: width === 320 });
    for (const url of [
      '/desk',
      '/desk/new',
      '/desk/register',
      study,
      `${study}/extract`,
      `${study}/protocol`,
      `${study}/design`,
      `${study}/run`,
      '/reports',
    ]) {
      await page.goto(url);
      await assertAccessible(page, `${url} at ${width}`);
      await assertNoSidewaysScroll(page, `${url} at ${width}`);
    }
    await page.context().close();
  }
});
