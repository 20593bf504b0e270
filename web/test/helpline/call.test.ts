import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { withClient } from '@throughcare/records/testing';
import { readOut } from '../../src/helpline/call/read-out.ts';
import { formFields } from '../post.ts';
import { HOUR, openHouse, type Walker } from './house.ts';

const house = await openHouse();
const worker = await house.walker('helpline_worker');
const colleague = await house.walker('helpline_worker');

type Fields = Record<string, string | string[]>;

/** Reads the words out and opens a call; gives the address of its contact. */
async function take(as: Walker, fields: Fields = {}, at = '/helpline/call', to = ''): Promise<string> {
  const shown = await as.open(at + to);
  const asked = await as.send(at, formFields(shown.body, at));
  assert.equal(asked.statusCode, 200, asked.body);
  const begun = await as.send(at, {
    ...formFields(asked.body, at),
    group: 'own_behaviour',
    caller: 'not_said',
    channel: 'phone',
    language: 'en',
    ...fields,
  });
  assert.equal(begun.statusCode, 303, begun.body);
  return String(begun.headers.location);
}

const read = async (as: Walker, url: string) => (await as.repository.contact(url.slice(10)))!;

test('E5: no call is opened before the words on confidentiality were read out, and their version is kept', async () => {
  const form = formFields((await worker.open('/helpline/call')).body, '/helpline/call');
  const answers = { group: 'other', caller: 'not_said', channel: 'phone', language: 'en' };
  for (const heard of ['', 'spoken-2026-1 09:00']) {
    const tried = await worker.send('/helpline/call', { ...form, ...answers, heard });
    assert.equal(tried.statusCode, 422, heard);
  }
  assert.equal((await worker.repository.contacts()).length, 0);
  const { state } = await read(worker, await take(worker));
  assert.equal(state.statement, 'spoken-2026-1');
  assert.match(state.calls[0].facts.began, /^\d\d:\d\d$/);
});

test('E26: somebody in a family hears words of their own, and the version of those is kept', async () => {
  const { body } = await worker.open('/helpline/call?to=family');
  assert.match(body, /this call is for you/);
  const { state } = await read(
    worker,
    await take(worker, { caller: 'family' }, '/helpline/call', '?to=family'),
  );
  assert.deepEqual([state.statement, state.caller], ['spoken-family-2026-1', 'family']);
});

test('E5: a word of what is read out is not changed without a new version', () => {
  const printed = Object.values(readOut).map(({ version, lines }) => [
    version,
    createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16),
  ]);
  assert.deepEqual(printed, [
    ['spoken-2026-1', 'c61478fd6d490ab7'],
    ['spoken-family-2026-1', '451ac82b91d302f2'],
  ]);
});

test('E4: taking a call asks for no name and no number', async () => {
  const shown = await worker.open('/helpline/call');
  const asked = await worker.send('/helpline/call', formFields(shown.body, '/helpline/call'));
  const typed = [...asked.body.matchAll(/<(?:input|textarea)[^>]*>/g)].map(([tag]) => tag);
  assert.ok(typed.length > 10);
  assert.ok(typed.every(tag => /type="(?:hidden|radio|checkbox)"/.test(tag)));
});

test('E34: in the middle of a call one worker alone records that somebody is in danger, in one step', async () => {
  const url = await take(worker);
  const form = formFields((await worker.open(`${url}/concern`)).body, `${url}/concern`);
  const sent = await worker.send(`${url}/concern`, {
    ...form,
    danger: 'yes',
    to: 'police',
    reference: 'P 1',
  });
  assert.equal(sent.statusCode, 303, sent.body);
  assert.equal((await read(worker, url)).state.concerns.length, 1);
});

test('two workers take two calls at once, and write in one contact at once without losing a word', async () => {
  const [mine, theirs] = await Promise.all([take(worker), take(colleague)]);
  assert.notEqual(mine, theirs);
  const form = formFields((await worker.open(`${mine}/record/note`)).body, `${mine}/record/note`);
  await colleague.fill(`${mine}/record/note`, { words: 'heather' });
  const late = await worker.send(`${mine}/record/note`, { ...form, words: 'bracken' });
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /heather/);
  assert.match(late.body, /<textarea[^>]*>bracken/);
  const again = await worker.send(`${mine}/record/note`, {
    ...formFields(late.body, `${mine}/record/note`),
    words: 'bracken',
  });
  assert.equal(again.statusCode, 303, again.body);
  const page = (await worker.open(mine)).body;
  assert.ok(page.includes('heather') && page.includes('bracken'));
});

test('nothing is lost when the session ends in the middle of writing', async () => {
  const url = `${await take(worker)}/record/note`;
  const form = formFields((await worker.open(url)).body, url);
  const stranger = await house.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({ ...form, words: 'half a sentence' }).toString(),
  });
  assert.ok(stranger.statusCode >= 400);
  assert.match(stranger.body, /half a sentence/);
});

test('E27: somebody who says in a call that they are under 18 is handled as such from then on', async () => {
  const url = await take(worker);
  assert.ok(!/Childline: 0800 1111/.test((await worker.open(url)).body));
  await worker.fill(`${url}/record/caller`, { caller: 'under_18' });
  const { body } = await worker.open(url);
  assert.match(body, /Childline: 0800 1111/);
  assert.match(body, /raise a concern, so that it is taken up as safeguarding/);
});

test('a call is ended with its length filled in, and E19: the page after it keeps nothing of the worker', async () => {
  const url = await take(worker);
  const { began } = (await read(worker, url)).state.calls[0].facts;
  house.clock.now += HOUR / 2;
  const shown = await worker.open(`${url}/record/call-ended`);
  assert.match(shown.body, /name="minutes"[^>]*value="30"/, began);
  const ended = await worker.fill(`${url}/record/call-ended`, { minutes: '30' });
  const after = String(ended.headers.location);
  const counts = () =>
    withClient(house.database.superuserUrl, async client => {
      const { rows } = await client.query(
        `select (select count(*) from throughcare.access) + (select count(*) from throughcare.event) as n`,
      );
      return String(rows[0].n);
    });
  const before = await counts();
  const page = await worker.open(after);
  assert.equal(page.statusCode, 200);
  assert.ok(!/<form[^>]*action="\/helpline/.test(page.body), 'it asks nothing');
  assert.equal(await counts(), before);
  const lead = await house.walker('safeguarding_lead', 'administrator', 'auditor');
  assert.notEqual((await lead.open(after)).statusCode, 200, 'nobody else has such a page of theirs');
});

test('a caller who rings with a code goes on in the same contact; a lost code finds nothing and a new one is given', async () => {
  const url = await take(worker);
  const given = await worker.fill(`${url}/code`, {});
  const code = /code-shown">([^<]+)</.exec(given.body)![1];
  assert.equal((await worker.fill('/helpline/code', { code: code.toLowerCase() })).headers.location, url);
  const lost = await worker.fill('/helpline/code', { code: 'AAAA-AAA-AAA' });
  assert.equal(lost.statusCode, 422);
  assert.match(lost.body, /Nobody can find it for them/);
  await worker.fill(`${url}/record/call-ended`, { minutes: '5' });
  assert.equal(await take(worker, {}, `${url}/call`), url);
  assert.equal((await read(worker, url)).state.calls.length, 2);
});

test('E26: the code of a family member opens nothing for whoever carries the other side', async () => {
  const url = await take(worker, { caller: 'family' });
  const given = await worker.fill(`${url}/code`, {});
  const code = /code-shown">([^<]+)</.exec(given.body)![1];
  const tried = await colleague.fill('/helpline/code', { code });
  const never = await colleague.fill('/helpline/code', { code: 'BBBB-BBB-BBB' });
  assert.equal(tried.statusCode, 422);
  const said = (body: string) => /govuk-error-message">([\s\S]*?)<\/p>/.exec(body)![1];
  assert.equal(said(tried.body), said(never.body), 'it is answered as a code that nobody has');
  for (const one of ['', '/call', '/code', '/call-back', '/call-back/made', '/record/note'])
    assert.equal((await colleague.open(url + one)).statusCode, 404, one);
});
