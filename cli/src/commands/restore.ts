import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  keyGiven,
  openDataFolder,
  readBackup,
  readKeyFile,
  Refused,
  restore as restoreBackup,
  startEmbedded,
  writeKey,
} from '@throughcare/records';
import { sayDay, londonDay } from '@throughcare/pathway';
import type { Command, Io } from '../command.ts';
import { sayReport } from './audit.ts';
import { newestLedgers } from './newest-ledgers.ts';

const usage = `throughcare restore FILE --data FOLDER --roots FOLDER [--key FILE]
throughcare restore FILE --data FOLDER --roots-lost [--key FILE]
throughcare restore --erasures-again [--data FOLDER]

Restores a backup (FILE, and FILE.keys beside it) into a new data folder, or, with DATABASE_OWNER_URL, DATABASE_URL and
DATABASE_AUTH_URL set, into an empty database of your own PostgreSQL whose keys and roots lie in FOLDER. The master key
is that of the backup: --key names its file, or THROUGHCARE_MASTER_KEY holds it. --roots names the folder of roots of the
service as it was last: its ledger says what was erased since, which is erased again. --roots-lost says that no copy of it is
left: whoever was erased since is in the record again. The record is verified at the end. Refuses a database that holds
anything. The last form is for a database that PostgreSQL's own means put back: it erases
again what the ledger beside the roots names, and verifies. Either sets aside the roots that are newer than the database. Exit status 0: restored and whole; 1: not.`;

export const restore: Command = {
  name: 'restore',
  summary: 'Put a backup into an empty database.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        key: { type: 'string' },
        roots: { type: 'string' },
        'roots-lost': { type: 'boolean', default: false },
        'erasures-again': { type: 'boolean', default: false },
      },
    });
    if (values['erasures-again'] && positionals.length === 0) return eraseAgain(values.data, io);
    if (positionals.length !== 1 || values.data === undefined) {
      io.err(`${usage}\n`);
      return 2;
    }
    const files = { file: positionals[0], keysFile: `${positionals[0]}.keys` };
    const masterKey =
      values.key === undefined ? keyGiven('THROUGHCARE_MASTER_KEY', process.env) : readKeyFile(values.key);
    if (!masterKey) {
      throw new Refused(
        'A backup opens with the master key it was made under, and none was given. Nothing was changed. Name its file ' +
          'with --key, or set THROUGHCARE_MASTER_KEY.',
      );
    }
    const begins = readBackup(files, masterKey);
    const { kind } = begins;
    const lost = values['roots-lost'];
    const ledgers = newestLedgers(begins, values.roots, lost);
    return withTarget(values.data, kind, async (target, keyFile) => {
      placeKey(keyFile, masterKey);
      const restored = await restoreBackup(target, files, masterKey, ledgers, words => io.err(`${words}\n`));
      tell(io, restored, lost);
      return restored.report.whole ? 0 : 1;
    });
  },
};

/**
 * Puts the key in its place before the record, so that a service that starts meanwhile makes none of its own. One that
 * is there stays; where it is another one, and would be read, nothing is restored beside it.
 */
function placeKey(file: string, masterKey: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (writeKey(file, masterKey) || keyGiven('THROUGHCARE_MASTER_KEY', process.env) !== undefined) return;
  if (readKeyFile(file).equals(masterKey)) return;
  throw new Refused(
    `${file} holds another master key than that of this backup, and may be the only copy of it. Nothing was changed. ` +
      `Restore into a new folder, or move that file away and keep it.`,
  );
}

/** After PostgreSQL was put back to an earlier moment by its own means. */
async function eraseAgain(dataFolder: string | undefined, io: Io): Promise<number> {
  const opened = await openDataFolder(dataFolder === undefined ? {} : { dataFolder });
  try {
    sayAside(io, await opened.records.setAsideNewerRoots());
    io.out(`Erased again, as the ledger says: ${await opened.records.replayErasures()}.\n`);
    const report = await opened.records.verifyAudit();
    io.out(sayReport(report));
    return report.whole ? 0 : 1;
  } finally {
    await opened.close();
  }
}

type Target = Parameters<typeof restoreBackup>[0];

async function withTarget(
  folder: string,
  kind: Target['kind'],
  work: (target: Target, keyFile: string) => Promise<number>,
): Promise<number> {
  const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: serveUrl, DATABASE_AUTH_URL: authUrl } = process.env;
  if (ownerUrl !== undefined && serveUrl !== undefined && authUrl !== undefined) {
    const rootsFolder = join(folder, 'roots');
    return work({ ownerUrl, serveUrl, authUrl, rootsFolder, kind }, join(folder, 'keys', 'master.key'));
  }
  if (serveUrl !== undefined) {
    throw new Refused(
      'To restore into your own PostgreSQL, DATABASE_OWNER_URL, DATABASE_URL and DATABASE_AUTH_URL are all needed. ' +
        'Nothing was changed.',
    );
  }
  const server = await startEmbedded({ kind, dataFolder: folder });
  try {
    const { layout } = server;
    const urls = { ownerUrl: server.ownerUrl, serveUrl: server.serveUrl, authUrl: server.authUrl };
    return await work({ ...urls, rootsFolder: layout.roots, kind }, layout.masterKey);
  } finally {
    await server.stop();
  }
}

function sayAside(io: Io, moved: readonly string[]): void {
  if (moved.length === 0) return;
  io.out(
    'These are newer than the database is now, and were set aside, not thrown away. They show how much was lost; ' +
      `copy them elsewhere:\n${moved.map(one => `  ${one}\n`).join('')}`,
  );
}

function tell(
  io: Io,
  { takenAt, erasedAgain, setAside, report }: Awaited<ReturnType<typeof restoreBackup>>,
  rootsLost: boolean,
): void {
  io.out(`Restored, as of ${sayDay(londonDay(takenAt))}. What was recorded after that is not in it.\n`);
  if (rootsLost) {
    io.out(
      'The roots were said to be lost: WHOEVER WAS ERASED AFTER THAT DAY STANDS IN THIS RECORD AGAIN. Before anybody is let ' +
        'in, ask the safeguarding leads whom they erased since, and erase them anew.\n',
    );
  }
  sayAside(io, setAside);
  if (erasedAgain > 0) io.out(`Erased again, as the ledger says: ${erasedAgain}.\n`);
  io.out(sayReport(report));
}
