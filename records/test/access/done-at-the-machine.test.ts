import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { day } from '@throughcare/pathway';
import { backup, keysFileOf } from '../../src/backup/backup.ts';
import { restore } from '../../src/backup/restore.ts';
import { openRecords, type Actor, type Records } from '../../src/index.ts';
import { writeKey } from '../../src/keys/master-key.ts';
import { forgetPreviousKey, openingKey, rotateMasterKey } from '../../src/keys/rotate-master-key.ts';
import { rotateWrappingKey } from '../../src/keys/rotate-wrapping-key.ts';
import { testDatabase, testRecords, withClient, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

let at: TestRecords;
let folder: string;
let keyFile: string;
/** An auditor of each of two organisations on one database. */
let auditors: readonly Actor[];
before(async () => {
  at = await testRecords();
  folder = mkdtempSync(join(tmpdir(), 'throughcare-machine-'));
  keyFile = join(folder, 'master.key');
  writeKey(keyFile, at.masterKey);
  const [id, on] = [randomUUID(), day('2022-01-03')];
  const administrator: Actor = { userId: 'bel', organisationId: id, name: 'Bel Marsh' };
  const other: Actor = { userId: 'noor', organisationId: id, name: 'Noor Finch' };
  await at.records.found({ id, name: 'Otherside', madeUp: true, on, administrator });
  const joins = { do: 'join', on, user: other.userId, name: other.name, roles: ['auditor'] } as const;
  await done(at.records.as(administrator).decide('organisation', id, 'latest', randomUUID(), joins));
  auditors = [await at.join('auditor'), other];
  await openCase(at.records, await at.join('practitioner'));
});
after(async () => {
  await at.close();
  rmSync(folder, { recursive: true });
});

/** What each auditor reads of what was done to the whole database. */
async function doneAs(records: Records = at.records): Promise<string[][]> {
  return Promise.all(
    auditors.map(async auditor => {
      const { rows } = await records
        .as(auditor)
        .auditTrail({ sinceMs: 0, user: 'system', kind: 'organisation' });
      const beside = ['founded', 'person_joined', 'auditReport'];
      const lines = rows.flatMap(({ act, what }) => (beside.includes(what) ? [] : [`${act} ${what}`]));
      return lines.toReversed();
    }),
  );
}

/** With the key that is in its place now. */
async function opened(): Promise<Records> {
  const { serveUrl } = at.database;
  const masterKey = await openingKey(serveUrl, keyFile, {});
  return openRecords({ serveUrl, masterKey, rootsFolder: at.rootsFolder, kind: 'demonstration' });
}

const source = () => ({
  ownerUrl: at.database.ownerUrl,
  authUrl: null,
  masterKey: at.masterKey,
  rootsFolder: at.rootsFolder,
  kind: 'demonstration' as const,
});

test('E21: an auditor of each organisation reads which keys were changed, copied or put back at the machine', async () => {
  const { serveUrl } = at.database;
  await rotateWrappingKey(serveUrl, at.masterKey);
  const file = join(folder, 'backup');
  await backup(source(), file, () => {});
  await rotateMasterKey(serveUrl, keyFile, {});
  assert.equal(await forgetPreviousKey(serveUrl, keyFile, {}), true);
  assert.equal(await forgetPreviousKey(serveUrl, keyFile, {}), false, 'none is left to forget');
  const whole = ['changed wrappingKeyChanged', 'exported backup'];
  const since = ['changed masterKeyChanged', 'changed previousKeyForgotten'];
  assert.deepEqual(await doneAs(), [
    [...whole, ...since],
    [...whole, ...since],
  ]);
  const records = await opened();
  await records.tend();
  assert.equal((await records.verifyAudit()).whole, true);
  await records.close();

  const database = await testDatabase(18, 'empty');
  const rootsFolder = mkdtempSync(join(folder, 'roots-'));
  const kind = 'demonstration';
  const { ownerUrl } = database;
  const target = { ownerUrl, serveUrl: database.serveUrl, authUrl: null, rootsFolder, kind } as const;
  const files = { file, keysFile: keysFileOf(file) };
  await restore(target, files, at.masterKey, {}, () => {});
  const { masterKey } = at;
  const there = await openRecords({ serveUrl: database.serveUrl, masterKey, rootsFolder, kind });
  assert.deepEqual(await doneAs(there), [
    [...whole, 'changed restored'],
    [...whole, 'changed restored'],
  ]);
  await there.close();
  await database.drop();
});

test('E21: a master key is changed together with its row in the access log, or not at all', async () => {
  const { serveUrl, superuserUrl } = at.database;
  const [before, key] = [await doneAs(), readFileSync(keyFile)];
  await withClient(superuserUrl, client =>
    client.query(
      `alter table throughcare.access add constraint no_room check (what <> 'masterKeyChanged') not valid`,
    ),
  );
  await assert.rejects(rotateMasterKey(serveUrl, keyFile, {}), /"no_room"/);
  await withClient(superuserUrl, client =>
    client.query('alter table throughcare.access drop constraint no_room'),
  );
  assert.deepEqual(await doneAs(), before);
  assert.deepEqual(readFileSync(keyFile), key);
  // The key in its place opens the record still.
  await (await opened()).close();
});

test('E21: a backup that cannot be written down in the access log is not begun', async () => {
  const { superuserUrl } = at.database;
  await withClient(superuserUrl, client =>
    client.query(`alter table throughcare.access add constraint no_room check (what <> 'backup') not valid`),
  );
  const file = join(folder, 'unseen');
  await assert.rejects(
    backup(source(), file, () => {}),
    /"no_room"/,
  );
  await withClient(superuserUrl, client =>
    client.query('alter table throughcare.access drop constraint no_room'),
  );
  assert.ok(!existsSync(file) && !existsSync(keysFileOf(file)));
});
