import { join } from 'node:path';
import {
  migrate,
  openingKey,
  openRecords,
  Refused,
  startEmbedded,
  usualDataFolder,
  type FolderKind,
  type Records,
} from '@throughcare/records';
import { ownDatabaseFolder } from './own-database-folder.ts';
import { refuseUnreadable, withLogin } from './own-database.ts';

/** The record, open, with what else the service needs of its database and data folder. */
export interface OpenDatabase {
  readonly records: Records;
  readonly authUrl: string;
  /** Where results and small files of the service lie. */
  readonly folder: string;
  /** 'embedded', or the operator's own. */
  readonly words: string;
  stop(): Promise<void>;
}

interface Environment {
  readonly DATABASE_URL?: string;
  readonly DATABASE_OWNER_URL?: string;
  readonly DATABASE_AUTH_URL?: string;
}

/** Opens the operator's PostgreSQL where DATABASE_URL names one, else starts the embedded one. */
export async function openDatabase(
  kind: FolderKind,
  clock: () => number,
  env: Environment,
): Promise<OpenDatabase> {
  return env.DATABASE_URL
    ? openServed(kind, clock, env as Environment & { DATABASE_URL: string })
    : openEmbedded(kind, clock);
}

async function openEmbedded(kind: FolderKind, clock: () => number): Promise<OpenDatabase> {
  const embedded = await startEmbedded({ kind });
  try {
    await migrate({ ownerUrl: embedded.ownerUrl, serveUrl: embedded.serveUrl });
    const { layout } = embedded;
    const { serveUrl, authUrl } = embedded;
    const masterKeyNow = () => openingKey(serveUrl, layout.masterKey);
    const masterKey = await masterKeyNow();
    const rootsFolder = layout.roots;
    const records = await openRecords({ serveUrl, masterKey, masterKeyNow, rootsFolder, kind, clock });
    return {
      records,
      authUrl,
      folder: layout.folder,
      words: 'embedded PostgreSQL',
      async stop() {
        await records.close();
        await embedded.stop();
      },
    };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function openServed(
  kind: FolderKind,
  clock: () => number,
  env: Environment & { readonly DATABASE_URL: string },
): Promise<OpenDatabase> {
  const { DATABASE_URL: serveUrl, DATABASE_OWNER_URL: ownerUrl, DATABASE_AUTH_URL: authUrl } = env;
  if (!authUrl) {
    throw new Refused(
      'DATABASE_URL is set and DATABASE_AUTH_URL is not. Sign-in has a login of its own, a member of throughcare_auth ' +
        'and nothing more. Nothing was started. Name it, then start again.',
    );
  }
  refuseUnreadable('DATABASE_URL', serveUrl);
  refuseUnreadable('DATABASE_AUTH_URL', authUrl);
  if (ownerUrl) refuseUnreadable('DATABASE_OWNER_URL', ownerUrl);
  const folder = usualDataFolder(kind);
  ownDatabaseFolder(folder, kind);
  if (ownerUrl) await withLogin('DATABASE_OWNER_URL', () => migrate({ ownerUrl, serveUrl }));
  const masterKeyNow = () => openingKey(serveUrl, join(folder, 'keys', 'master.key'));
  const masterKey = await withLogin('DATABASE_URL', masterKeyNow);
  const rootsFolder = join(folder, 'roots');
  const records = await withLogin('DATABASE_URL', () =>
    openRecords({ serveUrl, masterKey, masterKeyNow, rootsFolder, kind, clock }),
  );
  return {
    records,
    authUrl,
    folder,
    words: 'your own PostgreSQL',
    stop: () => records.close(),
  };
}
