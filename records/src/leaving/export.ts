import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { SYSTEM } from '../access/actor.ts';
import { NotAllowed } from '../access/not-allowed.ts';
import { sealReason } from '../audit/typed-reason.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import type { Manifest } from './manifest.ts';
import { writeExport } from './write-export.ts';

/** Who takes everything away, and why; it stands in the access log. */
export interface Leaving {
  readonly organisation: string;
  /** The account of an administrator. */
  readonly by: string;
  readonly reason: string;
}

export interface Exported {
  readonly streams: number;
  readonly events: number;
  readonly files: readonly string[];
  /** What stays behind, and why; it stands in the README and in the manifest too. */
  readonly leftOut: Manifest['leftOut'];
}

/**
 * Writes everything that an organisation has recorded, opened, into a folder in an open format (E42): for each kind of
 * record its events as JSON Lines and as CSV, the access log, the ledger of erasures, the signed daily roots, what every
 * file is, what is left out and why, and the hash of each. In one snapshot; the folder has its name only when all of it is there. An administrator's account and a reason are needed,
 * and the access log has the row before there is a folder.
 */
export async function exportOrganisation(store: Store, leaving: Leaving, folder: string): Promise<Exported> {
  const { organisation, by, reason } = leaving;
  if (reason.trim() === '') {
    throw new Refused('Say why everything is taken out: it stands in the access log. Nothing was written.');
  }
  if (existsSync(folder)) {
    throw new Refused(`${folder} is there already. Nothing was written. Name a folder that is not there.`);
  }
  const half = `${folder}.${process.pid}.half`;
  mkdirSync(dirname(half), { recursive: true, mode: 0o700 });
  // Made here and now: into a folder that somebody else laid out nothing is written.
  mkdirSync(half, { mode: 0o700 });
  try {
    await refuseOthers(store, leaving);
    const exported = await inTransaction(store, { organisation, user: SYSTEM }, db =>
      writeExport(store, db, organisation, half),
    );
    const { events, streams } = exported;
    await inTransaction(store, { organisation, user: by }, async db => {
      const detail = { reason: sealReason(store, organisation, reason), events, streams };
      await db.query('select throughcare.note_access($1, $2, $3, $4, $5, $6)', [
        instant(store.clock()),
        'exported',
        'everything',
        'organisation',
        [organisation],
        detail,
      ]);
    });
    renameSync(half, folder);
    return exported;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

async function refuseOthers(store: Store, { organisation, by }: Leaving): Promise<void> {
  await inTransaction(store, { organisation, user: by }, async (db, roles) => {
    if (roles.includes('administrator')) return;
    await db.query(
      `select throughcare.note_access($1, 'refused', 'everything', 'organisation', '{}', '{}')`,
      [instant(store.clock())],
    );
    await db.query('commit');
    throw new NotAllowed(
      'Only an administrator takes everything out. Nothing was written. Name the account of one.',
    );
  });
}
