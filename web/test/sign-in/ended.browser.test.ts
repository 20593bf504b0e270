import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { day, type CaseCommand, type OrganisationCommand, type Role } from '@throughcare/pathway';
import type { Actor, LetterFace } from '@throughcare/records';
import { testRecords, type TestRecords } from '@throughcare/records/testing';
import { openAccounts, type AccountStore } from '../../src/sign-in/better-accounts.ts';
import { startWalk, type Walk } from '../browser.ts';
import { testServices } from '../services.ts';

const PASSWORD = 'a password long enough';
const SURNAME = 'Ashgrove';
const TYPED = 'as told, and typed in full before their part in the service ended';
const on = day('2026-03-12');
const identity = {
  surname: SURNAME,
  forename: 'Tobin',
  bornOn: null,
  sex: 'M',
  postcodeDistrict: null,
  pnc: null,
} as const;

let kept: TestRecords;
let accounts: AccountStore;
let walk: Walk;
/** What happens between the moment a request was let in and the moment it reads the record. */
let afterLetIn: () => Promise<unknown> = async () => {};

before(async () => {
  kept = await testRecords();
  accounts = await openAccounts({
    authUrl: kept.database.authUrl,
    origin: 'http://127.0.0.1:3000',
    secret: 'a secret of at least thirty-two characters',
    requireCode: false,
  });
  const { records } = kept;
  const door = {
    as: (actor: Actor) => records.as(actor),
    letterStanding: (code: string, face: LetterFace) => records.letterStanding(code, face),
    asCaller: (organisation: string) => records.asCaller(organisation),
    async memberships(userId: string) {
      const found = await records.memberships(userId);
      await afterLetIn();
      return found;
    },
  };
  const services = testServices({ accounts, records: door, helplineOf: kept.organisation });
  walk = await startWalk({ services, now: () => kept.clock.now });
});
after(async () => {
  await walk.stop();
  await accounts.close();
  await kept.close();
});

interface Somebody {
  readonly actor: Actor;
  readonly email: string;
}

async function somebody(...roles: Role[]): Promise<Somebody> {
  const email = `${randomUUID()}@example.org`;
  const { userId: user } = await accounts.createAccount({ email, name: 'Ines Vale', password: PASSWORD });
  await administer({ do: 'join', on, user, name: 'Ines Vale', roles });
  return { email, actor: { userId: user, organisationId: kept.organisation, name: 'Ines Vale' } };
}

async function administer(command: OrganisationCommand): Promise<void> {
  const { records, administrator, organisation } = kept;
  const outcome = await records
    .as(administrator)
    .decide('organisation', organisation, 'latest', randomUUID(), command);
  assert.ok(outcome.ok, JSON.stringify(outcome));
}

/** A browser of its own in which they have typed their password. */
async function signIn({ email }: Somebody): Promise<Page> {
  const page = await walk.open();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'));
  return page;
}

/** A case of theirs of whose record a copy was asked for. */
async function caseOf({ actor }: Somebody): Promise<string> {
  const id = randomUUID();
  const commands: CaseCommand[] = [
    { do: 'refer', on, reference: `TC-${id.slice(0, 8)}`, source: 'self', stage: 'police_contact', identity },
    { do: 'triage', on, outcome: 'accepted' },
    { do: 'open', on, practitioner: actor.userId },
    { do: 'ask_copy', on, request: 'r1' },
  ];
  for (const command of commands) {
    const outcome = await kept.records.as(actor).decide('case', id, 'latest', randomUUID(), command);
    assert.ok(outcome.ok, JSON.stringify(outcome));
  }
  return id;
}

/** How many entries the case has, as its database says. */
async function entriesOf(id: string): Promise<number> {
  const other = await kept.join('programme_lead');
  return (await kept.records.as(other).person(id))!.version;
}

/** Follows an address with the cookies of this browser, as a download or a script with a copied session would. */
async function fetchAs(page: Page, url: string) {
  const answer = await page.context().request.get(url, { maxRedirects: 0 });
  return { status: answer.status(), body: await answer.text(), where: answer.headers().location ?? '' };
}

const ends: readonly (readonly [string, (user: string) => OrganisationCommand, number])[] = [
  ['their role became another one', user => ({ do: 'change_roles', on, user, roles: ['commissioner'] }), 403],
  ['every role of theirs ended', user => ({ do: 'change_roles', on, user, roles: [] }), 403],
  ['they left and their account is off', user => ({ do: 'leave', on, user }), 403],
];

for (const [how, command, status] of ends) {
  test(`E20: after ${how}, both of their open browsers are refused at the next page, form and download`, async () => {
    const who = await somebody('practitioner', 'safeguarding_lead');
    const id = await caseOf(who);
    const [first, second] = [await signIn(who), await signIn(who)];
    const download = `/people/${id}/kept/copy/r1/data`;
    const allowed = await fetchAs(first, download);
    assert.equal(allowed.status, 200);
    assert.ok(allowed.body.includes(SURNAME), 'the download is there while it may be');
    assert.equal((await second.goto(`/people/${id}`))?.status(), 200);
    await first.goto(`/people/${id}/note`);
    await first.getByLabel('Note', { exact: true }).fill(TYPED);
    for (const part of ['day', 'month', 'year'])
      await first.locator(`[name="on-${part}"]`).fill({ day: '12', month: '3', year: '2026' }[part]!);
    const before = await entriesOf(id);

    await administer(command(who.actor.userId));

    const sent = first.waitForResponse(answer => answer.request().method() === 'POST');
    await first.locator('main form button[type="submit"], main form button:not([type])').last().click();
    assert.equal((await sent).status(), status);
    const said = await first.locator('main').innerText();
    assert.match(said, /Nothing was changed/);
    assert.ok((await first.content()).includes(TYPED), 'what they typed is still in front of them');
    assert.equal(await entriesOf(id), before, 'the form opened before it ended saved nothing');

    for (const url of [`/people/${id}`, '/people', '/today', download]) {
      const answer = await fetchAs(second, url);
      assert.equal(answer.status, status, url);
      assert.ok(!answer.body.includes(SURNAME), `${url} tells of the person`);
    }
    await first.context().close();
    await second.context().close();
  });
}

test('E20: a download that was let in just before their role ended gives nothing of the record', async () => {
  const who = await somebody('practitioner', 'safeguarding_lead');
  const id = await caseOf(who);
  const page = await signIn(who);
  const { userId: user } = who.actor;
  afterLetIn = async () => {
    afterLetIn = async () => {};
    await administer({ do: 'change_roles', on, user, roles: ['analyst'] });
  };
  const answer = await fetchAs(page, `/people/${id}/kept/copy/r1/text`);
  assert.ok([403, 404].includes(answer.status), `it answers ${answer.status}`);
  assert.ok(!answer.body.includes(SURNAME));
  await page.context().close();
});

test('E20: a form that was let in just before their role ended saves nothing', async () => {
  const who = await somebody('practitioner');
  const id = await caseOf(who);
  const page = await signIn(who);
  await page.goto(`/people/${id}/note`);
  await page.getByLabel('Note', { exact: true }).fill(TYPED);
  for (const [part, text] of Object.entries({ day: '12', month: '3', year: '2026' }))
    await page.locator(`[name="on-${part}"]`).fill(text);
  const before = await entriesOf(id);
  const { userId: user } = who.actor;
  afterLetIn = async () => {
    afterLetIn = async () => {};
    await administer({ do: 'leave', on, user });
  };
  const sent = page.waitForResponse(answer => answer.request().method() === 'POST');
  await page.locator('main form button[type="submit"], main form button:not([type])').last().click();
  assert.ok([403, 404].includes((await sent).status()));
  assert.equal(await entriesOf(id), before);
  await page.context().close();
});

test('E20: signing out in one browser leaves the other signed in, and a copied session of the first opens nothing', async () => {
  const who = await somebody('practitioner');
  const id = await caseOf(who);
  const [first, second] = [await signIn(who), await signIn(who)];
  const stolen = (await first.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  await first.goto('/account');
  await first.getByRole('button', { name: 'Sign out' }).first().click();
  await first.waitForURL(url => url.pathname.startsWith('/sign-in'));
  assert.equal((await second.goto(`/people/${id}`))?.status(), 200);
  const thief = await walk.open({ cookie: stolen });
  const answer = await fetchAs(thief, `/people/${id}`);
  assert.equal(answer.status, 303);
  assert.match(answer.where, /^\/sign-in/);
  for (const page of [first, second, thief]) await page.context().close();
});
