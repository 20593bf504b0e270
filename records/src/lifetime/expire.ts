import { SYSTEM, type Acting } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';
import { afterErasing, erase } from './erase.ts';
import { nextErasure } from './ledger.ts';
import { retentionOf, type RetentionDue } from './retention.ts';

/**
 * Lets go what a schedule lets go by itself: keys first, so that it is gone from every copy that is read with them.
 * What two people agree on is left for them. Gives how many records went.
 */
export async function expire(store: Store, organisation: string): Promise<number> {
  const due = (await retentionOf(store, organisation))
    .filter(one => one.schedule?.agreed === 'by_schedule')
    .flatMap(one => one.due)
    .filter(one => one.stays === null);
  if (due.length === 0) return 0;
  const acting: Acting = { organisation, user: SYSTEM };
  for (const one of due) await letGo(store, acting, one);
  await afterErasing(store, organisation);
  return due.length;
}

async function letGo(store: Store, acting: Acting, { stream, kind }: RetentionDue): Promise<void> {
  const { organisation } = acting;
  await inTransaction(
    store,
    acting,
    async db => {
      const ground = 'retention_ended';
      await erase(db, await nextErasure(db, store, { organisation, stream, kind, ground }));
    },
    'read committed',
  );
}
