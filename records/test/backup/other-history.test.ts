import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { backup, keysFileOf } from '../../src/backup/backup.ts';
import { restore } from '../../src/backup/restore.ts';
import { openRecords, type Records } from '../../src/index.ts';
import { postgresVersions, testDatabase, testRecords, withClient, type TestRecords } from '../database.ts';
import { walk, type Walked } from '../walk.ts';

const DAY = 86_400_000;

for (const version of postgresVersions) {
  const title = (words: string) => `PostgreSQL ${version}: ${words}`;
  let at: TestRecords;
  let walked: Walked;
  let folder: string;
  let source: Parameters<typeof backup>[0];
  before(async () => {
    at = await testRecords({ version });
    walked = await walk(at);
    await at.records.tend();
    const { ownerUrl, authUrl } = at.database;
    const { masterKey, rootsFolder } = at;
    source = { ownerUrl, authUrl, masterKey, rootsFolder, kind: 'demonstration' };
    folder = mkdtempSync(join(tmpdir(), 'throughcare-histories-'));
  });
  after(async () => {
    await at.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Restores a backup beside roots that stand there already. */
  async function restoredBeside(file: string, roots: string) {
    const database = await testDatabase(version, 'empty');
    const { ownerUrl, serveUrl, authUrl } = database;
    const rootsFolder = mkdtempSync(join(folder, 'roots-'));
    cpSync(roots, rootsFolder, { recursive: true });
    const target = { ownerUrl, serveUrl, authUrl, rootsFolder, kind: 'demonstration' as const };
    const restoring = restore(target, { file, keysFile: keysFileOf(file) }, at.masterKey, {}, () => {});
    try {
      return { ...(await restoring), rootsFolder };
    } catch (error) {
      return { refusal: String(error), rootsFolder };
    } finally {
      await database.drop();
    }
  }

  /** The record goes on by a day: something is read, and a root is written. */
  async function nextDay(records: Records) {
    at.clock.now += DAY;
    await records.as(walked.practitioner).today();
    await records.tend();
  }

  test(
    title(
      'E21: a backup is restored where newer roots follow from it, and refused where they are of another history',
    ),
    async () => {
      const began = at.clock.now;
      const apart = mkdtempSync(join(folder, 'apart-'));
      cpSync(at.rootsFolder, apart, { recursive: true });
      const other = `${at.database.name}_apart`;
      await copyDatabase(other);
      await nextDay(at.records);
      const file = join(folder, 'one');
      await backup(source, file, () => {});
      await nextDay(at.records);

      const own = await restoredBeside(file, at.rootsFolder);
      assert.ok('report' in own, String(own.refusal));
      assert.deepEqual(own.report.faults, []);
      assert.ok(
        own.setAside.some(name => name.endsWith('root-000003.json')),
        own.setAside.join(),
      );

      // The same record from the same moment on, gone on otherwise, and signed with the same keys.
      at.clock.now = began;
      const records = await openRecords({
        serveUrl: at.database.serveUrl.replace(/[^/]*$/, other),
        masterKey: at.masterKey,
        rootsFolder: apart,
        kind: 'demonstration',
        clock: () => at.clock.now + 60_000,
      });
      await records.as(walked.practitioner).people();
      for (const _ of [1, 2]) await nextDay(records);
      await records.close();
      await onServer(`drop database ${other} with (force)`);

      const refused = await restoredBeside(file, apart);
      assert.ok('refusal' in refused, 'it was restored beside the roots of another history');
      assert.match(
        String(refused.refusal),
        /not an earlier moment of the same record.*Nothing was set aside/s,
      );
      assert.match(String(refused.refusal), /throughcare audit verify/);
      const left = readdirSync(join(refused.rootsFolder, at.organisation)).sort();
      assert.deepEqual(left, readdirSync(join(apart, at.organisation)).sort(), 'what stood outside stands');
    },
  );

  const onServer = (...statements: string[]) =>
    withClient(at.database.superuserUrl.replace(/[^/]*$/, 'postgres'), async client => {
      for (const statement of statements) await client.query(statement);
    });

  const copyDatabase = (name: string) =>
    onServer(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${at.database.name}'`,
      `create database ${name} template ${at.database.name} owner throughcare_owner`,
    );
}
