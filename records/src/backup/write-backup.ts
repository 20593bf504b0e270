import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeLiteral, type Client } from 'pg';
import { noteAtTheMachine } from '../access/note-at-the-machine.ts';
import { withClient } from '../database/connect.ts';
import { besideOf, endIt, waiting } from '../database/holder.ts';
import { refusePooler } from '../database/pooler.ts';
import { asSystem } from '../access/as-system.ts';
import type { FolderKind } from '../embedded/place.ts';
import { copyOut } from './copy-rows.ts';
import { writeSealed, type SealedWriter } from './sealed-file.ts';
import { APART, definitionsOf, selectOf, tablesOf, type CopiedTable } from './tables.ts';

/** What a backup is taken of. */
export interface BackupSource {
  /** The owner's connection string: it reads every row, and keeps out of the way of those who work. */
  readonly ownerUrl: string;
  /** Of the login that keeps sign-in; null leaves sign-in out. */
  readonly authUrl: string | null;
  readonly masterKey: Uint8Array;
  readonly rootsFolder: string | null;
  readonly kind: FolderKind;
}

/** The first piece: what the rest is read by. */
export interface BackupBegins {
  readonly kind: FolderKind;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly steps: readonly { readonly number: number; readonly name: string; readonly checksum: string }[];
  /** The months of the access log that have a table of their own. */
  readonly months: readonly string[];
  /** How the tables of sign-in are made, and what is added once they are filled. */
  readonly auth: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** What is kept outside the database: signed roots, and the ledger of erasures, by their path. */
  readonly outside: Readonly<Record<string, string>>;
}

/** What is said before and after the rows of a table. */
export type Said =
  | { readonly begins: BackupBegins }
  | { readonly table: CopiedTable; readonly organisation: string | null }
  | { readonly rows: number };

export type Tell = (words: string) => void;
/** How many rows each table has, by 'schema.name'. */
export type Counts = Readonly<Record<string, number>>;

const PIECE = 256 * 1024;

/**
 * Writes the whole record into `file`, and the keys of its people into `keysFile`, as of one snapshot, while the
 * service runs. Neither holds the master key.
 */
export async function writeBackup(
  source: BackupSource,
  file: string,
  keysFile: string,
  tell: Tell,
  patienceMs?: number,
): Promise<Counts> {
  await refusePooler(source.ownerUrl);
  const waited = { patienceMs, words: heldFromBackup };
  // Read before the snapshot, so that they name nothing that the snapshot has not.
  const outside = readOutside(source.rootsFolder);
  const record = writeSealed(file, source.masterKey, 'record');
  const keys = writeSealed(keysFile, source.masterKey, 'keys');
  try {
    const counts = await withClient(source.ownerUrl, async owner =>
      waiting(besideOf(source.ownerUrl), owner, waited, async () => {
        // Before a line is written: a copy that is begun is seen, whatever becomes of it.
        await asSystem(owner, undefined, () => noteAtTheMachine(owner, 'backup'));
        await owner.query('begin isolation level repeatable read read only');
        const { rows } = await owner.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot');
        const begins = { kind: source.kind, takenAt: Date.now(), outside, ...(await stepsAndMonths(owner)) };
        const copied = async (auth: Client | null) => {
          const definitions = auth ? await definitionsOf(auth) : { before: [], after: [] };
          say(record, { begins: { ...begins, auth: definitions } });
          const own = await copyTables(owner, record, keys, tell);
          return auth ? { ...own, ...(await copyAuth(auth, record, tell)) } : own;
        };
        if (source.authUrl === null) return copied(null);
        return withClient(source.authUrl, async auth => {
          await auth.query('begin isolation level repeatable read read only');
          await auth.query(`set transaction snapshot ${escapeLiteral(rows[0].snapshot)}`);
          await auth.query('set local search_path = auth');
          return copied(auth);
        });
      }),
    );
    record.finish();
    keys.finish();
    return counts;
  } catch (error) {
    record.abandon();
    keys.abandon();
    throw error;
  }
}

function heldFromBackup(holder: string): string {
  return (
    `${holder} holds a table of this database, and did not let go of it in time. No file was kept; the record is as it ` +
    `was. ${endIt} then take the backup again.`
  );
}

async function stepsAndMonths(owner: Client) {
  const steps = await owner.query<BackupBegins['steps'][number]>(
    'select number, name, checksum from throughcare.migration order by number',
  );
  const months = await owner.query<{ month: string }>(
    `select replace(substring(c.relname from 'access_(\\d{4}_\\d{2})$'), '_', '-') || '-01' as month
       from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'throughcare.access'::regclass and c.relname <> 'access_other' order by 1`,
  );
  return { steps: steps.rows, months: months.rows.map(row => row.month) };
}

async function copyTables(
  owner: Client,
  record: SealedWriter,
  keys: SealedWriter,
  tell: Tell,
): Promise<Counts> {
  const enter = (organisation: string) =>
    owner.query(`select throughcare.enter($1, 'system', null, null)`, [organisation]);
  await enter('00000000-0000-0000-0000-000000000000');
  const { rows } = await owner.query<{ id: string }>('select throughcare.organisation_ids() as id');
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(owner, 'throughcare')) {
    const into = table.name === APART ? keys : record;
    const name = `throughcare.${table.name}`;
    counts[name] = 0;
    for (const organisation of table.byOrganisation ? rows.map(row => row.id) : [null]) {
      if (organisation !== null) await enter(organisation);
      counts[name] += await copyOne(owner, into, table, organisation);
    }
    tell(`${name}: ${counts[name].toLocaleString('en-GB')} rows`);
  }
  return counts;
}

async function copyAuth(auth: Client, record: SealedWriter, tell: Tell): Promise<Counts> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(auth, 'auth')) {
    counts[`auth.${table.name}`] = await copyOne(auth, record, table, null);
  }
  tell(`sign-in: ${Object.keys(counts).length} tables`);
  return counts;
}

async function copyOne(
  client: Client,
  into: SealedWriter,
  table: CopiedTable,
  organisation: string | null,
): Promise<number> {
  say(into, { table, organisation });
  let held: Buffer[] = [];
  let size = 0;
  const send = () => {
    if (size > 0) into.write('rows', Buffer.concat(held));
    held = [];
    size = 0;
  };
  const where = organisation === null ? '' : ` where organisation = ${escapeLiteral(organisation)}`;
  const rows = await copyOut(client, `copy (${selectOf(table)}${where}) to stdout`, chunk => {
    held.push(chunk);
    size += chunk.length;
    if (size >= PIECE) send();
  });
  send();
  say(into, { rows });
  return rows;
}

function say(into: SealedWriter, said: Said): void {
  into.write('said', Buffer.from(JSON.stringify(said)));
}

function readOutside(folder: string | null): Record<string, string> {
  if (folder === null || !existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(one => one.isFile());
  return Object.fromEntries(
    files.map(one => {
      const path = join(one.parentPath, one.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}
