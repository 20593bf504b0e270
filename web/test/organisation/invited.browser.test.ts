import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { testRecords, type TestRecords } from '@throughcare/records/testing';
import { openAccounts, type AccountStore } from '../../src/sign-in/better-accounts.ts';
import { startWalk, type Walk } from '../browser.ts';
import { testServices } from '../services.ts';

const PASSWORD = 'a password long enough';
const NEW = { email: 'wren@example.org', name: 'Wren Tallow' };
let kept: TestRecords;
let accounts: AccountStore;
let walk: Walk;

before(async () => {
  kept = await testRecords();
  accounts = await openAccounts({
    authUrl: kept.database.authUrl,
    origin: 'http://127.0.0.1:3000',
    secret: 'a secret of at least thirty-two characters',
    requireCode: false,
  });
  const { userId: user } = await accounts.createAccount({
    email: 'rook@example.org',
    name: 'Rook Amberdane',
    password: PASSWORD,
  });
  const join = {
    do: 'join',
    on: day('2026-03-12'),
    user,
    name: 'Rook Amberdane',
    roles: ['administrator'],
  } as const;
  const own = kept.records.as(kept.administrator);
  assert.ok((await own.decide('organisation', kept.organisation, 'latest', randomUUID(), join)).ok);
  const services = testServices({ accounts, records: kept.records, helplineOf: kept.organisation });
  walk = await startWalk({ services, now: () => kept.clock.now });
});
after(async () => {
  await walk.stop();
  await accounts.close();
  await kept.close();
});

async function signIn(email: string, password: string) {
  const page = await walk.open({ javaScript: false });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return page;
}

test('somebody is invited, signs in with the password that was shown once, and after a new one only that opens anything', async () => {
  const admin = await signIn('rook@example.org', PASSWORD);
  await admin.goto('/organisation/add');
  await admin.getByLabel('Name', { exact: true }).fill(NEW.name);
  await admin.getByLabel('E-mail address').fill(NEW.email);
  await admin.locator('input[name=roles][value=practitioner]').check();
  await admin.getByRole('button', { name: 'Add them' }).click();
  const first = await admin.locator('code.code-shown').innerText();
  await admin.goto('/organisation');
  assert.ok(!(await admin.content()).includes(first), 'shown once');

  const theirs = await signIn(NEW.email, first);
  await theirs.goto('/people');
  assert.match(await theirs.locator('h1').innerText(), /People/);

  await admin.getByRole('link', { name: NEW.name }).first().click();
  await admin.getByRole('link', { name: 'Make a new password for them' }).click();
  await admin.getByRole('button', { name: 'Make a new password' }).click();
  const second = await admin.locator('code.code-shown').innerText();
  assert.notEqual(second, first);

  // The session that was open stops at the next click, and the old password opens nothing.
  await theirs.goto('/people');
  assert.match(theirs.url(), /\/sign-in/);
  const old = await signIn(NEW.email, first);
  assert.match(old.url(), /\/sign-in/);
  const again = await signIn(NEW.email, second);
  await again.goto('/people');
  assert.match(await again.locator('h1').innerText(), /People/);

  // It is recorded who did it, and to whom; the passwords stand nowhere in the record.
  const audited = kept.records.as(await kept.join('auditor'));
  const { rows } = await audited.auditTrail({ sinceMs: 0 });
  assert.equal(rows.filter(row => row.what === 'password_renewed').length, 1);
  assert.ok(![first, second].some(word => JSON.stringify(rows).includes(word)));
});
