import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { cookiesOf, formFields, post } from '../post.ts';
import { testOptions, testServices } from '../services.ts';
import { signInDatabase, type SignInDatabase } from './database.ts';
import { totp } from './totp.ts';

const PASSWORD = 'a password long enough';
const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const HOUR = 60 * 60 * 1000;
let ahead = 0;
let database: SignInDatabase;
let app: Awaited<ReturnType<typeof buildApp>>;

/** One browser that keeps its cookies. */
function browserOf() {
  let cookie = '';
  const keep = (answer: LightMyRequestResponse) => {
    cookie = cookiesOf(answer, cookie);
    return answer;
  };
  const open = async (url: string) => keep(await app.inject({ url, headers: { cookie } }));
  const send = async (shown: LightMyRequestResponse, url: string, fields: Record<string, string> = {}) =>
    keep(await post(app, url, { ...formFields(shown.body, url), ...fields }, cookie));
  return {
    open,
    send,
    cookie: () => cookie,
    signIn: async (email: string, password = PASSWORD, from = '/sign-in') =>
      send(await open(from), '/sign-in', { email, password }),
  };
}

describe('signing in', () => {
  before(async () => {
    database = await signInDatabase({ requireCode: true, now: () => Date.now() + ahead });
    const { accounts } = database;
    await accounts.createAccount({ email: 'plain@example.org', name: 'Ines Vale', password: PASSWORD });
    await accounts.createAccount({
      email: 'code@example.org',
      name: 'Hale Renwick',
      password: PASSWORD,
      totp: KEY,
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
    app = await buildApp(
      testOptions({
        services: { ...base, accounts, records: { ...base.records, memberships } },
        demonstration: false,
      }),
    );
  });
  after(() => database.stop());

  test('a password and a one-time code lead to where somebody was going', async () => {
    const one = browserOf();
    const asked = await one.open('/account');
    assert.equal(asked.headers.location, '/sign-in?next=%2Faccount');
    const password = await one.signIn('Code@Example.org', PASSWORD, asked.headers.location);
    assert.equal(password.headers.location, '/sign-in/code?next=%2Faccount');
    assert.equal((await one.open('/account')).statusCode, 303, 'a password alone opens nothing');
    const coded = await one.send(await one.open(password.headers.location), '/sign-in/code', {
      code: totp(KEY, Date.now()),
    });
    assert.equal(coded.headers.location, '/account');
    assert.match((await one.open('/account')).body, /Ines Vale/);
  });

  test('where to go next is never another site', async () => {
    const one = browserOf();
    const shown = await one.open('/sign-in?next=https%3A%2F%2Felsewhere.example');
    assert.doesNotMatch(shown.body, /elsewhere/);
    const answer = await one.send(shown, '/sign-in', {
      email: 'plain@example.org',
      password: PASSWORD,
      next: '//elsewhere.example',
    });
    assert.equal(answer.headers.location, '/start');
  });

  test('an account without a code sets one up before it opens anything else', async () => {
    await database.accounts.createAccount({
      email: 'new@example.org',
      name: 'Wren Callow',
      password: PASSWORD,
    });
    const one = browserOf();
    await one.signIn('new@example.org');
    assert.equal((await one.open('/account')).headers.location, '/sign-in/set-up');
    const begin = await one.open('/sign-in/set-up');
    const wrong = await one.send(begin, '/sign-in/set-up', { password: 'not this one at all' });
    assert.equal(wrong.statusCode, 422);
    const key = await one.send(wrong, '/sign-in/set-up', { password: PASSWORD });
    const shown = /<p class="code-shown">([^<]+)<\/p>/.exec(key.body)![1];
    const mistyped = await one.send(key, '/sign-in/set-up/code', { code: '000 000' });
    assert.equal(mistyped.statusCode, 422);
    assert.ok(mistyped.body.includes(shown), 'the key is still there');
    const done = await one.send(mistyped, '/sign-in/set-up/code', { code: totp(shown, Date.now()) });
    assert.equal(done.statusCode, 303);
    assert.equal((await one.open('/account')).statusCode, 200);
    const again = browserOf();
    assert.match(String((await again.signIn('new@example.org')).headers.location), /^\/sign-in\/code/);
  });

  test('a wrong password, an unknown address and a known one are answered by the same words', async () => {
    const pages = [];
    for (const email of ['plain@example.org', 'nobody@example.org']) {
      const answer = await browserOf().signIn(email, 'a wrong password, long');
      assert.equal(answer.statusCode, 422);
      pages.push(answer.body.replaceAll(email, '').replaceAll(/value="[^"]*"|nonce="[^"]*"/g, ''));
    }
    assert.equal(pages[0], pages[1]);
    assert.match(pages[0], /do not belong together/);
  });

  test('a password is never sent back to the page', async () => {
    const answer = await browserOf().signIn('plain@example.org', 'quill sparrow thimble');
    assert.doesNotMatch(answer.body, /quill/);
    assert.match(answer.body, /value="plain@example.org"/);
  });

  test('five wrong passwords lock an address for a quarter of an hour, known or not, and say so kindly', async () => {
    for (const email of ['locked@example.org', 'nobody-2@example.org']) {
      if (email.startsWith('locked'))
        await database.accounts.createAccount({ email, name: 'Ode Larch', password: PASSWORD });
      for (let i = 0; i < 4; i++)
        assert.match(
          (await browserOf().signIn(email, 'a wrong password, long')).body,
          /do not belong together/,
        );
      assert.match((await browserOf().signIn(email, 'a wrong password, long')).body, /wait 15 minutes/);
      assert.match((await browserOf().signIn(email)).body, /wait 15 minutes/, 'the right one waits too');
    }
    ahead = 15 * 60 * 1000;
    assert.equal((await browserOf().signIn('locked@example.org')).statusCode, 303);
    ahead = 0;
  });

  test('the table that counts wrong passwords does not say whose', async () => {
    await browserOf().signIn('quill@example.org', 'a wrong password, long');
    const rows = await database.query('select * from sign_in_attempt');
    assert.ok(rows.length > 0);
    assert.doesNotMatch(JSON.stringify(rows), /example|quill/);
  });

  test('a one-time code that is wrong is told, and five of them end the attempt', async () => {
    const one = browserOf();
    await one.signIn('code@example.org');
    const shown = await one.open('/sign-in/code');
    assert.match((await one.send(shown, '/sign-in/code', { code: '12' })).body, /six figures/);
    for (let i = 0; i < 5; i++)
      assert.match(
        (await one.send(shown, '/sign-in/code', { code: '000000' })).body,
        /does not fit|took a little too long/,
      );
    assert.match(
      (await one.send(shown, '/sign-in/code', { code: totp(KEY, Date.now()) })).body,
      /Begin again/,
    );
  });

  test('E4: a session keeps no network address and no browser of whoever signed in', async () => {
    const shown = await app.inject({ url: '/sign-in' });
    await app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'Sparrow/1',
        'x-forwarded-for': '192.0.2.7',
        'sec-fetch-site': 'same-origin',
        cookie: cookiesOf(shown),
      },
      payload: new URLSearchParams({
        ...formFields(shown.body, '/sign-in'),
        email: 'plain@example.org',
        password: PASSWORD,
      }).toString(),
    });
    const rows = await database.query('select * from session');
    assert.ok(rows.length > 0);
    assert.doesNotMatch(JSON.stringify(rows), /192\.0\.2\.7|Sparrow|127\.0\.0\.1/);
  });

  test('half an hour without a click ends a session, a click in between makes it longer, twelve hours end it in any case', async () => {
    const one = browserOf();
    await one.signIn('plain@example.org');
    assert.equal((await one.open('/sign-in/set-up')).statusCode, 200);
    const newest = `id = (select id from session order by "createdAt" desc limit 1)`;
    await database.query(
      `update session set "expiresAt" = now() + interval '10 minutes', "updatedAt" = now() - interval '20 minutes' where ${newest}`,
    );
    const clicked = await one.open('/sign-in/set-up');
    assert.ok(
      clicked.cookies.some(cookie => cookie.name === 'throughcare.session_token' && cookie.maxAge === 1800),
      'the cookie was made longer too',
    );
    const [session] = await database.query(
      `select extract(epoch from "expiresAt" - now()) as seconds from session where ${newest}`,
    );
    assert.ok(Number(session.seconds) > 1700);
    ahead = 12 * HOUR + 1000;
    assert.match(String((await one.open('/sign-in/set-up')).headers.location), /^\/sign-in\?next=/);
    ahead = 0;
    assert.match(
      String((await one.open('/sign-in/set-up')).headers.location),
      /^\/sign-in\?next=/,
      'it was ended, not hidden',
    );

    const idle = browserOf();
    await idle.signIn('plain@example.org');
    await database.query(`update session set "expiresAt" = now() - interval '1 second' where ${newest}`);
    assert.match(String((await idle.open('/sign-in/set-up')).headers.location), /^\/sign-in\?next=/);
  });

  test('signing out ends the session on the server, not only in the browser', async () => {
    const one = browserOf();
    await one.signIn('plain@example.org');
    const page = await one.open('/sign-in/set-up');
    const stolen = one.cookie();
    const out = await one.send(page, '/sign-out');
    assert.equal(out.headers.location, '/sign-in');
    const answer = await app.inject({ url: '/sign-in/set-up', headers: { cookie: stolen } });
    assert.equal(answer.statusCode, 303);
  });

  test('nobody can make an account from outside, and an account is made once', async () => {
    for (const url of ['/sign-up', '/api/auth/sign-up/email', '/api/auth/sign-in/email']) {
      assert.ok([404, 415].includes((await app.inject({ method: 'POST', url })).statusCode), url);
    }
    const first = await database.accounts.createAccount({
      email: 'plain@example.org',
      name: 'Other',
      password: 'another long password',
    });
    const [{ count }] = (await database.query(
      `select count(*)::int as count from "user" where email = 'plain@example.org'`,
    )) as [{ count: number }];
    assert.equal(count, 1);
    assert.match(first.userId, /^[0-9a-f-]{36}$/);
    await assert.rejects(
      database.accounts.createAccount({ email: 'x@example.org', name: 'X', password: 'short' }),
      /at least 12 characters; this one has 5/,
    );
  });
});
