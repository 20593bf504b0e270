import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { testRecords } from '@throughcare/records/testing';
import pg from 'pg';
import { buildApp } from '../../src/app.ts';
import type { LogLine } from '../../src/frame/log.ts';
import { testOptions, testServices } from '../services.ts';
import { callerAt, codeOn } from './walk.ts';

/** Neutral tokens that stand for whatever a caller might say or carry. */
const SAID = ['quillthimble', 'sparrowlatch'];
const CARRIED = ['192.0.2.77', 'Wrenbrowser/9', 'lightMyRequest', '127.0.0.1'];

/** Every row of every table, as text; bytes as the words they would be if nobody had sealed them. */
async function everythingKept(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  let kept = '';
  for (const { name } of tables) {
    const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`);
    for (const value of rows.flatMap(row => Object.values(row))) {
      kept += ` ${Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)}`;
    }
  }
  await client.end();
  return kept;
}

test('E4, E3: after a whole visit neither the database, its roots nor the log hold where a caller came from or, unsealed, what they wrote', async () => {
  const kept = await testRecords();
  const { records, organisation, database, rootsFolder } = kept;
  const lines: LogLine[] = [];
  const services = testServices({ records, helplineOf: organisation });
  const app = await buildApp(testOptions({ services, log: line => lines.push(line) }));
  const caller = callerAt(app, { 'x-forwarded-for': CARRIED[0], 'user-agent': CARRIED[1] });
  const shown = await caller.write(SAID[0]);
  const code = codeOn(shown);
  assert.match(code, /[0-9A-Za-z]{4}/);
  const confirmed = await caller.send(await caller.send(shown, '/help/code/confirm'), '/help/code/confirm', {
    code,
  });
  assert.match(confirmed.body, /Your code works/);

  const worker = records.as(await kept.join('helpline_worker'));
  const [waiting] = await worker.contacts();
  const contact = await worker.contact(waiting.contact);
  assert.deepEqual(
    contact!.messages.map(one => one.words),
    [SAID[0]],
    'the worker reads it whole',
  );
  const answered = await worker.decide('contact', waiting.contact, 'latest', crypto.randomUUID(), {
    do: 'answer',
    on: day('2026-03-12'),
    worker: worker.actor.userId,
    words: `An answer with ${SAID[1]}.`,
  });
  assert.ok(answered.ok);
  const page = await caller.send(await caller.open('/help/code'), '/help/code', { code });
  assert.match(page.body, new RegExp(SAID[1]), 'the caller reads the answer');
  await caller.send(page, '/help/code/more', { words: `${SAID[0]} again` });
  await records.tend();

  const roots = readdirSync(rootsFolder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  const all = (await everythingKept(database.superuserUrl)) + roots.join(' ') + JSON.stringify(lines);
  assert.ok(all.length > 2_000 && all.includes('contact_opened'), 'there is something to look through');
  for (const token of [...SAID, ...CARRIED, code, code.replaceAll('-', '')])
    assert.ok(!all.includes(token), token);
  await kept.close();
});
