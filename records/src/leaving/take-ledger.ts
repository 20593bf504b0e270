import { inTransaction } from '../database/transaction.ts';
import { compactKeys, erase } from '../lifetime/erase.ts';
import {
  erasuresInside,
  lineAfter,
  lockLedger,
  writeLedger,
  type ErasureContent,
} from '../lifetime/ledger.ts';
import type { Store } from '../store.ts';
import { asSystem } from './here.ts';

/**
 * Takes what another house erased into the ledger of this record, signed anew, so that none of it comes back here (E22). In
 * a record that has erased nothing itself the lines are the same to the byte, but for the signature. Gives how many are new.
 */
export async function keepLedger(
  store: Store,
  organisation: string,
  ledger: readonly ErasureContent[],
): Promise<number> {
  const kept = await inTransaction(
    store,
    asSystem(organisation),
    async db => {
      await lockLedger(db, organisation);
      const inside = await erasuresInside(db, organisation);
      const erased = new Set(inside.map(one => one.content.stream));
      const fresh = ledger.filter(one => !erased.has(one.stream));
      let last = inside.at(-1);
      for (const content of fresh) {
        last = lineAfter(store, last, content);
        await erase(db, last);
      }
      return fresh.length;
    },
    'read committed',
  );
  // Also where an earlier run was cut off before that.
  if (ledger.length > 0) await writeLedger(store, organisation);
  return kept;
}

/** Takes the words of openings away that went with an erased case: the openings come after the ledger. */
export async function keepWordless(
  store: Store,
  organisation: string,
  ledger: readonly ErasureContent[],
): Promise<void> {
  const streams = new Set(ledger.filter(one => one.words !== undefined).map(one => one.stream));
  if (streams.size === 0) return;
  await inTransaction(
    store,
    asSystem(organisation),
    async db => {
      const inside = await erasuresInside(db, organisation);
      for (const one of inside) if (streams.has(one.content.stream)) await erase(db, one);
    },
    'read committed',
  );
  await compactKeys(store, organisation);
}
