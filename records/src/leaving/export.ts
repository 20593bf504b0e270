import { existsSync } from 'node:fs';
import { SYSTEM } from '../access/actor.ts';
import { NotAllowed } from '../access/not-allowed.ts';
import { sealReason } from '../audit/typed-reason.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { aloneAt, exporting, NotAlone } from './alone-at.ts';
import { isLeft, removeLeft, writeFolder } from './half-folder.ts';
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
  /** The hash of the list of hashes: told by another way, it shows that nobody changed the files on theirs. */
  readonly digest: string;
  /** What stays behind, and why; it stands in the README and in the manifest too. */
  readonly leftOut: Manifest['leftOut'];
}

/**
 * Writes everything that an organisation has recorded, opened, into a folder in an open format (E42): for each kind of
 * record its events as JSON Lines and as CSV, the access log, the ledger of erasures, the signed daily roots, what every
 * file is, what is left out and why, and the hash of each. In one snapshot; the folder has its name only when all of it is
 * there. An administrator's account and a reason are needed. The access log has a row before anything is written, so that
 * nobody takes everything out unseen by ending this halfway, and another one with what it came to.
 */
export async function exportOrganisation(store: Store, leaving: Leaving, folder: string): Promise<Exported> {
  const { organisation, reason } = leaving;
  if (reason.trim() === '') {
    throw new Refused('Say why everything is taken out: it stands in the access log. Nothing was written.');
  }
  if (existsSync(folder)) {
    throw new Refused(`${folder} is there already. Nothing was written. Name a folder that is not there.`);
  }
  await refuseOthers(store, leaving);
  return aloneAt(store, organisation, exporting, async () => {
    await note(store, leaving, { begun: true });
    return writeFolder(store, organisation, folder, async half => {
      const exported = await inTransaction(store, { organisation, user: SYSTEM }, db =>
        writeExport(store, db, organisation, half),
      );
      const { events, streams, digest } = exported;
      await note(store, leaving, { finished: true, events, streams, digest });
      return exported;
    });
  });
}

/** Removes what an export of this organisation left when it was cut off; nothing while one is under way. */
export async function removeLeftExport(store: Store, organisation: string): Promise<void> {
  if (!isLeft(store, organisation)) return;
  await aloneAt(store, organisation, exporting, async () => removeLeft(store, organisation)).catch(
    (error: unknown) => {
      if (!(error instanceof NotAlone)) throw error;
    },
  );
}

async function note(store: Store, { organisation, by, reason }: Leaving, detail: object): Promise<void> {
  await inTransaction(store, { organisation, user: by }, async db => {
    await db.query('select throughcare.note_access($1, $2, $3, $4, $5, $6)', [
      instant(store.clock()),
      'exported',
      'everything',
      'organisation',
      [organisation],
      { reason: sealReason(store, organisation, reason), ...detail },
    ]);
  });
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
