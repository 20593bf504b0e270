import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { day, type Day, type Role } from '@throughcare/pathway';
import { withClient } from '../src/database/connect.ts';
import { migrate } from '../src/database/migrate.ts';
import { allMigrations } from '../src/database/migrations.ts';
import type { Actor, Records } from '../src/index.ts';
import { openRecords } from '../src/index.ts';
import { clusterVariable, startTestCluster, type ClusterUrls, type PostgresVersion } from './clusters.ts';

export { withClient } from '../src/database/connect.ts';
export { postgresVersions, type PostgresVersion } from './clusters.ts';
export { freeTexts } from './free-texts.ts';

const own = new Map<PostgresVersion, Promise<ClusterUrls & { stop(): Promise<void> }>>();
// Not in a test hook: a file's own hooks still need the cluster when they run.
process.once('beforeExit', () => {
  for (const cluster of own.values()) void cluster.then(started => started.stop());
});

/** The cluster of the whole test run, or, for a file that is run by hand, one of its own. */
async function clusterOf(version: PostgresVersion): Promise<ClusterUrls> {
  const given = process.env[clusterVariable(version)];
  if (given !== undefined) return JSON.parse(given) as ClusterUrls;
  let cluster = own.get(version);
  if (!cluster) own.set(version, (cluster = startTestCluster(version)));
  return cluster;
}

export interface TestDatabase extends ClusterUrls {
  readonly name: string;
  drop(): Promise<void>;
}

/** A fresh database of its own, empty, or copied from a migrated template. */
export async function testDatabase(
  version: PostgresVersion = 18,
  content: 'migrated' | 'empty' = 'migrated',
): Promise<TestDatabase> {
  const cluster = await clusterOf(version);
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = content === 'migrated' ? await migratedTemplate(cluster) : 'template0';
  await withClient(inDatabase(cluster.superuserUrl, 'postgres'), client =>
    // By files: the usual way, page by page through the log, takes twice to three times the processor time.
    client.query(`create database ${name} template ${template} strategy file_copy owner throughcare_owner`),
  );
  const { superuserUrl, ownerUrl, serveUrl, authUrl } = cluster;
  return {
    name,
    superuserUrl: inDatabase(superuserUrl, name),
    ownerUrl: inDatabase(ownerUrl, name),
    serveUrl: inDatabase(serveUrl, name),
    authUrl: inDatabase(authUrl, name),
    async drop() {
      await withClient(inDatabase(superuserUrl, 'postgres'), client =>
        client.query(`drop database ${name} with (force)`),
      );
    },
  };
}

/** Made once a cluster, named after the migrations that it holds. */
async function migratedTemplate(cluster: ClusterUrls): Promise<string> {
  const checksums = allMigrations().map(one => one.checksum);
  const name = `template_${createHash('sha256').update(checksums.join()).digest('hex').slice(0, 16)}`;
  await withClient(inDatabase(cluster.superuserUrl, 'postgres'), async client => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) {
      const half = `${name}_half`;
      await client.query(`drop database if exists ${half}`);
      await client.query(`create database ${half} template template0 owner throughcare_owner`);
      await migrate({
        ownerUrl: inDatabase(cluster.ownerUrl, half),
        serveUrl: inDatabase(cluster.serveUrl, half),
      });
      await client.query(`alter database ${half} rename to ${name}`);
    }
  });
  return name;
}

function inDatabase(url: string, name: string): string {
  return url.replace(/\/[^/]*$/, `/${name}`);
}

export interface TestRecords {
  readonly records: Records;
  readonly database: TestDatabase;
  readonly organisation: string;
  readonly masterKey: Buffer;
  readonly rootsFolder: string;
  readonly administrator: Actor;
  /** The clock that the records run by; tests move it. In milliseconds since 1970. */
  readonly clock: { now: number };
  /** Somebody new in the organisation, with these roles. */
  join(...roles: Role[]): Promise<Actor>;
  /** A second opening of the same database, as another process would have. */
  reopen(): Promise<Records>;
  /** Opens a copy of the database under its name, as a backup that was restored would be. */
  openCopy(name: string): Promise<Records>;
  close(): Promise<void>;
}

export interface TestRecordsOptions {
  readonly version?: PostgresVersion;
  readonly now?: number;
  /** One that somebody else knows too; a fresh one when absent. */
  readonly masterKey?: Buffer;
}

/** An organisation of made-up people in a fresh database, with an administrator. Thursday 12 March 2026, 10am. */
export async function testRecords({
  version = 18,
  now = Date.UTC(2026, 2, 12, 10),
  masterKey = randomBytes(32),
}: TestRecordsOptions = {}): Promise<TestRecords> {
  const database = await testDatabase(version);
  const rootsFolder = mkdtempSync(join(tmpdir(), 'throughcare-roots-'));
  chmodSync(rootsFolder, 0o700);
  const clock = { now };
  const open = (serveUrl = database.serveUrl) =>
    openRecords({
      serveUrl,
      masterKey,
      rootsFolder,
      kind: 'demonstration',
      clock: () => clock.now,
    });
  const records = await open();
  const opened = [records];
  const organisation = randomUUID();
  const administrator: Actor = { userId: 'account-1', organisationId: organisation, name: 'Ada Quill' };
  const on = day('2022-01-03');
  await records.found({ id: organisation, name: 'Fernside', madeUp: true, on, administrator });
  let accounts = 1;
  return {
    records,
    database,
    organisation,
    masterKey,
    rootsFolder,
    administrator,
    clock,
    async join(...roles) {
      const user = `account-${++accounts}`;
      const name = `${roles[0]} ${accounts}`;
      await joinOrganisation(records, administrator, on, { user, name, roles });
      return { userId: user, organisationId: organisation, name };
    },
    async reopen() {
      const again = await open();
      opened.push(again);
      return again;
    },
    openCopy: name => open(inDatabase(database.serveUrl, name)),
    async close() {
      for (const one of opened) await one.close();
      await database.drop();
      rmSync(rootsFolder, { recursive: true, force: true });
    },
  };
}

async function joinOrganisation(
  records: Records,
  administrator: Actor,
  on: Day,
  person: { user: string; name: string; roles: readonly Role[] },
): Promise<void> {
  const { organisationId } = administrator;
  const outcome = await records
    .as(administrator)
    .decide('organisation', organisationId, 'latest', randomUUID(), { do: 'join', on, ...person });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}
