import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startWalk } from '../browser.ts';
import { openHouse, type Walker } from '../helpline/house.ts';

const house = await openHouse();
const walk = await startWalk(house.options);
after(() => walk.stop());
const worker = await house.walker('practitioner');

const open = (who: Walker) => walk.open({ cookie: who.cookie, javaScript: false });
const click = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
const save = (page: Page, name: string) => page.getByRole('button', { name }).click();
const isShown = async (page: Page, text: RegExp | string) =>
  assert.ok(await page.getByText(text).first().isVisible(), String(text));

// First, while nobody else has an account: E34 asks that no second person is needed.
test('E34: one person, alone in the organisation, comes from the board to “passed on” in one form', async () => {
  const page = await open(worker);
  await page.goto('/concerns');
  await click(page, 'Somebody is in danger now');
  await page.getByLabel('What was said').fill('As told.');
  await page.getByLabel('Children’s social care, duty desk').check();
  await save(page, 'Save, done');
  await isShown(page, 'Review by a second person: tomorrow');
  await isShown(page, 'Add the reference: tomorrow');
  await click(page, 'Add the reference');
  await page.getByLabel('Reference').fill('DD 9');
  await save(page, 'Save');
  await isShown(page, 'Reference DD 9.');
  await click(page, 'Add what was said');
  await page.getByLabel('The child, if you know who it is').fill('Made up');
  await save(page, 'Add it');
  await isShown(page, /^Added by /);
  await page.context().close();
});

test('E7: from raised by one to closed: two are named and decide, it is passed on, asked after, answered', async () => {
  const lead = await house.walker('safeguarding_lead');
  const second = await house.walker('programme_lead');
  const mine = await open(worker);
  await mine.goto('/concerns/new?danger=no');
  await mine.getByLabel('What was said').fill('As told.');
  await save(mine, 'Raise the concern');
  await isShown(mine, /A safeguarding lead does that/);
  const concern = new URL(mine.url()).pathname;

  const leads = await open(lead);
  await leads.goto('/concerns');
  await leads.locator(`a[href="${concern}"]`).click();
  await click(leads, 'Name the two');
  await leads.getByLabel('The first').selectOption({ label: lead.actor.name });
  await leads.getByLabel('The second').selectOption({ label: second.actor.name });
  await save(leads, 'Name them');
  const seconds = await open(second);
  for (const page of [leads, seconds]) {
    await page.goto(concern);
    await click(page, 'Decide');
    await page.getByLabel('Share it', { exact: true }).check();
    await page.getByLabel('A child is or may be at risk of harm').check();
    await page.getByLabel('Your reason').fill('As told.');
    await page.getByLabel('No. They cannot be reached').check();
    await save(page, 'Save my decision');
  }
  await isShown(seconds, 'Pass it on: tomorrow');
  await click(seconds, 'Record that it was passed on');
  await seconds.getByLabel('Police (101)').check();
  await seconds.getByLabel('The reference they gave you').fill('P 4');
  await save(seconds, 'Save');
  await isShown(seconds, /Ask what became of it: by/);
  await click(seconds, 'Record that you asked again');
  await seconds.getByLabel('They will answer').check();
  await save(seconds, 'Save');
  await leads.goto(concern);
  await click(leads, 'We disagree with the authority');
  await leads.getByLabel('A senior manager of the authority').check();
  await leads.getByLabel('Why you disagree').fill('As told.');
  await save(leads, 'Save');
  await click(leads, 'Record their answer');
  await leads.getByLabel('They changed what they do').check();
  await save(leads, 'Save');
  await click(leads, 'The authority answered');
  await leads.getByLabel('An assessment').check();
  await save(leads, 'Save');
  await click(leads, 'Close it');
  await leads.getByLabel('The authority has it in hand').check();
  await save(leads, 'Close it');
  await isShown(leads, /It is closed\./);
  for (const page of [mine, leads, seconds]) await page.context().close();
});
