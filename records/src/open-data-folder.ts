import { existsSync } from 'node:fs';
import { readConnection, socketUrl } from './embedded/connection-file.ts';
import { startEmbedded, usualDataFolder } from './embedded/embedded.ts';
import { kindOfFolder, layoutOf } from './embedded/folder.ts';
import { FolderInUse } from './embedded/lock.ts';
import type { FolderKind } from './embedded/place.ts';
import { migrate } from './database/migrate.ts';
import { openingKey } from './keys/rotate-master-key.ts';
import { openRecords, type Records } from './records.ts';
import { Refused } from './refused.ts';

export interface OpenFolderOptions {
  /** `THROUGHCARE_DATA`, or the usual place, when absent. */
  readonly dataFolder?: string;
}

/** How a command reaches the database of a data folder. */
export interface FolderConnection {
  readonly serveUrl: string;
  /** The owner's, and that of sign-in; null where the operator's own PostgreSQL was named without them. */
  readonly ownerUrl: string | null;
  readonly authUrl: string | null;
  readonly masterKeyFile: string;
  readonly rootsFolder: string;
  readonly kind: FolderKind;
}

/**
 * Opens the record of a data folder for a command: through the server of the service that runs there, or, when
 * none does, by starting the database for as long as it takes. With `DATABASE_URL` set, the folder gives the
 * keys alone. Refuses in words a folder that is not there: looking makes nothing new.
 */
export async function openDataFolder(
  options: OpenFolderOptions = {},
): Promise<{ readonly records: Records; close(): Promise<void> }> {
  const connected = await connect(options.dataFolder);
  try {
    const { serveUrl, masterKeyFile, rootsFolder, kind } = connected;
    const masterKeyNow = () => openingKey(serveUrl, masterKeyFile);
    const masterKey = await masterKeyNow();
    const records = await openRecords({ serveUrl, masterKey, masterKeyNow, rootsFolder, kind });
    await records.rebuildAsked();
    return {
      records,
      async close() {
        await records.close();
        await connected.stop();
      },
    };
  } catch (error) {
    await connected.stop();
    throw error;
  }
}

/** The same, for what works on the database itself, such as its keys. */
export async function withDataFolder<Value>(
  dataFolder: string | undefined,
  work: (folder: FolderConnection) => Promise<Value>,
): Promise<Value> {
  const connected = await connect(dataFolder);
  try {
    return await work(connected);
  } finally {
    await connected.stop();
  }
}

async function connect(
  dataFolder: string | undefined,
): Promise<FolderConnection & { stop(): Promise<void> }> {
  const { folder, kind } = existing(dataFolder ?? process.env.THROUGHCARE_DATA);
  const layout = layoutOf(folder);
  const place = { masterKeyFile: layout.masterKey, rootsFolder: layout.roots, kind };
  const nothing = async () => {};
  const own = process.env.DATABASE_URL;
  if (own !== undefined) {
    const { DATABASE_OWNER_URL: ownerUrl = null, DATABASE_AUTH_URL: authUrl = null } = process.env;
    return { ...place, serveUrl: own, ownerUrl, authUrl, stop: nothing };
  }
  try {
    const server = await startEmbedded({ kind, dataFolder: folder });
    try {
      await migrate({ ownerUrl: server.ownerUrl, serveUrl: server.serveUrl });
      const { serveUrl, ownerUrl, authUrl } = server;
      return { ...place, serveUrl, ownerUrl, authUrl, stop: () => server.stop() };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    const connection = readConnection(layout.connection);
    if (!connection?.socketFolder) throw error;
    const [serveUrl, ownerUrl, authUrl] = (['serve', 'owner', 'auth'] as const).map(login =>
      socketUrl(connection, login),
    );
    return { ...place, serveUrl, ownerUrl, authUrl, stop: nothing };
  }
}

/** The folder that was named, or the one usual folder that is there. */
function existing(named: string | undefined): { folder: string; kind: FolderKind } {
  const kinds = ['demonstration', 'service'] as const;
  const there = (folder: string) => existsSync(`${folder}/folder.json`);
  if (named !== undefined) {
    if (!there(named)) {
      throw new Refused(
        `There is no data folder at ${named}. Nothing was made. Name the folder of the service.`,
      );
    }
    return { folder: named, kind: kindOfFolder(named) };
  }
  const found = kinds.map(usualDataFolder).filter(there);
  if (found.length === 1) return { folder: found[0], kind: kindOfFolder(found[0]) };
  throw new Refused(
    found.length === 0
      ? `There is no data folder at ${kinds.map(usualDataFolder).join(' or ')}. Nothing was made. Name one with --data.`
      : `There are two data folders: ${found.join(' and ')}. Nothing was opened. Name one with --data.`,
  );
}
