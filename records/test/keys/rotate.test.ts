import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { openRecords, type Actor, type Records } from '../../src/index.ts';
import { readMasterKey, writeKey } from '../../src/keys/master-key.ts';
import {
  beginRotation,
  forgetPreviousKey,
  openingKey,
  rewrap,
  rotateMasterKey,
} from '../../src/keys/rotate-master-key.ts';
import { rotateWrappingKey } from '../../src/keys/rotate-wrapping-key.ts';
import { testRecords, type TestRecords } from '../database.ts';
import { done, identity, openCase } from '../people.ts';

const on = day('2026-03-12');
let at: TestRecords;
let folder: string;
let file: string;
let ines: Actor;
let id: string;
before(async () => {
  at = await testRecords();
  folder = mkdtempSync(join(tmpdir(), 'throughcare-keys-'));
  file = join(folder, 'master.key');
  writeKey(file, at.masterKey);
  ines = await at.join('practitioner');
  id = await openCase(at.records, ines, { identity: identity({ surname: 'Brackenthistle' }) });
});
after(async () => {
  await at.close();
  rmSync(folder, { recursive: true });
});

const open = async (masterKey: Uint8Array) =>
  openRecords({
    serveUrl: at.database.serveUrl,
    masterKey,
    rootsFolder: at.rootsFolder,
    kind: 'demonstration',
    clock: () => at.clock.now,
  });

/** Opens with a key, asks, and closes again. */
async function withKey<Value>(key: Uint8Array, ask: (records: Records) => Promise<Value>): Promise<Value> {
  const records = await open(key);
  try {
    return await ask(records);
  } finally {
    await records.close();
  }
}

const surname = async (records: Records) => (await records.as(ines).person(id))?.identity?.surname;

/** Everything that must stay as it is, byte for byte. */
const events = async () =>
  withClient(at.database.superuserUrl, async client => {
    const { rows } = await client.query('select * from throughcare.event order by position');
    return rows;
  });

test('a new master key opens the record and the one before does not; no event is touched, and a service that runs goes on', async () => {
  const [before, derived] = [await events(), at.records.keyFor('forms')];
  const old = readMasterKey(file, {});
  await rotateMasterKey(at.database.serveUrl, file, {});
  const fresh = readMasterKey(file, {});
  assert.notDeepEqual(fresh, old);
  assert.deepEqual(await events(), before);
  assert.equal(await withKey(fresh, surname), 'Brackenthistle');
  await assert.rejects(open(old), /does not open this database/);
  assert.deepEqual(await withKey(fresh, async records => records.keyFor('forms')), derived);

  // This one was opened under the key before.
  assert.equal(await surname(at.records), 'Brackenthistle');
  const note = { do: 'write_note', on, words: 'as told' } as const;
  await done(at.records.as(ines).decide('case', id, 'latest', randomUUID(), note));
  assert.deepEqual((await at.records.verifyAudit()).faults, []);
});

test('the key before is kept beside until it is forgotten, and then once', async () => {
  assert.ok(existsSync(`${file}.previous`));
  assert.equal(await forgetPreviousKey(at.database.serveUrl, file, {}), true);
  assert.ok(!existsSync(`${file}.previous`));
  assert.equal(await forgetPreviousKey(at.database.serveUrl, file, {}), false);
});

test('cut off before the database has gone over, the key in its place opens it; cut off after, the next one does', async () => {
  const { serveUrl } = at.database;
  const old = readMasterKey(file, {});
  const fresh = beginRotation(file);
  assert.deepEqual(await openingKey(serveUrl, file, {}), old);
  assert.equal(await withKey(old, surname), 'Brackenthistle');
  await withClient(serveUrl, db => rewrap(db, old, fresh));
  assert.deepEqual(await openingKey(serveUrl, file, {}), fresh);
  assert.deepEqual(readMasterKey(file, {}), fresh, 'the change is finished');
  assert.equal(await withKey(fresh, surname), 'Brackenthistle');
});

test('a change that fails in the database leaves every key as it was', async () => {
  const { serveUrl, superuserUrl } = at.database;
  const broken = `create function public.fail() returns trigger language plpgsql as $$ begin
      if new.purpose = 'signing' then raise exception 'no'; end if; return new; end $$;
    create trigger fail before update on throughcare.root_key for each row execute function public.fail()`;
  await withClient(superuserUrl, client => client.query(broken));
  const old = readFileSync(file, 'utf8');
  await assert.rejects(rotateMasterKey(serveUrl, file, {}));
  assert.equal(readFileSync(file, 'utf8'), old);
  await withClient(superuserUrl, client => client.query('drop function public.fail cascade'));
  assert.equal(await withKey(await openingKey(serveUrl, file, {}), surname), 'Brackenthistle');
  await rotateMasterKey(serveUrl, file, {});
  assert.equal(await withKey(readMasterKey(file, {}), surname), 'Brackenthistle');
});

test('a key from a key service is followed by the next one that it gives, and by nothing else', async () => {
  const { serveUrl } = at.database;
  const [key, following] = [readMasterKey(file, {}), Buffer.alloc(32, 7)];
  const command = { THROUGHCARE_MASTER_KEY_COMMAND: `printf %s '${key.toString('base64')}'` };
  await assert.rejects(rotateMasterKey(serveUrl, file, command), /Set THROUGHCARE_NEXT_MASTER_KEY/);
  const next = { THROUGHCARE_NEXT_MASTER_KEY: following.toString('base64') };
  await rotateMasterKey(serveUrl, file, { ...command, ...next });
  assert.equal(await withKey(following, surname), 'Brackenthistle');
  await withClient(serveUrl, db => rewrap(db, following, key));
});

test('a change of the key above the keys of records goes on where it was cut off, and touches no event', async () => {
  const { serveUrl, superuserUrl } = at.database;
  const key = readMasterKey(file, {});
  const other = randomUUID();
  const administrator = { userId: 'account-9', name: 'Bea Marl' };
  await at.records.found({ id: other, name: 'Elsewhere', madeUp: true, on, administrator });
  const last = [at.organisation, other].sort()[1];
  await at.records.close();
  const before = await events();
  await withClient(superuserUrl, client =>
    client.query(`create function public.fail() returns trigger language plpgsql as $$ begin
        if new.organisation = '${last}' then raise exception 'no'; end if; return new; end $$;
      create trigger fail before update on throughcare.data_key for each row execute function public.fail()`),
  );
  await assert.rejects(rotateWrappingKey(serveUrl, key));
  assert.equal(await withKey(key, surname), 'Brackenthistle', 'half gone over, all of it opens');
  await withClient(superuserUrl, client => client.query('drop function public.fail cascade'));
  assert.ok((await rotateWrappingKey(serveUrl, key)) > 0);
  await withKey(key, async records => {
    assert.equal(await surname(records), 'Brackenthistle');
    assert.deepEqual((await records.verifyAudit()).faults, []);
    assert.deepEqual((await records.rebuild()).differing, {});
  });
  assert.deepEqual(await events(), before);
  await withClient(superuserUrl, async client => {
    const { rows } = await client.query(`select from throughcare.root_key where purpose = 'wrapping_next'`);
    assert.equal(rows.length, 0);
  });
});
