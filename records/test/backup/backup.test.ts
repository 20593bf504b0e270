import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { backup, keysFileOf } from '../../src/backup/backup.ts';
import { restore } from '../../src/backup/restore.ts';
import { restoreRows } from '../../src/backup/restore-rows.ts';
import { withClient } from '../../src/database/connect.ts';
import { openRecords } from '../../src/index.ts';
import { rotateWrappingKey } from '../../src/keys/rotate-wrapping-key.ts';
import {
  postgresVersions,
  testDatabase,
  testRecords,
  type PostgresVersion,
  type TestRecords,
} from '../database.ts';
import { openCase } from '../people.ts';
import { walk, type Walked } from '../walk.ts';

const quiet = () => {};

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  let folder: string;
  let file: string;
  const source = () => ({
    ownerUrl: at.database.ownerUrl,
    authUrl: at.database.authUrl,
    masterKey: at.masterKey,
    rootsFolder: at.rootsFolder,
    kind: 'demonstration' as const,
  });

  before(async () => {
    at = await testRecords({ version });
    walked = await walk(at);
    await at.records.tend();
    await withClient(at.database.authUrl, async auth => {
      await auth.query(
        `create table auth.account (id text primary key, name text not null, made timestamptz default now())`,
      );
      await auth.query(
        `create table auth.session (id text primary key, account text not null references auth.account (id))`,
      );
      await auth.query(`create index session_by_account on auth.session (account)`);
      await auth.query(`insert into auth.account (id, name) values ('a', 'Ada')`);
      await auth.query(`insert into auth.session values ('s', 'a')`);
    });
    folder = mkdtempSync(join(tmpdir(), 'throughcare-backup-'));
    file = join(folder, 'one');
    await backup(source(), file, quiet);
  });
  after(async () => {
    await at.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function restored(into: PostgresVersion, key: Buffer = at.masterKey, from = file) {
    const database = await testDatabase(into, 'empty');
    const rootsFolder = mkdtempSync(join(folder, 'roots-'));
    const { ownerUrl, serveUrl, authUrl } = database;
    const target = { ownerUrl, serveUrl, authUrl, rootsFolder, kind: 'demonstration' as const };
    const files = { file: from, keysFile: keysFileOf(from) };
    const given = await restore(target, files, key, {}, quiet).catch(async (error: unknown) => {
      await database.drop();
      throw error;
    });
    return { ...given, database, rootsFolder };
  }

  for (const into of postgresVersions) {
    test(
      title(`a backup restored on PostgreSQL ${into} verifies, opens everybody, and goes on`),
      async () => {
        const { report, database, rootsFolder } = await restored(into);
        assert.deepEqual([report.faults, report.projections], [[], {}]);
        const { serveUrl } = database;
        const records = await openRecords({
          serveUrl,
          masterKey: at.masterKey,
          rootsFolder,
          kind: 'demonstration',
          clock: () => at.clock.now,
        });
        const [before, now] = [
          await at.records.as(walked.lead).people(),
          await records.as(walked.lead).people(),
        ];
        assert.deepEqual(now, before);
        assert.ok(now.rows[0].surname);
        await openCase(records, walked.practitioner, { reference: 'TC-9' });
        await records.tend();
        assert.equal((await records.verifyAudit()).whole, true);
        await records.close();
        await withClient(database.authUrl, async auth => {
          const { rows } = await auth.query(
            'select a.name from auth.session s join auth.account a on a.id = s.account',
          );
          assert.deepEqual(rows, [{ name: 'Ada' }]);
          await assert.rejects(auth.query(`insert into auth.session values ('t', 'nobody')`), {
            code: '23503',
          });
        });
        await database.drop();
      },
    );
  }

  test(title('a backup is of one moment, while others go on recording'), async () => {
    const busy = join(folder, 'busy');
    const until = { done: false };
    const writers = [1, 2].map(async () => {
      while (!until.done)
        await openCase(at.records, walked.practitioner, { reference: `TC-${randomUUID().slice(0, 8)}` });
    });
    await backup(source(), busy, quiet);
    until.done = true;
    await Promise.all(writers);
    const { report, database } = await restored(version, at.masterKey, busy);
    assert.deepEqual([report.faults, report.projections], [[], {}]);
    await database.drop();
  });

  test(title('a backup that is taken while the key above the keys of records changes is good'), async () => {
    const file = join(folder, 'changing');
    const changing = (async () => {
      for (let n = 0; n < 8; n++) await rotateWrappingKey(at.database.serveUrl, at.masterKey);
    })();
    await backup(source(), file, quiet);
    await changing;
    const { report, database } = await restored(version, at.masterKey, file);
    assert.deepEqual([report.faults, report.projections], [[], {}]);
    await database.drop();
  });

  test(
    title('two who restore into one empty database at once: one does, and the other is refused'),
    async () => {
      const database = await testDatabase(version, 'empty');
      const { ownerUrl, serveUrl } = database;
      const target = { ownerUrl, serveUrl, authUrl: null };
      const files = { file, keysFile: keysFileOf(file) };
      const tried = await Promise.allSettled([
        restoreRows(target, files, at.masterKey, quiet),
        restoreRows(target, files, at.masterKey, quiet),
      ]);
      const refused = tried.filter(one => one.status === 'rejected');
      assert.equal(refused.length, 1);
      assert.match(
        String(refused[0].reason),
        /There is a record in this database already. Nothing was changed/,
      );
      const { masterKey } = at;
      const records = await openRecords({ serveUrl, masterKey, rootsFolder: null, kind: 'demonstration' });
      assert.equal((await records.verifyAudit()).whole, true);
      await records.close();
      await database.drop();
    },
  );

  test(
    title('E22: what a restore that was cut off left is opened by nobody, and a whole restore is'),
    async () => {
      const { masterKey } = at;
      const files = { file, keysFile: keysFileOf(file) };
      const into = async (rootsFolder: string, tell: (words: string) => void) => {
        const database = await testDatabase(version, 'empty');
        const { ownerUrl, serveUrl, authUrl } = database;
        const target = { ownerUrl, serveUrl, authUrl, rootsFolder, kind: 'demonstration' } as const;
        const open = () => openRecords({ serveUrl, masterKey, rootsFolder, kind: 'demonstration' });
        return { database, open, restoring: restore(target, files, masterKey, {}, tell) };
      };
      const cut = await into(mkdtempSync(join(folder, 'cut-')), words => {
        if (words.startsWith('auth.')) throw new Error('cut off here');
      });
      await assert.rejects(cut.restoring, /cut off here/);
      await assert.rejects(cut.open(), /that was cut off.*Nothing was opened.*restore once more/s);
      const whole = await into(mkdtempSync(join(folder, 'whole-')), quiet);
      await whole.restoring;
      await (await whole.open()).close();
      for (const { database } of [cut, whole]) await database.drop();
    },
  );

  test(title('another master key is refused in words, and puts nothing anywhere'), async () => {
    await assert.rejects(
      restored(version, randomBytes(32)),
      /master key does not open .* Nothing was changed/s,
    );
  });

  test(title('a database that holds a record is refused, and stays as it is'), async () => {
    const { ownerUrl, serveUrl, authUrl } = at.database;
    const target = { ownerUrl, serveUrl, authUrl, rootsFolder: folder, kind: 'demonstration' as const };
    const files = { file, keysFile: keysFileOf(file) };
    await assert.rejects(
      restore(target, files, at.masterKey, {}, quiet),
      /There is a record in this database already/,
    );
    assert.equal((await at.records.verifyAudit()).whole, true);
  });

  test(
    title('E22: the keys of people are not in the backup itself, nor is the master key in either file'),
    async () => {
      const keys = await withClient(at.database.superuserUrl, client =>
        client.query<{ wrapped: Buffer }>('select wrapped from throughcare.data_key'),
      );
      const [record, apart] = [readFileSync(file), readFileSync(keysFileOf(file))];
      for (const bytes of [record, apart]) {
        assert.equal(bytes.includes(at.masterKey), false);
        assert.equal(bytes.includes(Buffer.from('Ashgrove')), false);
        for (const { wrapped } of keys.rows) assert.equal(bytes.includes(wrapped), false);
      }
      writeFileSync(keysFileOf(join(folder, 'lost')), apart.subarray(0, 40));
      writeFileSync(join(folder, 'lost'), record);
      await assert.rejects(restored(version, at.masterKey, join(folder, 'lost')), /damaged/);
    },
  );

  test(title('a byte that was changed, or an end that was cut off, is found wherever it is'), async () => {
    const whole = readFileSync(file);
    const other = join(folder, 'other');
    writeFileSync(keysFileOf(other), readFileSync(keysFileOf(file)));
    for (const share of [0.001, 0.2, 0.5, 0.8, 0.999]) {
      const bytes = Buffer.from(whole);
      bytes[Math.floor(bytes.length * share)] ^= 1;
      writeFileSync(other, bytes);
      await assert.rejects(
        restored(version, at.masterKey, other),
        /damaged|not a backup|does not open/,
        `at ${share}`,
      );
    }
    for (const length of [10, 30, whole.length - 21, whole.length - 1]) {
      writeFileSync(other, whole.subarray(0, length));
      await assert.rejects(
        restored(version, at.masterKey, other),
        /damaged|not a backup/,
        `cut at ${length}`,
      );
    }
  });

  test(title('a backup of a record that does not fit is not called good, and leaves no file'), async () => {
    const bad = join(folder, 'bad');
    await withClient(at.database.superuserUrl, async client => {
      await client.query('set session_replication_role = replica');
      await client.query(
        `update throughcare.event set actor = actor || 'x' where stream = $1 and version = 2`,
        [walked.cases[0]],
      );
      await assert.rejects(backup(source(), bad, quiet), /is not good: version 2 of case/);
      await client.query(
        `update throughcare.event set actor = left(actor, -1) where stream = $1 and version = 2`,
        [walked.cases[0]],
      );
    });
    assert.deepEqual(
      readdirSync(folder).filter(name => name.startsWith('bad')),
      [],
    );
  });

  test(title('a file that is there is never written over'), async () => {
    const before = readFileSync(file);
    await assert.rejects(backup(source(), file, quiet), /is there already/);
    assert.deepEqual(readFileSync(file), before);
  });
}
