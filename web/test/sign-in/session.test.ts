import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '@throughcare/records/testing';
import { buildApp } from '../../src/app.ts';
import { openAccounts } from '../../src/sign-in/better-accounts.ts';
import { cookiesOf, formFields, post } from '../post.ts';
import { testOptions, testServices } from '../services.ts';

const PASSWORD = 'a password long enough';
const origin = 'https://service.example';
const database = await testDatabase();
const accounts = await openAccounts({
  authUrl: database.authUrl,
  origin,
  secret: 'a secret of at least thirty-two characters',
  requireCode: false,
});
const base = testServices();
const memberships = () =>
  Promise.resolve([
    {
      organisationId: '00000000-0000-4000-8000-000000000001',
      name: 'Ines Vale',
      roles: ['practitioner' as const],
    },
  ]);
const services = { ...base, accounts, records: { ...base.records, memberships } };
const app = await buildApp(testOptions({ services, origin, demonstration: false }));
for (const email of ['ines@example.org', 'corin@example.org'])
  await accounts.createAccount({ email, name: email, password: PASSWORD });
after(async () => {
  await app.close();
  await accounts.close();
  await database.drop();
});

/** Signs in from a browser that holds these cookies already; gives every Set-Cookie line, and what it holds then. */
async function signIn(email: string, held = '') {
  const shown = await app.inject({ url: '/sign-in', headers: { cookie: held } });
  const before = cookiesOf(shown, held);
  const answer = await post(
    app,
    '/sign-in',
    { ...formFields(shown.body, '/sign-in'), email, password: PASSWORD },
    before,
  );
  assert.equal(answer.statusCode, 303);
  const lines = [shown, answer].flatMap(one => [one.headers['set-cookie'] ?? []].flat());
  return { before, lines, cookie: cookiesOf(answer, before) };
}

const sessionIn = (cookie: string) => /session_token=([^;]+)/.exec(cookie)?.[1];

test('every cookie is for https alone, out of reach of a script, and not sent along from another site', async () => {
  const { lines } = await signIn('ines@example.org');
  assert.ok(lines.length >= 2);
  for (const line of lines) {
    assert.match(line, /;\s*HttpOnly/i, line);
    assert.match(line, /;\s*Secure/i, line);
    assert.match(line, /;\s*SameSite=(Lax|Strict)/i, line);
    assert.match(line, /;\s*Path=\//i, line);
    assert.doesNotMatch(line, /;\s*Domain=/i, line);
  }
});

test('a session that somebody planted in a browser beforehand is not the one that is signed in', async () => {
  const attacker = await signIn('corin@example.org');
  const planted = sessionIn(attacker.cookie)!;
  const victim = await signIn('ines@example.org', attacker.cookie);
  const own = sessionIn(victim.cookie)!;
  assert.notEqual(own, planted);
  const account = await app.inject({ url: '/account', headers: { cookie: attacker.cookie } });
  assert.ok(!account.body.includes('ines@example.org'), 'the planted session became somebody else’s');
  // A name of a browser that was planted gives no token for the forms of whoever signs in there.
  const made = await signIn('ines@example.org', 'visitor=AAAAAAAAAAAAAAAAAAAAAA');
  const shown = await app.inject({ url: '/account', headers: { cookie: made.cookie } });
  const signInPage = await app.inject({
    url: '/sign-in',
    headers: { cookie: 'visitor=AAAAAAAAAAAAAAAAAAAAAA' },
  });
  assert.notEqual(formFields(shown.body, '/sign-out')._token, formFields(signInPage.body, '/sign-in')._token);
});

test('a form token of one session opens no form of another, whoever’s it is', async () => {
  const [ines, corin] = [await signIn('ines@example.org'), await signIn('corin@example.org')];
  const theirs = await app.inject({ url: '/account', headers: { cookie: corin.cookie } });
  const fields = formFields(theirs.body, '/sign-out');
  await post(app, '/sign-out', fields, ines.cookie);
  const still = await app.inject({ url: '/account', headers: { cookie: ines.cookie } });
  assert.equal(still.statusCode, 200, 'they were signed out by somebody else');
  await post(app, '/sign-out', formFields(still.body, '/sign-out'), ines.cookie);
  const out = await app.inject({ url: '/account', headers: { cookie: ines.cookie } });
  assert.equal(out.statusCode, 303, 'and by their own form they are');
});

test('half a session, one that was altered, and two at once are nobody’s, or one’s own', async () => {
  const { cookie } = await signIn('ines@example.org');
  const token = sessionIn(cookie)!;
  const altered = token.slice(0, -6) + (token.endsWith('A%3D') ? 'BBBBBB' : 'AAAAAA');
  for (const bad of [token.slice(0, 20), altered, '', '%00', 'a'.repeat(4000)]) {
    const tried = cookie.replace(token, bad);
    const answer = await app.inject({ url: '/account', headers: { cookie: tried } });
    assert.equal(answer.statusCode, 303, bad.slice(0, 30));
    assert.match(String(answer.headers.location), /^\/sign-in/);
  }
});
