import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { buildApp } from '../../src/app.ts';
import { failureOf } from '../../src/frame/failure-of.ts';
import { path } from '../../src/frame/path.ts';
import { caller } from '../../src/frame/policy.ts';
import { route } from '../../src/frame/route.ts';
import { cookiesOf, formFields, post } from '../post.ts';
import { testOptions } from '../services.ts';

const sentTo = path('/help/sent-here');
const diskFull = Object.assign(new Error('could not extend file'), { code: '53100' });
const asRecordSays = Object.assign(new Error('The disk of the database is full.', { cause: diskFull }), {
  name: 'Refused',
});

/** What comes back where a form was sent while the disk was full. */
async function sentInto(fields: Readonly<Record<string, string>>) {
  const fails = route({
    method: 'POST',
    path: sentTo,
    policy: caller,
    form: z.object({}),
    handle: () => Promise.reject(asRecordSays),
  });
  const app = await buildApp(testOptions({ extraRoutes: [fails] }));
  const begun = await app.inject({ url: '/help/code' });
  const { _token, _command } = formFields(begun.body, '/help/code');
  return post(app, sentTo(), { _token, _command, ...fields }, cookiesOf(begun));
}

test('a full disk is told as one, and that nothing was saved', async () => {
  assert.equal(failureOf(diskFull), 'diskFull');
  assert.equal(failureOf(asRecordSays), 'diskFull');
  const { statusCode, body } = await sentInto({ words: 'I should like to talk to somebody about this.' });
  assert.equal(statusCode, 507);
  assert.match(body, /The disk on which our records are kept is full/);
  assert.match(body, /What you just sent was not saved/);
});

test('what was typed comes back whole, also where a field of it has “code” in its name', async () => {
  const { body } = await sentInto({
    surname: 'Ash',
    note: 'Told by their solicitor',
    postcodeDistrict: 'ZZ1',
  });
  assert.match(body, /<textarea[^>]*name="note"[^>]*>Told by their solicitor</);
  const carried = formFields(body, sentTo());
  assert.equal(carried.postcodeDistrict, 'ZZ1');
  assert.equal(carried.surname, 'Ash');
  assert.match(body, /Send it again/);
});

test('a form in which nothing but choices was made is sent again by the same button', async () => {
  const { body } = await sentInto({ outcome: 'accepted', 'on-day': '3' });
  assert.match(body, /<h2>What you chose<\/h2>/);
  assert.equal(formFields(body, sentTo()).outcome, 'accepted');
});

test('a code or a password goes onto no page again, and the words beside it are not lost', async () => {
  const beside = await sentInto({
    code: 'QUIET-RIVER-9',
    words: 'I wrote before, and should like to go on.',
  });
  assert.ok(!beside.body.includes('QUIET-RIVER-9'));
  assert.match(beside.body, /I wrote before, and should like to go on\./);
  const alone = await sentInto({ email: 'ines@example.org', password: 'not-shown-again' });
  assert.ok(!alone.body.includes('not-shown-again'));
  assert.doesNotMatch(alone.body, /Send it again/);
});
