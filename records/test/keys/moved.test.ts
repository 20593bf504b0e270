import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Client } from 'pg';
import { withClient } from '../../src/database/connect.ts';
import { testRecords } from '../database.ts';
import { walk } from '../walk.ts';

// What seal.test.ts shows of one value, here of what stands in the database: that every value is bound to its own place.
const at = await testRecords();
after(() => at.close());
const walked = await walk(at);

const person = async (id: string) => at.records.as(walked.practitioner).person(id);
const contact = async () => at.records.as(walked.worker).contact(walked.contact);

/** Moves sealed values by hand, as a superuser may, holds that nobody is shown them, and puts them back. */
async function moved(sql: string, values: unknown[], read: () => Promise<unknown>): Promise<void> {
  await withClient(at.database.superuserUrl, async client => {
    await client.query('set session_replication_role = replica');
    const kept = await copy(client);
    const { rowCount } = await client.query(sql, values);
    assert.ok(rowCount, 'nothing was moved');
    await assert.rejects(read(), /does not open: it was altered or moved/);
    await putBack(client, kept);
    assert.ok(await read(), 'put back, it opens');
  });
}

test('E21: facts that were moved to another entry of the same record open for nobody', async () => {
  const [id] = walked.cases;
  await moved(
    `with shifted as (
       select version, coalesce(lead(facts) over (order by version), first_value(facts) over (order by version)) as facts
         from throughcare.event where stream = $1)
      update throughcare.event e set facts = s.facts from shifted s where e.stream = $1 and e.version = s.version`,
    [id],
    () => person(id),
  );
});

test('E21: words that were moved into facts, under the same key, open for nobody', async () => {
  await moved(
    'update throughcare.event set facts = identity where stream = $1 and identity is not null',
    [walked.contact],
    contact,
  );
});

test('E21: a record that was moved whole to another, its keys with it, opens for nobody', async () => {
  const [from, to] = walked.cases;
  await moved(
    `with keys as (update throughcare.data_key k set wrapped = o.wrapped from throughcare.data_key o
       where k.stream = $2 and o.stream = $1 and k.purpose = o.purpose)
      update throughcare.event e set facts = o.facts, identity = o.identity from throughcare.event o
        where e.stream = $2 and o.stream = $1 and e.version = o.version`,
    [from, to],
    () => person(to),
  );
});

test('E21: the key of who somebody is opens as the key of facts for nobody', async () => {
  const [id] = walked.cases;
  await moved(
    `update throughcare.data_key k set wrapped = o.wrapped from throughcare.data_key o
      where k.stream = $1 and o.stream = $1 and k.purpose = 'facts' and o.purpose = 'identity'`,
    [id],
    () => person(id),
  );
});

interface Kept {
  readonly events: { stream: string; version: number; facts: Buffer; identity: Buffer | null }[];
  readonly keys: { stream: string; purpose: string; wrapped: Buffer }[];
}

async function copy(client: Client): Promise<Kept> {
  const events = await client.query('select stream, version, facts, identity from throughcare.event');
  const keys = await client.query('select stream, purpose, wrapped from throughcare.data_key');
  return { events: events.rows, keys: keys.rows };
}

async function putBack(client: Client, { events, keys }: Kept): Promise<void> {
  for (const { stream, version, facts, identity } of events)
    await client.query(
      'update throughcare.event set facts = $3, identity = $4 where stream = $1 and version = $2',
      [stream, version, facts, identity],
    );
  for (const { stream, purpose, wrapped } of keys)
    await client.query('update throughcare.data_key set wrapped = $3 where stream = $1 and purpose = $2', [
      stream,
      purpose,
      wrapped,
    ]);
}
