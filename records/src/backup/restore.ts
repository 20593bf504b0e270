import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { writeWhole } from '../embedded/write-whole.ts';
import type { FolderKind } from '../embedded/place.ts';
import type { AuditReport } from '../audit/fault.ts';
import { noteAtTheMachine } from '../access/note-at-the-machine.ts';
import { withClient } from '../database/connect.ts';
import { asSystem } from '../access/as-system.ts';
import { openRecords } from '../records.ts';
import { Refused } from '../refused.ts';
import { beginRestoring, endRestoring } from './cut-off.ts';
import { readBegins, restoreRows, type BackupFiles, type RestoreTarget } from './restore-rows.ts';
import type { Tell } from './write-backup.ts';

export interface Restored {
  readonly takenAt: number;
  /** How many records the ledger outside had erased since, and were erased again. */
  readonly erasedAgain: number;
  /** Roots that stood in the folder and are newer than the backup, where they lie now. */
  readonly setAside: readonly string[];
  readonly report: AuditReport;
}

/**
 * Restores a backup into an empty database, erases again what was erased since by `ledgers` (the text of each
 * organisation's newer ledger) or by the ledger that stands in the folder of roots already, and verifies all of it.
 * Roots that stand there and are newer are set aside, never written over.
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
  await restoreRows(target, files, masterKey, tell, undefined, () => beginRestoring(rootsFolder));
  for (const [path, text] of [...Object.entries(begins.outside), ...Object.entries(ledgers)]) {
    if (isAbsolute(path) || normalize(path).startsWith('..')) continue;
    putOutside(join(rootsFolder, path), text);
  }
  const records = await openRecords({ serveUrl, masterKey, rootsFolder, kind, restoring: true });
  try {
    const setAside = await records.setAsideNewerRoots();
    const erasedAgain = await records.replayErasures();
    await withClient(serveUrl, db => asSystem(db, undefined, () => noteAtTheMachine(db, 'restored')));
    endRestoring(rootsFolder);
    return { takenAt: begins.takenAt, erasedAgain, setAside, report: await records.verifyAudit() };
  } finally {
    await records.close();
  }
}

/**
 * Writes a file of the folder of roots unless it stands there: what stands is as old or newer. Of a ledger, to which
 * lines are only ever added, the longer one stays.
 */
function putOutside(file: string, text: string): void {
  if (existsSync(file)) {
    const isLedger = basename(file) === 'erasures.jsonl';
    if (!isLedger || readFileSync(file, 'utf8').length >= text.length) return;
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(file, text, 0o600);
}
