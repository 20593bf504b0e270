import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbedded } from '../embedded/embedded.ts';
import { openRecords } from '../records.ts';
import { Refused } from '../refused.ts';
import { restoreRows, type BackupFiles } from './restore-rows.ts';
import { writeBackup, type BackupSource, type Counts, type Tell } from './write-backup.ts';

/** The file beside a backup that holds the keys of its people. */
export function keysFileOf(file: string): string {
  return `${file}.keys`;
}

/**
 * Takes a backup, and calls it good only when it was restored into a fresh database on this machine, verifies there,
 * has as many rows, and its projections are what a rebuild makes. Until then it has another name; what fails leaves
 * no file.
 */
export async function backup(
  source: BackupSource,
  file: string,
  tell: Tell,
  patienceMs?: number,
): Promise<Counts> {
  for (const there of [file, keysFileOf(file)].filter(existsSync)) {
    throw new Refused(`${there} is there already. Nothing was written. Name another file.`);
  }
  const half = { file: `${file}.${process.pid}.half`, keysFile: `${keysFileOf(file)}.${process.pid}.half` };
  try {
    const counts = await writeBackup(source, half.file, half.keysFile, tell, patienceMs);
    tell('Written. Restoring it into a database of its own, to see that it is good …');
    await checkBackup(source, half, counts);
    // The keys first: a backup that is there has its keys beside it.
    renameSync(half.keysFile, keysFileOf(file));
    renameSync(half.file, file);
    syncFolder(dirname(file));
    return counts;
  } finally {
    for (const left of Object.values(half)) rmSync(left, { force: true });
  }
}

async function checkBackup(source: BackupSource, files: BackupFiles, counts: Counts): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'throughcare-check-'));
  // Under root the server runs as another account, which has to walk through.
  chmodSync(scratch, 0o711);
  const server = await startEmbedded({
    kind: source.kind,
    dataFolder: join(scratch, 'data'),
    durable: false,
  });
  try {
    const { masterKey, kind } = source;
    const authUrl = source.authUrl === null ? null : server.authUrl;
    const target = { ownerUrl: server.ownerUrl, serveUrl: server.serveUrl, authUrl };
    const restored = await restoreRows(target, files, masterKey, () => {});
    for (const [table, rows] of Object.entries(counts)) {
      if (restored[table] !== rows)
        throw notGood(`${table} had ${rows} rows, and ${restored[table] ?? 0} came back`);
    }
    const records = await openRecords({ serveUrl: server.serveUrl, masterKey, rootsFolder: null, kind });
    try {
      const { first, projections } = await records.verifyAudit();
      if (first) throw notGood(`${first.row} ${first.what} (${first.table})`);
      const [differs] = Object.keys(projections);
      if (differs) throw notGood(`a rebuild would change ${differs}`);
    } finally {
      await records.close();
    }
  } finally {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function notGood(because: string): Refused {
  return new Refused(
    `The backup was written and restored, and is not good: ${because}. No file was kept. Run "throughcare audit ` +
      `verify" on the service, and keep the backups that you have.`,
  );
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
