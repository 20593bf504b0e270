import { mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { writeWhole } from '../embedded/write-whole.ts';
import type { FolderKind } from '../embedded/place.ts';
import type { AuditReport } from '../audit/fault.ts';
import { openRecords } from '../records.ts';
import { Refused } from '../refused.ts';
import { readBegins, restoreRows, type BackupFiles, type RestoreTarget } from './restore-rows.ts';
import type { Tell } from './write-backup.ts';

export interface Restored {
  readonly takenAt: number;
  /** How many records the ledger outside had erased since, and were erased again. */
  readonly erasedAgain: number;
  readonly report: AuditReport;
}

/**
 * Restores a backup into an empty database and an empty folder of roots, erases again what was erased since by
 * `ledgers` (the text of each organisation's newer ledger), and verifies all of it.
 */
export async function restore(
  target: RestoreTarget & { readonly rootsFolder: string; readonly kind: FolderKind },
  files: BackupFiles,
  masterKey: Uint8Array,
  ledgers: Readonly<Record<string, string>>,
  tell: Tell,
): Promise<Restored> {
  const begins = readBegins(files, masterKey);
  const { kind, rootsFolder, serveUrl } = target;
  if (begins.kind !== kind) {
    throw new Refused(
      'Made-up people and real ones never share a database, and this backup is of the other kind. Nothing was changed.',
    );
  }
  await restoreRows(target, files, masterKey, tell);
  for (const [path, text] of Object.entries({ ...begins.outside, ...ledgers })) {
    if (isAbsolute(path) || normalize(path).startsWith('..')) continue;
    mkdirSync(dirname(join(rootsFolder, path)), { recursive: true, mode: 0o700 });
    writeWhole(join(rootsFolder, path), text, 0o600);
  }
  const records = await openRecords({ serveUrl, masterKey, rootsFolder, kind });
  try {
    const erasedAgain = await records.replayErasures();
    return { takenAt: begins.takenAt, erasedAgain, report: await records.verifyAudit() };
  } finally {
    await records.close();
  }
}
