import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { buildApp } from '../../src/app.ts';
import { page } from '../../src/frame/answer.ts';
import { conflicted } from '../../src/frame/conflict.ts';
import { words } from '../../src/frame/fields.ts';
import { navFor } from '../../src/frame/nav.ts';
import { staff } from '../../src/frame/policy.ts';
import { route } from '../../src/frame/route.ts';
import { path } from '../../src/frame/path.ts';
import { routes } from '../../src/routes.ts';
import { cookiesOf, formFields, post } from '../post.ts';
import { signedInAs, testOptions, testServices } from '../services.ts';

const LONG = 'Forty characters of a note that took somebody half an hour to write.';
const template = 'help/write/page.njk';
const way = { letter: 'a', prompt: 'Note' };

const probe = [
  route({
    method: 'GET',
    path: path('/probe'),
    policy: staff('auditor'),
    handle: ({ freshForm }) => page(template, { way, form: freshForm({}, 3) }),
  }),
  route({
    method: 'POST',
    path: path('/probe'),
    policy: staff('auditor'),
    form: z.object({ words }),
    handle: ({ form }) => {
      const conflict = {
        by: 'Hale Renwick',
        when: '4 March 2026, 9.05am',
        theirs: [{ what: 'Status', now: 'Closed' }],
        yours: [{ what: 'Note', now: 'Added' }],
      };
      return page(
        template,
        { way, form: form.view.seen === '3' ? conflicted(form.view, conflict, 4) : form.view },
        { status: form.view.seen === '3' ? 409 : 200 },
      );
    },
  }),
];
const app = await buildApp(testOptions({ extraRoutes: probe }));
const cookie = signedInAs('auditor');
const opened = await app.inject({ url: '/probe', headers: { cookie } });
const fields = formFields(opened.body, '/help/a/write');

test('the navigation shows what this role may open, marks where it is, and names who is signed in', () => {
  assert.match(opened.body, /<a href="\/audit">Audit<\/a>/);
  const [item] = navFor(routes, ['auditor'], '/audit');
  assert.deepEqual(item, { text: 'Audit', href: '/audit', current: true });
  assert.equal(navFor(routes, ['practitioner'], '/people/:case').find(one => one.current)?.text, 'People');
  assert.match(opened.body, /Ines Vale<span>, auditor<\/span>/);
  assert.deepEqual(navFor(probe, ['practitioner'], '/x'), []);
});

test('two people at once: both changes are shown, what was typed stays, and sending it again is a decision', async () => {
  const answer = await post(app, '/probe', { ...fields, words: LONG }, cookie);
  assert.equal(answer.statusCode, 409);
  for (const said of ['Somebody else changed this', 'Hale Renwick, 4 March 2026, 9.05am', 'Closed', LONG]) {
    assert.ok(answer.body.includes(said), said);
  }
  const next = formFields(answer.body, '/help/a/write');
  assert.equal(next._seen, '4');
  assert.equal((await post(app, '/probe', { ...next, words: LONG }, cookie)).statusCode, 200);
});

test('a session that ran out while somebody wrote gives the words back, and takes them after signing in again', async () => {
  const late = await post(app, '/probe', { ...fields, words: LONG }, '');
  assert.equal(late.statusCode, 401);
  assert.ok(late.body.includes(LONG));
  assert.match(late.body, /Sign in \(opens in a new tab\)/);
  const again = formFields(late.body, '/probe');
  const sent = await post(app, '/probe', { ...again, words: LONG }, cookiesOf(late, cookie));
  assert.equal(sent.statusCode, 409, 'it was read as the form it was');
});

test('the database that is down while somebody sends a form costs them no word, even before it is known who they are', async () => {
  const base = testServices();
  let down = true;
  const lost = () =>
    Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' }));
  const records = {
    ...base.records,
    memberships: (userId: string) => (down ? lost() : base.records.memberships(userId)),
  };
  const flaky = await buildApp(testOptions({ extraRoutes: probe, services: { ...base, records } }));
  const answer = await post(flaky, '/probe', { ...fields, words: LONG }, cookie);
  assert.equal(answer.statusCode, 503);
  assert.ok(answer.body.includes(LONG));
  assert.match(answer.body, /<code>[0-9a-f]{8}<\/code>/);
  down = false;
  const again = formFields(answer.body, '/probe');
  assert.equal(
    (await post(flaky, '/probe', { ...again, words: LONG }, cookie)).statusCode,
    409,
    'it was read',
  );
});
