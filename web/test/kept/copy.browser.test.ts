import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { day, type CaseCommand } from '@throughcare/pathway';
import { startWalk } from '../browser.ts';
import { openHouse, type Walker } from '../helpline/house.ts';

const on = day('2026-03-12');
const house = await openHouse();
const practitioner = await house.walker('practitioner');
const first = await house.walker('safeguarding_lead');
const second = await house.walker('safeguarding_lead');
const walk = await startWalk({ services: house.options.services, now: () => house.clock.now });
after(() => walk.stop());

const identity = {
  surname: 'Ashgrove',
  forename: 'Tobin',
  bornOn: null,
  sex: 'M',
  postcodeDistrict: null,
  pnc: null,
} as const;

/** A case with so many notes, a concern that touches it, and a copy that was asked for; gives where the copy stands. */
async function copyOf(notes: number): Promise<{ id: string; copy: string }> {
  const id = randomUUID();
  const written = Array.from({ length: notes }, (_, n): CaseCommand => ({
    do: 'write_note',
    on,
    words: `Note ${n + 1}: as told.`,
  }));
  const commands: CaseCommand[] = [
    { do: 'refer', on, reference: `TC-${notes}`, source: 'self', stage: 'not_known_to_police', identity },
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: practitioner.actor.userId },
  ];
  for (const some of [...commands.map(one => [one]), ...inHundreds(written), [asked]])
    await record(id, some, practitioner);
  const raise = { do: 'raise', on, source: 'case', immediateDanger: false, from: id } as const;
  const command = { ...raise, said: 'cowslipsaid', child: 'Periwinklechild' };
  assert.ok((await practitioner.repository.decide('concern', randomUUID(), 0, randomUUID(), command)).ok);
  return { id, copy: `/people/${id}/kept/copy/r1` };
}

const asked: CaseCommand = { do: 'ask_copy', on, request: 'r1' };

function inHundreds<One>(all: readonly One[]): One[][] {
  return Array.from({ length: Math.ceil(all.length / 100) }, (_, n) => all.slice(n * 100, n * 100 + 100));
}

async function record(id: string, commands: readonly CaseCommand[], who: Walker): Promise<void> {
  const steps = commands.map(command => ({ kind: 'case', stream: id, expected: 'latest', command }) as const);
  const outcome = await who.repository.decideTogether(randomUUID(), steps);
  assert.ok(outcome.ok, JSON.stringify(outcome));
}

/** Presses a button, and waits for the page that answers. */
async function press(page: Page, name: string): Promise<void> {
  const answered = page.waitForEvent('load');
  await page.getByRole('button', { name, exact: true }).click();
  await answered;
}

test('E23: two leads go through 120 notes and a concern together, page by page; neither decides on what they did not see, and then the copy is given', async () => {
  const { id, copy } = await copyOf(120);
  const [mine, theirs] = [
    await walk.open({ cookie: first.cookie }),
    await walk.open({ cookie: second.cookie }),
  ];
  await mine.goto(`${copy}/text`);
  assert.match(await mine.locator('main').innerText(), /125 lines that are kept back wait for a decision/);
  await mine.getByRole('link', { name: /^Notes \(/ }).click();
  assert.equal(await mine.locator('.copy-lines > li').count(), 50);
  const notes = mine.url();
  await theirs.goto(notes);

  // The first keeps back two that they tick; the second still has all fifty in front of them.
  await mine.locator('.copy-lines input[type="checkbox"]').nth(0).check();
  await mine.locator('.copy-lines input[type="checkbox"]').nth(1).check();
  await mine.getByLabel('Keep them back').check();
  await mine.getByLabel('Why, in a few words').fill('It names a neighbour.');
  await press(mine, 'Record this decision');
  assert.match(await mine.locator('main').innerText(), /118 lines of this kind wait/);

  await theirs.getByLabel('All 50 above').check();
  await theirs.getByLabel('Release them into the copy').check();
  await theirs.getByLabel('Why, in a few words').fill('About the person alone.');
  await press(theirs, 'Record this decision');
  const told = await theirs.locator('main').innerText();
  assert.match(told, /2 of these lines were decided on after you opened this page/);
  assert.match(told, /Kept back by .*It names a neighbour\./);
  assert.equal(await theirs.getByLabel('Why, in a few words').inputValue(), 'About the person alone.');

  // They look again, leave those two, and release what is left of the page.
  await theirs.goto(notes);
  for (let page = 0; page < 3; page++) {
    await theirs.getByLabel(/All \d+ above/).check();
    await theirs.getByLabel('Release them into the copy').check();
    await theirs.getByLabel('Why, in a few words').fill('About the person alone.');
    await press(theirs, 'Record this decision');
  }
  await theirs.waitForURL(url => url.pathname === copy);
  await theirs.getByRole('link', { name: /^A concern about a child/ }).click();
  await theirs.getByLabel(/All \d+ above/).check();
  await theirs.getByLabel('Keep them back').check();
  await theirs.getByLabel('Why, in a few words').fill('An enquiry goes on.');
  await press(theirs, 'Record this decision');
  await theirs.waitForURL(url => url.pathname === copy);

  // A decision is taken back, so the copy cannot be given; decided again, it can.
  await mine.goto(`${notes}?show=decided`);
  await mine.locator('.copy-lines input[type="checkbox"]').nth(0).check();
  await mine.getByLabel('Take the decision back').check();
  await press(mine, 'Record this decision');
  await theirs.goto(`/people/${id}/kept/give-copy`);
  await theirs.getByLabel(/Asked for on/).check();
  await press(theirs, 'Save');
  await theirs.getByRole('link', { name: /^One line that is kept back has not been decided on/ }).click();
  await theirs.getByRole('link', { name: /^Notes \(/ }).click();
  await theirs.getByLabel('Those ticked above').check();
  await theirs.locator('.copy-lines input[type="checkbox"]').nth(0).check();
  await theirs.getByLabel('Keep them back').check();
  await theirs.getByLabel('Why, in a few words').fill('It names a neighbour.');
  await press(theirs, 'Record this decision');
  await theirs.getByRole('link', { name: 'Record that it was given to them' }).click();
  await theirs.getByLabel(/Asked for on/).check();
  await press(theirs, 'Save');
  await theirs.waitForURL(url => url.pathname === `/people/${id}/kept`);

  await theirs.goto(`${copy}/read`);
  const given = await theirs.locator('main').innerText();
  assert.equal(given.match(/Note \d+: as told/g)?.length, 118);
  assert.doesNotMatch(given, /Note [12]: |cowslipsaid|Periwinklechild|neighbour|wait for a decision/);
  await Promise.all([mine.context().close(), theirs.context().close()]);
});
