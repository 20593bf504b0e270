import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SYSTEM } from '../access/actor.ts';
import { setAsideFolder } from '../audit/set-aside.ts';
import { inTransaction } from '../database/transaction.ts';
import { tieDrafts } from '../drafts/draft.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { blankCommands } from './blank-commands.ts';
import { afterErasing, erase } from './erase.ts';
import { firstApart } from './ledger-apart.ts';
import {
  erasuresInside,
  erasuresOutside,
  ledgerFile,
  lineAfter,
  lockLedger,
  notErasedInside,
  type Erasure,
} from './ledger.ts';

/**
 * Erases again what the ledger outside says was erased: after a backup from before that was restored. Gives how many
 * records had keys that stood again. Where the database went its own way meanwhile, its ledger is kept, what the one
 * outside names beside it comes after, and the one outside is set aside, so that nobody who was erased is shown.
 */
export async function replayErasures(store: Store, organisation: string): Promise<number> {
  await tieDrafts(store, organisation);
  const { again, parted } = await inTransaction(
    store,
    { organisation, user: SYSTEM },
    async db => {
      await lockLedger(db, organisation);
      const outside = erasuresOutside(store, organisation);
      const inside = await erasuresInside(db, organisation);
      const apart = firstApart(inside, outside);
      const went = apart !== null && apart <= inside.length;
      const all = went ? joined(store, inside, outside) : [...outside, ...inside.slice(outside.length)];
      const { rows } = await db.query<{ stream: string }>(
        'select distinct stream from throughcare.data_key where organisation = $1 and stream = any ($2)',
        [organisation, all.map(one => one.content.stream)],
      );
      for (const one of all) await erase(db, one);
      return { again: rows.length, parted: went };
    },
    'read committed',
  );
  if (parted) setAside(store, organisation);
  await afterErasing(store, organisation);
  await blankCommands(store, organisation);
  return again;
}

/** The ledger inside, and after it what only the other one names. */
function joined(store: Store, inside: readonly Erasure[], outside: readonly Erasure[]): Erasure[] {
  const all = [...inside];
  const erased = new Set(inside.map(one => one.content.stream));
  for (const { content } of outside)
    if (!erased.has(content.stream)) all.push(lineAfter(store, all.at(-1), content));
  return all;
}

/** Every record that it names stands in the ledger inside by now. It is kept, and every later check names its folder. */
function setAside(store: Store, organisation: string): void {
  const file = ledgerFile(store.rootsFolder!, organisation);
  if (!existsSync(file)) return;
  const folder = setAsideFolder(dirname(file), store.clock());
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  renameSync(file, join(folder, basename(file)));
}

/** Refuses in words a database that holds as not erased what the ledger outside names: nobody erased may be shown. */
export async function refusePutBack(store: Store, organisation: string): Promise<void> {
  const inside = await inTransaction(store, { organisation, user: SYSTEM }, db =>
    erasuresInside(db, organisation),
  );
  const shown = notErasedInside(store, organisation, inside).length;
  if (shown === 0) return;
  throw new Refused(
    `This database was put back to an earlier day: the ledger of erasures ${ledgerFile(store.rootsFolder!, organisation)} ` +
      `names ${shown === 1 ? 'a record' : `${shown} records`} that it shows again. Nothing was started and nothing was ` +
      'changed. Run "throughcare restore --erasures-again", then start again.',
  );
}
