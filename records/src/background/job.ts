import { SYSTEM } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import type { Store } from '../store.ts';

/** A piece of background work: what, and for which occasion. Each occasion is worked off once, by one process. */
export interface Job {
  readonly kind: string;
  readonly slot: string;
}

/**
 * Runs `work` unless it was done, or another process is at it. While it runs its row is locked; if this process
 * dies, the row is free again and the next one does it.
 */
export async function runJob(
  store: Store,
  organisation: string,
  job: Job,
  work: () => Promise<void>,
): Promise<void> {
  const { kind, slot } = job;
  await inTransaction(
    store,
    { organisation, user: SYSTEM },
    async db => {
      await db.query(
        'insert into throughcare.job (organisation, kind, slot) values ($1, $2, $3) on conflict do nothing',
        [organisation, kind, slot],
      );
      const { rows } = await db.query(
        `select from throughcare.job where organisation = $1 and kind = $2 and slot = $3 and done_at is null
          for update skip locked`,
        [organisation, kind, slot],
      );
      if (rows.length > 0) {
        await work();
        await db.query(
          'update throughcare.job set done_at = $4 where organisation = $1 and kind = $2 and slot = $3',
          [organisation, kind, slot, instant(store.clock())],
        );
        await db.query(
          'delete from throughcare.job where organisation = $1 and kind = $2 and slot < $3 and done_at is not null',
          [organisation, kind, slot],
        );
      }
    },
    'read committed',
  );
}
