import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeBackup } from '../../src/backup/write-backup.ts';
import { migrate } from '../../src/database/migrate.ts';
import { refusePooler } from '../../src/database/pooler.ts';
import { openRecords } from '../../src/index.ts';
import { rotateWrappingKey } from '../../src/keys/rotate-wrapping-key.ts';
import { postgresVersions, testDatabase, testRecords, withClient, type TestRecords } from '../database.ts';
import { startPooler, type Sharing } from './pooler.fixture.ts';

const sharing =
  /gives a connection to somebody else after every transaction or statement.*Nothing was changed.*docs\/own-postgresql\.md/s;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  before(async () => {
    at = await testRecords({ version });
  });
  after(() => at.close());

  async function through(url: string, size: number, how: Sharing, work: (url: string) => Promise<unknown>) {
    const pooler = await startPooler(url, size, how);
    try {
      await work(pooler.url);
    } finally {
      await pooler.close();
    }
  }

  test(
    title('a pooler that shares transactions or statements is seen, with one connection or many'),
    async () => {
      for (const how of ['transactions', 'statements'] as const) {
        for (const size of [1, 2, 5])
          await through(at.database.serveUrl, size, how, url => assert.rejects(refusePooler(url), sharing));
      }
      await refusePooler(at.database.serveUrl);
    },
  );

  test(title('through it nothing is served, set up, backed up or given another key'), async () => {
    const { masterKey, rootsFolder, database } = at;
    const folder = mkdtempSync(join(tmpdir(), 'throughcare-pooled-'));
    await through(database.serveUrl, 3, 'transactions', async serveUrl => {
      const options = { serveUrl, masterKey, rootsFolder, kind: 'demonstration' } as const;
      await assert.rejects(openRecords(options), sharing);
      await assert.rejects(rotateWrappingKey(serveUrl, masterKey), sharing);
    });
    const empty = await testDatabase(version, 'empty');
    await through(empty.ownerUrl, 3, 'transactions', ownerUrl =>
      assert.rejects(migrate({ ownerUrl }), sharing),
    );
    await withClient(empty.ownerUrl, async client => {
      const { rows } = await client.query(`select to_regnamespace('throughcare') as made`);
      assert.deepEqual(rows, [{ made: null }]);
    });
    await empty.drop();
    await through(database.ownerUrl, 3, 'transactions', async ownerUrl => {
      const source = { ownerUrl, authUrl: null, masterKey, rootsFolder, kind: 'demonstration' } as const;
      await assert.rejects(
        writeBackup(source, join(folder, 'one'), join(folder, 'one.keys'), () => {}),
        sharing,
      );
    });
    assert.deepEqual(readdirSync(folder), []);
    rmSync(folder, { recursive: true });
  });

  test(
    title('one that shares sessions will do, where the logins have the settings that it drops'),
    async () => {
      const { serveUrl, superuserUrl, name } = at.database;
      await through(serveUrl, 12, 'sessions', url =>
        assert.rejects(refusePooler(url), /drops the settings.*Nothing was changed/s),
      );
      const set = (setting: string) => `alter role throughcare_serve in database ${name} set ${setting};`;
      const settings = [
        "timezone = 'UTC'",
        "intervalstyle = 'iso_8601'",
        "plan_cache_mode = 'force_generic_plan'",
        "lock_timeout = '30s'",
      ];
      await withClient(superuserUrl, client => client.query(settings.map(set).join('\n')));
      await through(serveUrl, 12, 'sessions', async url => {
        await refusePooler(url);
        const { masterKey, rootsFolder } = at;
        const records = await openRecords({ serveUrl: url, masterKey, rootsFolder, kind: 'demonstration' });
        assert.deepEqual((await records.verifyAudit()).faults, []);
        await records.close();
      });
    },
  );
}
