import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { buildApp } from '../../src/app.ts';
import { page } from '../../src/frame/answer.ts';
import type { LogLine } from '../../src/frame/log.ts';
import { path } from '../../src/frame/path.ts';
import { anybody } from '../../src/frame/policy.ts';
import { route } from '../../src/frame/route.ts';
import { words } from '../../src/frame/fields.ts';
import { testOptions } from '../services.ts';
import { cookiesOf, formFields, post } from '../post.ts';

const LONG = 'Quill and sparrow, forty characters and more of them, kept.';

function probe() {
  const seen: unknown[] = [];
  const declared = [
    route({
      method: 'GET',
      path: path('/probe'),
      policy: anybody,
      handle: ({ freshForm }) => page('sign-in/page.njk', { form: freshForm(), tryAs: [] }),
    }),
    route({
      method: 'POST',
      path: path('/probe'),
      policy: anybody,
      form: z.object({ words }),
      handle: ({ form }) => {
        seen.push(form.ok ? form.value.words : 'not read');
        if (form.ok && form.value.words.includes('fault')) throw new Error(`never say ${form.value.words}`);
        return page('sign-in/page.njk', { form: form.view, tryAs: [] }, { status: form.ok ? 200 : 422 });
      },
    }),
  ];
  return { seen, declared };
}

async function opened() {
  const lines: LogLine[] = [];
  const { seen, declared } = probe();
  const app = await buildApp(testOptions({ extraRoutes: declared, log: line => lines.push(line) }));
  const first = await app.inject({ url: '/probe' });
  return { app, seen, lines, cookie: cookiesOf(first), fields: formFields(first.body, '/sign-in') };
}

test('E1: nothing but a form of words is taken, whatever it calls itself, and none of it reaches a route', async () => {
  const { app, seen, cookie } = await opened();
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const kinds = [
    'image/png',
    'image/jpeg',
    'video/mp4',
    'application/zip',
    'application/pdf',
    'application/octet-stream',
    'application/json',
    'text/plain',
    'text/html',
    'application/xml',
    'multipart/form-data; boundary=x',
    'multipart/mixed; boundary=x',
    'application/x-www-form-urlencodedx',
    'IMAGE/PNG',
    'text/csv',
  ];
  for (const kind of kinds) {
    const answer = await app.inject({
      method: 'POST',
      url: '/probe',
      headers: { 'content-type': kind, 'sec-fetch-site': 'same-origin', cookie },
      payload: png,
    });
    assert.equal(answer.statusCode, 415, kind);
    assert.match(answer.body, /can never be sent here/);
  }
  const untyped = await app.inject({
    method: 'POST',
    url: '/probe',
    headers: { 'sec-fetch-site': 'same-origin', cookie },
    payload: png,
  });
  assert.equal(untyped.statusCode, 415);
  assert.deepEqual(seen, []);
});

test('a form from another site is refused by what the browser says of itself', async () => {
  const { app, seen, cookie, fields } = await opened();
  const send = (headers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/probe',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie, ...headers },
      payload: new URLSearchParams({ ...fields, words: 'x' }).toString(),
    });
  assert.equal((await send({ 'sec-fetch-site': 'cross-site' })).statusCode, 403);
  assert.equal((await send({ 'sec-fetch-site': 'same-site' })).statusCode, 403);
  assert.equal((await send({ origin: 'https://elsewhere.example' })).statusCode, 403);
  assert.deepEqual(seen, []);
  assert.equal((await send({ 'sec-fetch-site': 'same-origin', origin: 'null' })).statusCode, 200);
  assert.equal((await send({ origin: 'http://localhost:80', host: 'localhost:80' })).statusCode, 200);
});

test('a form without its token, or with another session’s, is not read, and every word of it is shown again', async () => {
  const { app, seen, cookie, fields } = await opened();
  const other = await opened();
  for (const forged of [
    { ...fields, _token: '' },
    { ...fields, _token: other.fields._token },
    { ...fields, _command: 'not-an-id' },
  ]) {
    const answer = await post(app, '/probe', { ...forged, email: LONG }, cookie);
    assert.equal(answer.statusCode, 422);
    assert.ok(answer.body.includes(LONG), 'the words are gone');
    assert.match(answer.body, /Nothing was sent yet/);
  }
  assert.deepEqual(new Set(seen), new Set(['not read']));
});

test('a page that was sent again carries the same command id, so that it is done once', async () => {
  const { app, cookie, fields } = await opened();
  const answer = await post(app, '/probe', { ...fields, words: LONG }, cookie);
  assert.equal(formFields(answer.body, '/sign-in')._command, fields._command);
});

test('too large a form is answered in words', async () => {
  const { app, seen, cookie, fields } = await opened();
  const answer = await post(app, '/probe', { ...fields, words: 'a'.repeat(300_000) }, cookie);
  assert.equal(answer.statusCode, 413);
  assert.match(answer.body, /more than we can take at once/);
  assert.deepEqual(seen, []);
});

test('E3: when something breaks, what was typed is shown with a button that sends it again; the log has none of it', async () => {
  const { app, lines, cookie, fields } = await opened();
  const told = `${LONG} fault`;
  const answer = await post(app, '/probe?who=quill', { ...fields, words: told }, cookie);
  assert.equal(answer.statusCode, 500);
  assert.ok(answer.body.includes(told));
  assert.equal(formFields(answer.body, '/probe?who=quill')._command, fields._command);
  const reference = /<code>([0-9a-f]{8})<\/code>/.exec(answer.body)![1];
  assert.ok(lines.some(line => line.what === 'failed' && line.reference === reference && line.at.length > 0));
  const log = JSON.stringify(lines);
  for (const token of ['Quill', 'quill', 'sparrow', '127.0.0.1', 'lightMyRequest', fields._token, cookie]) {
    assert.ok(!log.includes(token), `the log says ${token}`);
  }
});

test('E4: the log of a whole visit holds the pattern, the method, the status and the time, and nothing else', async () => {
  const { app, lines } = await opened();
  await app.inject({
    url: '/help/a?from=quill',
    headers: { 'user-agent': 'Sparrow/1', 'x-forwarded-for': '192.0.2.7' },
  });
  await app.inject({ url: '/quill/sparrow' });
  for (const line of lines)
    assert.deepEqual(Object.keys(line).toSorted(), ['method', 'ms', 'route', 'status', 'what']);
  assert.doesNotMatch(JSON.stringify(lines), /quill|sparrow|192\.0\.2\.7/i);
  assert.ok(lines.some(line => line.what === 'answered' && line.route === '/help/:letter'));
});
