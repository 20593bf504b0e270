import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { withClient } from '../../src/database/connect.ts';
import { openRecords, Refused, type Actor } from '../../src/index.ts';
import { readKeyFile, readMasterKey, writeKey } from '../../src/keys/master-key.ts';
import {
  beginRotation,
  forgetPreviousKey,
  openingKey,
  rewrap,
  rotateMasterKey,
} from '../../src/keys/rotate-master-key.ts';
import { rootKeyRows, unwrapRootKey, wrapRootKey, type WrappedRootKey } from '../../src/keys/root-keys.ts';
import { testDatabase, testRecords, type TestRecords } from '../database.ts';
import { identity, openCase } from '../people.ts';

let at: TestRecords;
let folder: string;
let file: string;
let ines: Actor;
let id: string;
before(async () => {
  at = await testRecords();
  ines = await at.join('practitioner');
  id = await openCase(at.records, ines, { identity: identity({ surname: 'Brackenthistle' }) });
  folder = mkdtempSync(join(tmpdir(), 'throughcare-keys-'));
  file = join(folder, 'master.key');
  writeKey(file, at.masterKey);
});
after(async () => {
  await at.close();
  rmSync(folder, { recursive: true });
});

async function surnameUnder(masterKey: Uint8Array): Promise<string | undefined> {
  const { serveUrl } = at.database;
  const { rootsFolder } = at;
  const clock = () => at.clock.now;
  const records = await openRecords({ serveUrl, masterKey, rootsFolder, kind: 'demonstration', clock });
  try {
    return (await records.as(ines).person(id))?.identity?.surname;
  } finally {
    await records.close();
  }
}

const run = async (fixture: string, ...args: string[]) =>
  (await promisify(execFile)(process.execPath, [join(import.meta.dirname, fixture), ...args])).stdout;

test('many who change the master key at once: the key in its place opens the database, the one before opens a copy from before', async () => {
  const { serveUrl, superuserUrl } = at.database;
  // A copy of the keys as they were after every change.
  await withClient(superuserUrl, client =>
    client.query(`create table public.copies (n serial primary key, keys jsonb not null);
      insert into public.copies (keys) select jsonb_object_agg(purpose, encode(wrapped, 'hex')) from throughcare.root_key;
      create function public.copy() returns trigger language plpgsql security definer as $$ begin
        insert into public.copies (keys) select jsonb_object_agg(purpose, encode(wrapped, 'hex')) from throughcare.root_key;
        perform pg_sleep(random() * 0.02);
        return null; end $$;
      create trigger copy after update on throughcare.root_key for each statement execute function public.copy();
      alter table throughcare.root_key no force row level security;
      alter function public.copy owner to throughcare_owner; grant all on public.copies, public.copies_n_seq to throughcare_owner`),
  );
  const times = 6;
  const here = async () => {
    let changed = 0;
    for (let n = 0; n < times; n++) {
      const tried = await Promise.allSettled([
        rotateMasterKey(serveUrl, file, {}),
        openingKey(serveUrl, file, {}),
        rotateMasterKey(serveUrl, file, {}),
      ]);
      for (const one of tried) {
        if (one.status === 'rejected') assert.match(String(one.reason), /Refused.*Nothing was changed/s);
      }
      changed += [tried[0], tried[2]].filter(one => one.status === 'fulfilled').length;
    }
    return String(changed);
  };
  const others = [1, 2, 3].map(() => run('rotates-master.fixture.ts', serveUrl, file, String(times)));
  const changed = (await Promise.all([here(), ...others])).map(Number).reduce((sum, n) => sum + n, 0);

  const copies = await withClient(superuserUrl, async client => {
    const { rows } = await client.query<{ keys: Record<string, string> }>(
      'select keys from public.copies order by n',
    );
    await client.query(`drop function public.copy cascade; drop table public.copies;
      alter table throughcare.root_key force row level security`);
    return rows.map(row => Object.entries(row.keys));
  });
  assert.equal(copies.length, changed + 1, 'whoever was told that it is changed changed it');
  assert.ok(changed >= 2);
  assert.deepEqual(readdirSync(folder).sort(), ['master.key', 'master.key.previous']);
  assert.equal(await surnameUnder(readKeyFile(file)), 'Brackenthistle');
  const opens = (key: Buffer, keys: [string, string][]) =>
    keys.forEach(([purpose, wrapped]) => unwrapRootKey(key, purpose, Buffer.from(wrapped, 'hex')));
  opens(readKeyFile(file), copies.at(-1)!);
  opens(readKeyFile(`${file}.previous`), copies.at(-2)!);
});

test('cut off after the database has gone over, many finish it at once and the key before stays the one before', async () => {
  const { serveUrl } = at.database;
  const old = readKeyFile(file);
  const fresh = beginRotation(file);
  await withClient(serveUrl, db => rewrap(db, old, fresh));
  const opening = () => openingKey(serveUrl, file, {});
  for (const key of await Promise.all([opening(), opening(), opening(), opening()])) {
    assert.deepEqual(key, fresh);
  }
  assert.deepEqual([readKeyFile(file), readKeyFile(`${file}.previous`)], [fresh, old]);

  // Cut off once more, between the two files: the next one stands in both places.
  writeKey(`${file}.next`, fresh);
  assert.deepEqual(await opening(), fresh);
  assert.deepEqual([readKeyFile(file), readKeyFile(`${file}.previous`)], [fresh, old]);
  assert.ok(!existsSync(`${file}.next`));
});

test('a next key that is there already is the one that is used, and is not written over', async () => {
  const left = beginRotation(file);
  assert.deepEqual(beginRotation(file), left);
  assert.equal(writeKey(`${file}.next`, randomBytes(32)), false);
  await rotateMasterKey(at.database.serveUrl, file, {});
  assert.deepEqual(readKeyFile(file), left);
  assert.equal(await surnameUnder(left), 'Brackenthistle');
});

test('a key that does not open the database is neither changed from nor a reason to forget the one before', async () => {
  const { serveUrl } = at.database;
  const [key, before] = [readFileSync(file), readFileSync(`${file}.previous`)];
  writeFileSync(file, `${randomBytes(32).toString('base64')}\n`);
  await assert.rejects(
    rotateMasterKey(serveUrl, file, {}),
    /does not open this database. Nothing was changed/,
  );
  await assert.rejects(forgetPreviousKey(serveUrl, file, {}), /does not open this database/);
  const env = { THROUGHCARE_MASTER_KEY: Buffer.alloc(32, 5).toString('base64') };
  const next = { THROUGHCARE_NEXT_MASTER_KEY: Buffer.alloc(32, 6).toString('base64') };
  await assert.rejects(rotateMasterKey(serveUrl, file, { ...env, ...next }), /does not open this database/);
  writeFileSync(file, key);
  assert.deepEqual(readFileSync(`${file}.previous`), before);
  assert.equal(await surnameUnder(await openingKey(serveUrl, file, {})), 'Brackenthistle');
});

test('before a database holds keys there is none to change', async () => {
  const empty = await testDatabase();
  const ofEmpty = join(folder, 'empty', 'master.key');
  const key = readMasterKey(ofEmpty, {});
  await assert.rejects(rotateMasterKey(empty.serveUrl, ofEmpty, {}), /Nothing was changed/);
  assert.deepEqual(readKeyFile(ofEmpty), key);
  await empty.drop();
});

test('whoever was overtaken by a change of the master key makes no root key under the one before', async () => {
  const { serveUrl, superuserUrl } = at.database;
  const old = await openingKey(serveUrl, file, {});
  const [before] = (await withClient(serveUrl, rootKeyRows)).filter(one => one.purpose === 'wrapping');
  await withClient(superuserUrl, client =>
    client.query(`delete from throughcare.root_key where purpose = 'service'`),
  );
  await rotateMasterKey(serveUrl, file, {});
  await withClient(serveUrl, async db => {
    const make = 'select throughcare.make_root_keys($1, $2, $3)';
    await db.query(make, [['service'], [wrapRootKey(old, 'service', randomBytes(32))], before.wrapped]);
    assert.equal((await rootKeyRows(db)).length, 5);
  });
  await assert.rejects(surnameUnder(old), /does not open this database/);
  assert.equal(await surnameUnder(readKeyFile(file)), 'Brackenthistle');
});

test('several processes that start at once on an empty folder make one key, and all have that one', async () => {
  const files = Array.from({ length: 40 }, (_, n) => join(folder, `start-${n}`, 'master.key'));
  const moment = String(Date.now() + 2500);
  const given = await Promise.all([1, 2, 3, 4].map(() => run('makes-master.fixture.ts', moment, ...files)));
  const standing = files.map(one => readKeyFile(one).toString('hex')).join(' ');
  for (const one of given) assert.equal(one, standing);
  for (const one of files) assert.deepEqual(readdirSync(join(one, '..')), ['master.key']);
});

test('two master keys that open an empty database at once: it is made under one, whole, and the other is refused', async () => {
  const empty = await testDatabase();
  const keys = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const { serveUrl } = empty;
  const opening = await Promise.allSettled(
    keys.map(masterKey => openRecords({ serveUrl, masterKey, rootsFolder: null, kind: 'demonstration' })),
  );
  const opened = opening.filter(one => one.status === 'fulfilled');
  for (const one of opening) if (one.status === 'rejected') assert.ok(one.reason instanceof Refused);
  assert.equal(opened.length, 1);
  await opened[0].value.close();
  const rows: readonly WrappedRootKey[] = await withClient(serveUrl, rootKeyRows);
  const key = keys[opening.indexOf(opened[0])];
  for (const { purpose, wrapped } of rows) unwrapRootKey(key, purpose, wrapped);
  assert.equal(rows.length, 6);
  await empty.drop();
});
