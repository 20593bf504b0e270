import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Client } from 'pg';
import { day } from '@throughcare/pathway';
import { backup } from '../../src/backup/backup.ts';
import { restoreRows } from '../../src/backup/restore-rows.ts';
import { writeBackup } from '../../src/backup/write-backup.ts';
import { migrate } from '../../src/database/migrate.ts';
import { allMigrations } from '../../src/database/migrations.ts';
import { openRecords, type Actor } from '../../src/index.ts';
import { readKeyFile, writeKey } from '../../src/keys/master-key.ts';
import { openingKey, rotateMasterKey } from '../../src/keys/rotate-master-key.ts';
import { rotateWrappingKey } from '../../src/keys/rotate-wrapping-key.ts';
import { postgresVersions, testDatabase, testRecords, withClient, type TestRecords } from '../database.ts';
import { openCase } from '../people.ts';

const patienceMs = 1200;
const quiet = () => {};
/** Whoever keeps us waiting is a superuser, on a connection that says no name. */
const held = (what: string) =>
  new RegExp(`^WaitedTooLong: Process \\d+ of PostgreSQL, signed in as postgres, ${what}`, 's');

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let ines: Actor;
  let folder: string;
  before(async () => {
    at = await testRecords({ version });
    ines = await at.join('practitioner');
    await openCase(at.records, ines, { reference: 'TC-1' });
    folder = mkdtempSync(join(tmpdir(), 'throughcare-held-'));
  });
  after(async () => {
    await at.close();
    rmSync(folder, { recursive: true });
  });

  /** A session of somebody else that holds what `statement` locks, until `work` is over. */
  async function whileHeld(
    url: string,
    statement: string,
    work: (holder: Client) => Promise<unknown>,
  ): Promise<void> {
    await withClient(url, async holder => {
      await holder.query('begin');
      await holder.query(statement);
      await work(holder);
      await holder.query('rollback');
    });
  }

  test(
    title('a change of the key above the keys of records stops at one that is held, and then goes on'),
    async () => {
      const { serveUrl, superuserUrl } = at.database;
      const rotate = () => rotateWrappingKey(serveUrl, at.masterKey, patienceMs);
      const last = 'select from throughcare.data_key order by stream desc limit 1 for update';
      await whileHeld(superuserUrl, last, async () => {
        await assert.rejects(
          rotate(),
          held('holds the last key of a record.*both keys are kept, and the whole record opens'),
        );
        assert.equal((await (await at.reopen()).verifyAudit()).whole, true);
      });
      assert.equal(await rotate(), 1);
      // Somebody in the middle of putting a key in, who does not end it.
      const putting = 'select throughcare.wraps_now(mark) from throughcare.wrapping_mark';
      await whileHeld(superuserUrl, putting, () =>
        assert.rejects(rotate(), held('holds something.*the whole record opens')),
      );
      assert.ok((await rotate()) > 1);
    },
  );

  test(
    title('a change of the master key stops at a key that is held, changes nothing, and then is done'),
    async () => {
      const { serveUrl, superuserUrl } = at.database;
      const file = join(folder, 'master.key');
      writeKey(file, at.masterKey);
      const rotate = () => rotateMasterKey(serveUrl, file, {}, patienceMs);
      await whileHeld(superuserUrl, 'select from throughcare.root_key for update', () =>
        assert.rejects(rotate(), held('holds something.*Nothing was changed.*run this again')),
      );
      assert.deepEqual(await openingKey(serveUrl, file, {}), at.masterKey);
      await rotate();
      const fresh = readKeyFile(file);
      assert.notDeepEqual(fresh, at.masterKey);
      // Back, for the tests that follow.
      const env = { THROUGHCARE_MASTER_KEY: fresh.toString('base64') };
      const next = { THROUGHCARE_NEXT_MASTER_KEY: at.masterKey.toString('base64') };
      await rotateMasterKey(serveUrl, file, { ...env, ...next });
    },
  );

  test(
    title('a rebuild gives up where somebody does not stop writing, and lets others write meanwhile'),
    async () => {
      const { serveUrl, superuserUrl } = at.database;
      const { masterKey, rootsFolder } = at;
      const records = await openRecords({
        serveUrl,
        masterKey,
        rootsFolder,
        kind: 'demonstration',
        patienceMs,
      });
      await withClient(superuserUrl, client =>
        client.query(`update throughcare.case_row set status = 'closed'`),
      );
      await whileHeld(superuserUrl, 'lock table throughcare.stream in row exclusive mode', async () => {
        const rebuilding = assert.rejects(records.rebuild(), held('has been writing.*Nothing was changed'));
        for (let n = 0; n < 3; n++) await openCase(at.records, ines, { reference: `TC-1${n}` });
        await rebuilding;
      });
      assert.equal((await records.compareProjections()).differing.case_row, 1);
      await whileHeld(
        superuserUrl,
        `select pg_advisory_lock(hashtext('throughcare.rebuild'))`,
        async holder => {
          const short = await openRecords({
            serveUrl,
            masterKey,
            rootsFolder,
            kind: 'demonstration',
            patienceMs: 50,
          });
          await assert.rejects(short.rebuild(), held('is making again.*Nothing was changed'));
          await short.close();
          await holder.query('select pg_advisory_unlock_all()');
        },
      );
      assert.equal((await records.rebuild()).differing.case_row, 1);
      await records.close();
    },
  );

  test(
    title('a step of the database stops at a table that is held, is taken back whole, and then is done'),
    async () => {
      const database = await testDatabase(version);
      const sql =
        'create table throughcare.half (a integer); alter table throughcare.stream add column held integer;';
      const migrations = [...allMigrations(), { number: 9999, name: '9999-held.sql', sql, checksum: 'x' }];
      await whileHeld(
        database.superuserUrl,
        'lock table throughcare.stream in access share mode',
        async () => {
          await assert.rejects(
            migrate({ ...database, migrations, patienceMs }),
            held('holds what step 9999-held.sql changes.*taken back whole.*start again'),
          );
        },
      );
      await whileHeld(database.superuserUrl, 'select pg_advisory_lock(7108042026)', async holder => {
        await assert.rejects(
          migrate({ ...database, migrations, patienceMs: 50 }),
          held('is bringing.*Nothing was changed'),
        );
        await holder.query('select pg_advisory_unlock_all()');
      });
      await withClient(database.ownerUrl, async client => {
        const { rows } = await client.query(`select to_regclass('throughcare.half') as half`);
        assert.deepEqual(rows, [{ half: null }]);
      });
      assert.deepEqual((await migrate({ ...database, migrations })).applied, ['9999-held.sql']);
      await database.drop();
    },
  );

  test(
    title('a backup and a restore stop at a table that is held, leave nothing half done, and then are done'),
    async () => {
      const { ownerUrl, superuserUrl } = at.database;
      const { masterKey, rootsFolder } = at;
      const source = { ownerUrl, authUrl: null, masterKey, rootsFolder, kind: 'demonstration' } as const;
      const own = mkdtempSync(join(folder, 'backup-'));
      const files = { file: join(own, 'one'), keysFile: join(own, 'one.keys') };
      await whileHeld(superuserUrl, 'lock table throughcare.seal in access exclusive mode', () =>
        assert.rejects(
          backup(source, files.file, quiet, patienceMs),
          held('holds a table.*No file was kept'),
        ),
      );
      assert.deepEqual(readdirSync(own), []);
      await writeBackup(source, files.file, files.keysFile, quiet);
      const into = await testDatabase(version);
      const target = { ownerUrl: into.ownerUrl, serveUrl: into.serveUrl, authUrl: null };
      await whileHeld(into.superuserUrl, 'lock table throughcare.seal in access share mode', () =>
        assert.rejects(
          restoreRows(target, files, masterKey, quiet, patienceMs),
          held('holds a table.*Nothing of the backup was put in'),
        ),
      );
      const counts = await restoreRows(target, files, masterKey, quiet);
      assert.ok(counts['throughcare.event'] > 0);
      await into.drop();
    },
  );

  test(
    title('a page that would wait for ever for somebody else is told so, and nothing of it is saved'),
    async () => {
      const { serveUrl, superuserUrl } = at.database;
      const { masterKey, rootsFolder } = at;
      const records = await openRecords({
        serveUrl,
        masterKey,
        rootsFolder,
        kind: 'demonstration',
        patienceMs,
      });
      const note = { do: 'write_note', on: day('2026-03-12'), words: 'as told' } as const;
      const id = await openCase(at.records, ines, { reference: 'TC-9' });
      const write = () => records.as(ines).decide('case', id, 'latest', randomUUID(), note);
      await whileHeld(superuserUrl, `select from throughcare.stream where id = '${id}' for update`, () =>
        assert.rejects(write(), /Somebody else holds what this needs.*Nothing of this was saved/s),
      );
      assert.ok((await write()).ok);
      await records.close();
    },
  );
}
