import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AccessCount, Repository } from '@throughcare/records';
import { assertAccessible, assertNoSidewaysScroll, startWalk } from '../browser.ts';
import { signedInAs, testServices } from '../services.ts';

const count = (
  characteristic: AccessCount['characteristic'],
  group: string,
  [soon, later, offered, neither]: readonly [number, number, number, number],
): AccessCount => ({ characteristic, group, soon, later, offered, neither, medianDays: 60 });

const counts = [
  count('sex', 'M', [142, 83, 61, 58]),
  count('sex', 'F', [21, 36, 4, 28]),
  count('age', 'from_25', [60, 40, 25, 26]),
  count('age', 'from_35', [60, 40, 25, 26]),
  count('age', 'from_65', [43, 39, 15, 34]),
  count('ethnic_group', 'asian', [12, 24, 22, 41]),
  count('ethnic_group', 'white', [140, 80, 33, 31]),
  count('ethnic_group', 'not_known', [11, 15, 10, 14]),
  count('disability', 'not_known', [163, 119, 65, 86]),
  count('religion', 'not_known', [163, 119, 65, 86]),
];
const base = testServices();
const asked: number[] = [];
const services = testServices({
  records: {
    ...base.records,
    as: () =>
      ({
        accessCounts: (year: number) => {
          asked.push(year);
          return Promise.resolve(year === 2024 ? counts : []);
        },
      }) as unknown as Repository,
  },
});
const walk = await startWalk({ services, now: () => Date.parse('2026-03-12T12:00:00Z') });
after(() => walk.stop());
const cookie = signedInAs('commissioner');

test('E32: a commissioner reads who is helped and how soon, with what is small hidden, on any screen and as a file', async () => {
  for (const width of [1280, 390, 320]) {
    const page = await walk.open({ width, cookie });
    await page.goto('/access');
    const words = await page.locator('main').innerText();
    for (const said of [
      'Everybody referred in 2024',
      'Not known',
      'not everybody begins as soon',
      'fewer than 10',
    ]) {
      assert.ok(words.includes(said), `the page does not say “${said}”`);
    }
    await assertAccessible(page, `/access at ${width} px`);
    await assertNoSidewaysScroll(page, `/access at ${width} px`);
    await page.context().close();
  }
  const page = await walk.open({ cookie });
  const file = await page.request.get('/access/file?year=2024');
  const csv = await file.text();
  assert.match(file.headers()['content-type'] ?? '', /text\/csv/);
  // 4 of the women were offered a place and have not begun: hidden, and with them the men beside them.
  assert.ok(csv.includes('2024,Sex,Men,345,140,85,not shown,60,not shown\r\n'));
  // 60, 40, 25 and 26 of 151, and 60 days in the ninth week.
  assert.ok(csv.includes('2024,Age at the referral,25 to 34,150,60,40,25,25,9\r\n'));
  assert.match(csv, /2024,Sex,Women,90,20,35,fewer than 10,30,not shown/);
  assert.equal((await page.request.get('/access/file?year=2023')).status(), 404);
});

test('a year in which nobody was referred says so, and no other role than two reads the page', async () => {
  const page = await walk.open({ cookie });
  await page.goto('/access?year=2023');
  assert.match(await page.locator('main').innerText(), /Nobody was referred in 2023/);
  assert.ok(!asked.includes(2025), 'a year that is not over for everybody is not offered');
  const other = await walk.open({ cookie: signedInAs('practitioner') });
  assert.equal((await other.request.get('/access')).status(), 403);
});
