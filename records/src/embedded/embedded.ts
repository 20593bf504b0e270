import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { Refused, errorCode } from '../refused.ts';
import { installBinaries, packagedPostgres, type Packaged } from './binaries.ts';
import {
  finishInitialising,
  initialise,
  startCluster,
  type Cluster,
  type ClusterOptions,
} from './cluster.ts';
import {
  DATABASE,
  logins,
  readConnection,
  socketUrl,
  writeConnection,
  type ConnectionFile,
} from './connection-file.ts';
import { fullDisk, openFolder, refuseFullDisk, type Layout } from './folder.ts';
import { lockFolder } from './lock.ts';
import { endOrphans } from './orphans.ts';
import { dataFolderFor, type FolderKind } from './place.ts';
import { refuseUnreachable, serverAccount, type Account } from './run-as.ts';

export interface EmbeddedOptions {
  readonly kind: FolderKind;
  /** Where the data lies; `THROUGHCARE_DATA` or the usual place when absent. */
  readonly dataFolder?: string;
  /** Binaries other than the PostgreSQL 18 that comes with us: the tests run on 15 too. */
  readonly packaged?: Packaged;
  /** A folder to share copied binaries in; in the data folder when absent. */
  readonly programs?: string;
  /** Tests alone set false. */
  readonly durable?: boolean;
}

/** A running embedded PostgreSQL with the database `throughcare` and a connection string for each role. */
export interface Embedded {
  readonly layout: Layout;
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly serveUrl: string;
  readonly authUrl: string;
  stop(): Promise<void>;
}

/** The data folder that this process would use. */
export function usualDataFolder(kind: FolderKind): string {
  return dataFolderFor(kind, { uid: process.getuid?.() ?? -1, home: homedir(), env: process.env });
}

/**
 * Starts the embedded PostgreSQL in a data folder, which is made where it is missing. Refuses in words, and
 * harms nothing, when the folder is in use, of the other kind, from a newer version, out of reach, or the
 * disk is full.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const packaged = options.packaged ?? packagedPostgres();
  const account = serverAccount(readPasswd(), process.getuid?.() ?? -1);
  const dataFolder = options.dataFolder ?? usualDataFolder(options.kind);
  refuseUnreachable(dataFolder, account);
  const layout = openFolder(dataFolder, options.kind);
  const lock = await lockFolder(layout.folder);
  let socketFolder: string | undefined;
  try {
    refuseFullDisk(layout);
    refuseOtherMajor(layout, packaged);
    if (existsSync(layout.database)) await endOrphans(layout.database);
    socketFolder = makeSocketFolder(account);
    const { cluster, connection } = await begin(layout, packaged, account, socketFolder, options);
    const url = (login: keyof typeof logins) => socketUrl(connection, login);
    return {
      layout,
      superuserUrl: url('superuser'),
      ownerUrl: url('owner'),
      serveUrl: url('serve'),
      authUrl: url('auth'),
      async stop() {
        await cluster.stop();
        writeConnection(layout.connection, { ...connection, socketFolder: null });
        rmSync(connection.socketFolder as string, { recursive: true, force: true });
        await lock.release();
      },
    };
  } catch (error) {
    if (socketFolder !== undefined) rmSync(socketFolder, { recursive: true, force: true });
    await lock.release();
    if (errorCode(error) === 'ENOSPC') throw fullDisk(layout.folder, 'no space left');
    throw error;
  }
}

async function begin(
  layout: Layout,
  packaged: Packaged,
  account: Account | undefined,
  socketFolder: string,
  options: EmbeddedOptions,
): Promise<{ cluster: Cluster; connection: ConnectionFile }> {
  const before = readConnection(layout.connection);
  if (before?.socketFolder) rmSync(before.socketFolder, { recursive: true, force: true });
  const connection: ConnectionFile = { socketFolder, passwords: before?.passwords ?? newPasswords() };
  const settings: ClusterOptions = {
    binaries: installBinaries(packaged, options.programs ?? layout.programs),
    dataDirectory: layout.database,
    socketFolder,
    logFile: layout.log,
    account,
    superuserPassword: connection.passwords.superuser,
    durable: options.durable ?? true,
  };
  // Written before the cluster exists: a cluster whose passwords are lost could not be opened again.
  writeConnection(layout.connection, connection);
  initialise(settings);
  const cluster = await startCluster(settings);
  try {
    await makeRolesAndDatabase(connection);
    finishInitialising(settings);
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return { cluster, connection };
}

/** The three logins and the database. Runs at every start, because an earlier one may have been interrupted. */
async function makeRolesAndDatabase(connection: ConnectionFile): Promise<void> {
  const client = new Client({ connectionString: socketUrl(connection, 'superuser', 'postgres') });
  await client.connect();
  try {
    const roles = await client.query<{ rolname: string }>('select rolname from pg_roles');
    const standing = new Set(roles.rows.map(row => row.rolname));
    for (const login of ['owner', 'serve', 'auth'] as const) {
      if (standing.has(logins[login])) continue;
      // Passwords are base64url, so that no quoting can go wrong.
      await client.query(`create role ${logins[login]} login password '${connection.passwords[login]}'`);
    }
    if (!standing.has('throughcare_analyst')) await client.query('create role throughcare_analyst nologin');
    await client.query('grant throughcare_analyst to throughcare_serve');
    // What sign-in makes goes into its own schema without naming it.
    await client.query('alter role throughcare_auth set search_path = auth');
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE} owner ${logins.owner}`);
  } finally {
    await client.end();
  }
}

function newPasswords(): ConnectionFile['passwords'] {
  const one = () => randomBytes(24).toString('base64url');
  return { superuser: one(), owner: one(), serve: one(), auth: one() };
}

/**
 * A folder of our own for the socket, closed to others. Its path must be short: a unix socket's address holds
 * 107 bytes, and data folders are often deep.
 */
function makeSocketFolder(account: Account | undefined): string {
  const parent = Buffer.byteLength(tmpdir()) > 70 ? '/tmp' : tmpdir();
  const folder = mkdtempSync(join(parent, 'throughcare-'));
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

function refuseOtherMajor(layout: Layout, packaged: Packaged): void {
  const file = join(layout.database, 'PG_VERSION');
  if (!existsSync(file)) return;
  const [holds, runs] = [readFileSync(file, 'utf8').trim(), packaged.version.split('.')[0]];
  if (holds === '' || holds === runs) return;
  throw new Refused(
    `${layout.folder} holds a database of PostgreSQL ${holds}; this version of Throughcare runs ${runs}. Nothing ` +
      `was changed. Start the version of Throughcare that wrote it.`,
  );
}

function readPasswd(): string {
  return existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : '';
}
