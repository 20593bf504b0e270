import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { withClient } from '../../src/database/connect.ts';
import { testRecords } from '../database.ts';
import { agreedContact } from '../caller/agreed-call-back.ts';

const DAY = 86_400_000;

test('E4: a contact of which the number cannot be destroyed stops no other, and what failed is told without what stands there', async () => {
  const at = await testRecords();
  try {
    const worker = await at.join('helpline_worker');
    const contacts: string[] = [];
    for (let n = 0; n < 4; n++) contacts.push(await agreedContact(at.records, worker, `07700 90012${n}`));
    // They go in this order; the first cannot be opened, the third cannot be dropped.
    const [unreadable, , refused] = contacts.sort();
    await withClient(at.database.superuserUrl, async client => {
      await client.query('set session_replication_role = replica');
      await client.query(`update throughcare.event set facts = '\\x00' where stream = $1`, [unreadable]);
      await client.query(`create function public.no() returns trigger language plpgsql as $$
        begin raise exception 'canary %', old using detail = 'canary'; end $$`);
      await client.query(`create trigger no before delete on throughcare.call_back_number for each row
        when (old.contact = '${refused}') execute function public.no()`);
    });
    at.clock.now += 4 * DAY;
    let told: Error | undefined;
    await at.records.tend().catch((error: Error) => (told = error));
    const { rows } = await withClient(at.database.superuserUrl, client =>
      client.query<{ contact: string }>('select contact from throughcare.call_back_number order by contact'),
    );
    assert.deepEqual(
      rows.map(row => row.contact),
      [unreadable, refused],
      'every other number is destroyed',
    );
    const words = inspect(told, { depth: 10 });
    assert.match(words, /2 of the numbers to call back whose time is over/);
    for (const hidden of ['canary', '07700', ...contacts]) assert.ok(!words.includes(hidden), hidden);
    for (const contact of contacts.filter(one => one !== unreadable && one !== refused)) {
      const { state } = (await at.records.as(worker).contact(contact))!;
      assert.match(JSON.stringify(state), /destroyed/i);
    }
  } finally {
    await at.close();
  }
});

test('E4: a number is destroyed and said to be, or neither: where the entry cannot be written, the next round does both', async () => {
  const at = await testRecords();
  try {
    const worker = await at.join('helpline_worker');
    const contact = await agreedContact(at.records, worker);
    const mine = at.records.as(worker);
    const asSuperuser = (sql: string) => withClient(at.database.superuserUrl, client => client.query(sql));
    await asSuperuser(`create function public.no() returns trigger language plpgsql as $$
      begin raise exception 'the disk is full' using errcode = '53100'; end $$`);
    await asSuperuser(`create trigger no before insert on throughcare.event for each row
      when (new.stream = '${contact}') execute function public.no()`);
    at.clock.now += 4 * DAY;
    await assert.rejects(at.records.tend(), /1 of the numbers to call back whose time is over/);
    assert.doesNotMatch(JSON.stringify((await mine.contact(contact))!.state), /destroyed/i);
    assert.notEqual(await mine.callBackNumber(contact), null, 'what does not say so is not destroyed');

    await asSuperuser('drop trigger no on throughcare.event');
    at.clock.now += 60_000;
    await at.records.tend();
    assert.match(JSON.stringify((await mine.contact(contact))!.state), /destroyed/i);
    const { rows } = await asSuperuser(
      `select contact from throughcare.call_back_number union all
        select stream from throughcare.data_key where purpose = 'call_back'`,
    );
    assert.deepEqual(rows, [], 'neither the number nor its key is left');
  } finally {
    await at.close();
  }
});
