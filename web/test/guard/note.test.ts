import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withClient } from '@throughcare/records/testing';
import { buildApp } from '../../src/app.ts';
import { formFields, post } from '../post.ts';
import { openHouse } from '../helpline/house.ts';
import { openCase } from '../person/case.ts';

const house = await openHouse();
const practitioner = await house.walker('practitioner');
const worker = await house.walker('helpline_worker');
const id = await openCase(practitioner);
const url = `/people/${id}/note`;
const CANARY = 'Wrenfeather';
const words = `The victim is a neighbour, ${CANARY}.`;
const on = { 'on-day': '12', 'on-month': '3', 'on-year': '2026' };

/** The button of a second look that is worth pressing: it belongs to these words alone. */
const looked = (body: string) => /name="_looked" value="([^"]*)"/.exec(body)![1];

async function inTheClear(canary: string): Promise<string[]> {
  return withClient(house.database.superuserUrl, async client => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('throughcare', 'auth')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select lower(t::text) as text from ${name} t`);
      const all = rows.map(row => row.text).join('\n');
      const bytes = Buffer.from(canary).toString('hex');
      if (all.includes(canary.toLowerCase()) || all.includes(bytes)) found.push(name);
    }
    return found;
  });
}

test('E3: a note with a victim’s detail is not saved at once: it warns, keeps every word, and offers a concern', async () => {
  const before = (await practitioner.repository.person(id))!.version;
  const warned = await practitioner.fill(url, { words, ...on });
  assert.equal(warned.statusCode, 422);
  assert.match(warned.body, /Nothing was saved yet, and every word is still here/);
  assert.match(warned.body, /Move this to a concern/);
  assert.ok(warned.body.includes(words));
  assert.equal((await practitioner.repository.person(id))!.version, before);
  assert.deepEqual(await inTheClear(CANARY), []);
});

test('E3: it never is a wall: the same words are saved as they are, and other words are looked at again', async () => {
  const warned = await practitioner.fill(url, { words, ...on });
  const sent = { ...formFields(warned.body, url), ...on, _looked: looked(warned.body) };
  const changed = await practitioner.send(url, { ...sent, words: `${words} The victim lives next door.` });
  assert.equal(changed.statusCode, 422, 'the look was at other words');
  assert.equal((await practitioner.send(url, { ...sent, words })).statusCode, 303);
  const { events } = (await practitioner.repository.person(id))!;
  assert.equal(events.at(-1)!.type, 'note_written');
  assert.deepEqual(await inTheClear(CANARY), [], 'it is found in the sealed store alone');
});

test('E3: a look that somebody made up, or took from another session, counts for nothing', async () => {
  const warned = await practitioner.fill(url, { words, ...on });
  const sent = { ...formFields(warned.body, url), words, ...on };
  for (const _looked of ['', 'yes', 'v1.AAAA.BBBB'])
    assert.equal((await practitioner.send(url, { ...sent, _looked })).statusCode, 422);
});

test('E3: moved to a concern, the words stand under “what was said”, nothing is in the case, and the concern is taken whole', async () => {
  const warned = await practitioner.fill(url, { words, ...on });
  const version = (await practitioner.repository.person(id))!.version;
  const to = /formaction="([^"]*)" name="_from" value="([^"]*)"/.exec(warned.body)!;
  assert.equal(to[2], id);
  const raise = await practitioner.send(to[1], {
    ...formFields(warned.body, url),
    words,
    ...on,
    _from: to[2],
  });
  assert.equal(raise.statusCode, 200);
  assert.match(raise.body, new RegExp(`id="said"[^>]*>${words}`));
  const form = formFields(raise.body, '/concerns/new');
  assert.equal(form.from, id);
  const raised = await practitioner.send('/concerns/new', {
    ...form,
    source: 'case',
    danger: 'no',
    said: words,
  });
  assert.equal(raised.statusCode, 303, raised.body);
  assert.equal((await practitioner.repository.person(id))!.version, version);
  assert.deepEqual(await inTheClear(CANARY), []);
});

test('E3: at the helpline a note is looked at and goes to the contact’s own concern; a caller’s words are never stopped', async () => {
  const code = await house.call(words);
  assert.ok(code.length > 5);
  const [{ contact }] = await worker.repository.contacts();
  const at = `/helpline/${contact}/record/note`;
  const warned = await worker.fill(at, { words });
  assert.equal(warned.statusCode, 422);
  const to = /formaction="([^"]*)"/.exec(warned.body)![1];
  assert.equal(to, `/helpline/${contact}/concern/from-note`);
  const raise = await worker.send(to, { ...formFields(warned.body, at), words });
  assert.match(raise.body, new RegExp(`id="said"[^>]*>${words}`));
  assert.deepEqual(await inTheClear(CANARY), []);
});

test('E34: in danger nothing asks for a second look: what was said is taken at once', async () => {
  const sent = await practitioner.fill('/concerns/new', {
    danger: 'yes',
    said: words,
    to: 'police',
    reference: 'P 1',
  });
  assert.equal(sent.statusCode, 303, sent.body);
});

test('E3: the words of a note reach no log, whether it is stopped, moved, or fails as it is saved', async () => {
  const lines: string[] = [];
  const { services } = house.options;
  const fails = () => Promise.reject(new Error('out of order'));
  const broken = { ...practitioner.repository, decide: fails, decideTogether: fails };
  const records = {
    ...services.records,
    as: () => broken,
    memberships: (user: string) => services.records.memberships(user),
  };
  const log = (line: unknown) => void lines.push(JSON.stringify(line));
  const app = await buildApp({ ...house.options, services: { ...services, records }, log });
  const page = await app.inject({ url, headers: { cookie: practitioner.cookie } });
  const fields = { ...formFields(page.body, url), words, ...on };
  const warned = await post(app, url, fields, practitioner.cookie);
  await post(app, '/concerns/new/from-note', fields, practitioner.cookie);
  const failed = await post(app, url, { ...fields, _looked: looked(warned.body) }, practitioner.cookie);
  await app.close();
  assert.equal(failed.statusCode, 500);
  assert.ok(lines.length > 0);
  assert.ok(lines.every(line => !line.includes(CANARY)));
});
