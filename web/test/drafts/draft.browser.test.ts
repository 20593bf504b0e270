import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertNoSidewaysScroll, startWalk } from '../browser.ts';
import { openHouse } from '../helpline/house.ts';
import { openCase } from '../person/case.ts';

const house = await openHouse();
const logged: string[] = [];
const walk = await startWalk({ ...house.options, log: line => logged.push(JSON.stringify(line)) });
after(() => walk.stop());
const practitioner = await house.walker('practitioner');
const other = await house.walker('practitioner');
const id = await openCase(practitioner);
const CANARY = 'Wrenfeather';
const words = `The victim is a neighbour, ${CANARY}.`;
const on = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };
const url = `/people/${id}/note`;
const waiting = () => practitioner.repository.drafts();

test('E3: a note that waits for a second look survives a browser that crashed, and is gone once it is saved', async () => {
  const first = await walk.open({ cookie: practitioner.cookie, javaScript: false });
  await first.goto(url);
  await first.getByRole('textbox', { name: /note/i }).fill(words);
  await first.getByRole('button', { name: 'Save' }).click();
  assert.match(await first.locator('main').innerText(), /Does this belong in a note/);
  await first.context().close();

  const again = await walk.open({ cookie: practitioner.cookie, javaScript: false });
  await again.goto('/today');
  await again.getByRole('link', { name: 'Notes that wait' }).click();
  assert.ok(!(await again.content()).includes(CANARY), 'the list holds no word of it');
  await again.getByRole('link', { name: 'A note about a person' }).click();
  assert.equal(await again.getByRole('textbox', { name: /note/i }).inputValue(), words);
  assert.ok(!again.url().includes(CANARY));
  await again.getByRole('button', { name: 'Save' }).click();
  assert.equal((await waiting()).length, 1, 'it is the same draft still');
  await again.getByRole('button', { name: 'Save it as it is' }).click();
  assert.deepEqual(await waiting(), []);
  assert.equal((await practitioner.repository.person(id))!.events.at(-1)!.type, 'note_written');
  assert.ok(logged.length > 0 && logged.every(line => !line.includes(CANARY)));
});

test('E3: other words that need no second look settle it, and so does throwing it away', async () => {
  const page = await walk.open({ cookie: practitioner.cookie, javaScript: false });
  await page.goto(url);
  await page.getByRole('textbox', { name: /note/i }).fill(words);
  await page.getByRole('button', { name: 'Save' }).click();
  assert.equal((await waiting()).length, 1);
  await page.getByRole('textbox', { name: /note/i }).fill('We agreed to meet again.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  assert.deepEqual(await waiting(), []);
  await practitioner.fill(url, { words, ...on });
  await page.goto('/drafts');
  await page.getByRole('button', { name: 'Throw it away' }).click();
  assert.deepEqual(await waiting(), []);
});

test('E3: moved to a concern it waits until the concern is raised, and not longer', async () => {
  const page = await walk.open({ cookie: practitioner.cookie, javaScript: false });
  await page.goto(url);
  await page.getByRole('textbox', { name: /note/i }).fill(words);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Move this to a concern' }).click();
  assert.equal((await waiting()).length, 1);
  await page
    .getByRole('button', { name: /Raise|Save/ })
    .first()
    .click();
  assert.match(page.url(), /\/concerns\/[0-9a-f-]{36}/);
  assert.deepEqual(await waiting(), []);
});

test('E20: a draft opens to nobody but its writer, and not where its writer may no longer see the person', async () => {
  await practitioner.fill(url, { words, ...on });
  const [draft] = await waiting();
  assert.equal((await other.open(`${url}?draft=${draft.id}`)).statusCode, 404);
  const theirs = await openCase(other, 'TC-OTHER');
  const open = await other.open(`/people/${theirs}/note?draft=${draft.id}`);
  assert.equal(open.statusCode, 200);
  assert.ok(!open.body.includes(CANARY));
  const elsewhere = await practitioner.open(`/people/${id}/change?draft=${draft.id}`);
  assert.ok(!elsewhere.body.includes(CANARY), 'a draft opens on its own page alone');
});

test('the list of notes that wait is accessible and fits 320 px', async () => {
  await practitioner.fill(url, { words, ...on });
  for (const width of [1280, 320]) {
    const page = await walk.open({ width, cookie: practitioner.cookie });
    await page.goto('/drafts');
    await assertAccessible(page, `/drafts at ${width} px`);
    await assertNoSidewaysScroll(page, `/drafts at ${width} px`);
    await page.context().close();
  }
});
