import { escapeIdentifier, type Client } from 'pg';
import { Refused, errorCode } from '../refused.ts';
import { withClient } from './connect.ts';
import { besideOf, endIt, waiting } from './holder.ts';
import { allMigrations, type Migration } from './migrations.ts';
import { refusePooler } from './pooler.ts';
import { PATIENCE_MS, patienceWithOurs } from './waited-too-long.ts';

export interface Migrated {
  /** Names of the steps that this call applied; none when the database was up to date. */
  readonly applied: readonly string[];
}

export interface MigrateOptions {
  /** The owner's connection string; nothing is served with it. */
  readonly ownerUrl: string;
  /** The login that will serve gets the rights of `throughcare_serve`, and no others. */
  readonly serveUrl?: string;
  /** The steps to bring the database to; those of this version when absent. */
  readonly migrations?: readonly Migration[];
  /** How long a step waits for what somebody else holds. */
  readonly patienceMs?: number;
}

/** Any number that nothing else in the database locks by. */
const LOCK = 7_108_042_026;

const groupRoles = ['throughcare_serve', 'throughcare_analyst', 'throughcare_auth'];

/**
 * Brings the database to this version, each step in a transaction of its own. Twice does nothing; two at once
 * wait for each other. Refuses a database that a newer version wrote, or one whose steps are not these, and gives up in
 * words where somebody else holds what it needs.
 */
export async function migrate(options: MigrateOptions): Promise<Migrated> {
  const migrations = options.migrations ?? allMigrations();
  await refusePooler(options.ownerUrl);
  return withClient(options.ownerUrl, async client => {
    await waiting(
      besideOf(options.ownerUrl),
      client,
      { patienceMs: patienceWithOurs(options.patienceMs ?? PATIENCE_MS), words: otherMigrates },
      () => client.query('select pg_advisory_lock($1)', [LOCK]),
    );
    try {
      await refuseOldServer(client);
      await ensureRoles(client, options.serveUrl);
      await client.query(`
        create schema if not exists throughcare;
        create table if not exists throughcare.migration (
          number integer primary key,
          name text not null,
          checksum text not null,
          applied_at timestamptz not null default now()
        )`);
      const done = await alreadyApplied(client, migrations);
      const applied: string[] = [];
      for (const migration of migrations.filter(one => !done.has(one.number))) {
        await applyInTime(options, client, migration);
        applied.push(migration.name);
      }
      return { applied };
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  });
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::integer as version`,
  );
  if (rows[0].version >= 150_000) return;
  throw new Refused(
    `This is PostgreSQL ${Math.floor(rows[0].version / 10_000)}, and Throughcare needs 15 or later. Nothing was ` +
      `changed. Upgrade it, or leave DATABASE_URL unset to use the embedded one.`,
  );
}

async function alreadyApplied(client: Client, migrations: readonly Migration[]): Promise<Set<number>> {
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    'select number, name, checksum from throughcare.migration order by number',
  );
  for (const row of rows) {
    const ours = migrations.find(one => one.number === row.number);
    if (!ours) {
      throw new Refused(
        `This database was written by a newer version of Throughcare (it has step ${row.name}, this version ends ` +
          `at ${migrations.at(-1)?.name ?? 'none'}). Nothing was changed. Start the newer version again.`,
      );
    }
    if (ours.checksum !== row.checksum) {
      throw new Refused(
        `Step ${row.name} of this database is not the one that comes with this version (its text differs). ` +
          `Nothing was changed. Start the version that made the database, or restore the file of that step.`,
      );
    }
  }
  return new Set(rows.map(row => row.number));
}

async function applyInTime(
  { ownerUrl, patienceMs }: MigrateOptions,
  client: Client,
  migration: Migration,
): Promise<void> {
  const words = (holder: string) =>
    `${holder} holds what step ${migration.name} changes, and did not let go of it in time. That step was taken back ` +
    `whole; those before it stand, and what was recorded is safe. ${endIt} then start again.`;
  await waiting(besideOf(ownerUrl), client, { patienceMs, words }, () => apply(client, migration));
}

function otherMigrates(holder: string): string {
  return (
    `${holder} is bringing this database up to date, and was not done in time. Nothing was changed by this one. Wait until ` +
    `it is done, then start again.`
  );
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into throughcare.migration (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    if (errorCode(error) === '55P03') throw error;
    throw new Error(`Step ${migration.name} failed and was taken back; the database is as it was.`, {
      cause: error,
    });
  }
}

/** The roles belong to the whole server. Where the owner may not make them, it says what an administrator runs. */
async function ensureRoles(client: Client, serveUrl: string | undefined): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles');
  const standing = new Set(rows.map(row => row.rolname));
  const login = serveUrl === undefined ? undefined : decodeURIComponent(new URL(serveUrl).username);
  const wanted = [
    ...groupRoles.filter(role => !standing.has(role)).map(role => `create role ${role} nologin`),
    ...(await missingGrants(client, standing, [
      ['throughcare_analyst', 'throughcare_serve'],
      ...(login && login !== 'throughcare_serve' ? [['throughcare_serve', login] as const] : []),
    ])),
  ];
  for (const statement of wanted) {
    try {
      await client.query(statement);
    } catch (error) {
      // Another database of the same server may just have made the role.
      if (errorCode(error) === '42710' || errorCode(error) === '23505') continue;
      throw new Refused(
        `The owner of the database may not set up its roles (${errorCode(error)}). Nothing was changed. Let an ` +
          `administrator of the server run this once, then start again:\n${wanted.map(sql => `  ${sql};`).join('\n')}`,
        { cause: error },
      );
    }
  }
}

async function missingGrants(
  client: Client,
  standing: ReadonlySet<string>,
  grants: readonly (readonly [string, string])[],
): Promise<string[]> {
  const missing: string[] = [];
  for (const [role, to] of grants) {
    const member =
      standing.has(role) &&
      standing.has(to) &&
      (await client.query<{ member: boolean }>(`select pg_has_role($1, $2, 'member') as member`, [to, role]))
        .rows[0].member;
    if (!member) missing.push(`grant ${role} to ${escapeIdentifier(to)}`);
  }
  return missing;
}
