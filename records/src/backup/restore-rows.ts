import type { Client } from 'pg';
import { withClient } from '../database/connect.ts';
import { besideOf, endIt, waiting } from '../database/holder.ts';
import { migrate } from '../database/migrate.ts';
import { allMigrations, type Migration } from '../database/migrations.ts';
import { Refused } from '../refused.ts';
import { copyIn } from './copy-rows.ts';
import { readSealed, type Holds, type Piece } from './sealed-file.ts';
import { namesOf } from './tables.ts';
import type { BackupBegins, Counts, Said, Tell } from './write-backup.ts';

/** Where a backup is put. */
export interface RestoreTarget {
  readonly ownerUrl: string;
  readonly serveUrl: string;
  /** Null leaves sign-in out: to check a backup, or where sign-in is somebody else's. */
  readonly authUrl: string | null;
}

export interface BackupFiles {
  readonly file: string;
  readonly keysFile: string;
}

/** What a backup says of itself first. Refuses in words another master key, and what is no backup. */
export function readBegins({ file }: BackupFiles, masterKey: Uint8Array): BackupBegins {
  for (const piece of readSealed(file, masterKey, 'record')) {
    const said = parse(piece);
    if ('begins' in said) return said.begins;
  }
  throw new Refused(`${file} holds nothing. Nothing was changed. Take another backup.`);
}

/**
 * Puts a backup into an empty database: its own steps first, then every row in one transaction, then the steps that
 * are newer. What stops on its way leaves no row. Refuses in words a database that holds anything.
 */
export async function restoreRows(
  target: RestoreTarget,
  files: BackupFiles,
  masterKey: Uint8Array,
  tell: Tell,
  patienceMs?: number,
  beforeKept: () => void = () => {},
): Promise<Counts> {
  const begins = readBegins(files, masterKey);
  const steps = stepsOf(begins);
  await refuseFilled(target);
  const { ownerUrl, serveUrl } = target;
  await migrate({ ownerUrl, serveUrl, migrations: steps });
  const counts: Record<string, number> = {};
  await withClient(ownerUrl, async owner =>
    waiting(besideOf(ownerUrl), owner, { patienceMs, words: heldFromRestoring }, async () => {
      await owner.query('begin');
      await unforced(owner, async () => {
        // From here on nobody else writes to any table; what came since it was looked at is refused.
        const filled = await holds(owner, 'throughcare.stream');
        if (filled) throw thereIsOne();
        for (const month of begins.months)
          await owner.query('select throughcare.make_access_month($1)', [month]);
        await owner.query('delete from throughcare.kind');
        await copyAll(owner, 'throughcare', readAll(files.file, masterKey, 'record'), counts, tell);
        await copyAll(owner, 'throughcare', readAll(files.keysFile, masterKey, 'keys'), counts, tell);
        await goOnCounting(owner);
      });
      beforeKept();
      await owner.query('commit');
    }),
  );
  if (target.authUrl !== null) await restoreAuth(target.authUrl, files, masterKey, begins, counts, tell);
  await migrate({ ownerUrl, serveUrl });
  await withClient(ownerUrl, owner => owner.query('analyze'));
  return counts;
}

/** The steps that the backup was made by; those of this version must be the same. */
function stepsOf({ steps }: BackupBegins): Migration[] {
  const ours = allMigrations();
  return steps.map(({ number, name, checksum }) => {
    const own = ours.find(one => one.number === number);
    if (own?.checksum === checksum) return own;
    throw new Refused(
      `This backup was made by another version of Throughcare (its step ${name} is not in this one). Nothing was ` +
        `changed. Restore it with the version that made it, and update then.`,
    );
  });
}

async function refuseFilled({ ownerUrl }: RestoreTarget): Promise<void> {
  await withClient(ownerUrl, async owner => {
    const { rows } = await owner.query<{ there: boolean }>(
      `select to_regclass('throughcare.stream') is not null as there`,
    );
    if (!rows[0].there) return;
    await owner.query('begin');
    await owner.query(`select set_config('throughcare.user', 'system', true)`);
    const filled = await holds(owner, 'throughcare.organisation_ids()');
    await owner.query('rollback');
    if (filled) throw thereIsOne();
  });
}

function heldFromRestoring(holder: string): string {
  return (
    `${holder} holds a table of this database, and did not let go of it in time. Nothing of the backup was put in. ` +
    `${endIt} then restore again: nobody else works in a database while a backup is put into it.`
  );
}

async function holds(
  owner: Client,
  records: 'throughcare.stream' | 'throughcare.organisation_ids()',
): Promise<boolean> {
  const { rows } = await owner.query<{ any: boolean }>(
    `select exists (select from ${records}) or exists (select from throughcare.root_key) as any`,
  );
  return rows[0].any;
}

function thereIsOne(): Refused {
  return new Refused(
    'There is a record in this database already. Nothing was changed. Restore into an empty one: a new data folder, ' +
      'or a new database of your own PostgreSQL.',
  );
}

/** Lets the owner put in rows of every organisation, for this transaction alone. */
async function unforced(owner: Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await owner.query<{ tab: string }>(
    `select c.oid::regclass::text as tab from pg_class c where c.relnamespace = 'throughcare'::regnamespace
       and c.relkind in ('r', 'p') and c.relforcerowsecurity`,
  );
  for (const { tab } of rows) await owner.query(`alter table ${tab} no force row level security`);
  await work();
  for (const { tab } of rows) await owner.query(`alter table ${tab} force row level security`);
}

async function copyAll(
  client: Client,
  schema: string,
  pieces: Generator<Piece>,
  counts: Record<string, number>,
  tell: Tell,
): Promise<void> {
  for (const piece of pieces) {
    const said = parse(piece);
    if (!('table' in said)) continue;
    const { table } = said;
    const ended = { rows: -1 };
    const chunks = rowsUntilSaid(pieces, ended);
    if (table.schema !== schema) {
      for await (const _ of chunks); // Of the other login.
      continue;
    }
    const name = `${table.schema}.${table.name}`;
    const rows = await copyIn(client, `copy ${namesOf(table)} from stdin`, chunks);
    if (rows !== ended.rows)
      throw new Refused(`${name} has ${rows} rows, and its backup says ${ended.rows}.`);
    counts[name] = (counts[name] ?? 0) + rows;
    tell(`${name}: ${counts[name].toLocaleString('en-GB')} rows`);
  }
}

// Not asynchronous in itself: what takes the rows waits between them.
async function* rowsUntilSaid(pieces: Generator<Piece>, ended: { rows: number }): AsyncGenerator<Buffer> {
  for (let next = pieces.next(); !next.done; next = pieces.next()) {
    if (next.value.kind === 'rows') yield next.value.content;
    else {
      const said = parse(next.value);
      ended.rows = 'rows' in said ? said.rows : -1;
      return;
    }
  }
}

function readAll(file: string, masterKey: Uint8Array, holds: Holds): Generator<Piece> {
  return readSealed(file, masterKey, holds);
}

/** Numbers that the database gives go on after the last that was given. */
async function goOnCounting(owner: Client): Promise<void> {
  for (const [table, column] of [
    ['event', 'position'],
    ['access', 'id'],
  ]) {
    await owner.query(
      `select setval(pg_get_serial_sequence('throughcare.${table}', '${column}'), greatest(max(${column}), 1))
         from throughcare.${table}`,
    );
  }
}

async function restoreAuth(
  authUrl: string,
  files: BackupFiles,
  masterKey: Uint8Array,
  { auth: definitions }: BackupBegins,
  counts: Record<string, number>,
  tell: Tell,
): Promise<void> {
  await withClient(authUrl, async auth => {
    await auth.query('begin');
    await auth.query('set local search_path = auth');
    for (const statement of definitions.before) await auth.query(statement);
    await copyAll(auth, 'auth', readAll(files.file, masterKey, 'record'), counts, tell);
    for (const statement of definitions.after) await auth.query(statement);
    await auth.query('commit');
  });
}

function parse(piece: Piece): Said {
  return JSON.parse(piece.content.toString()) as Said;
}
