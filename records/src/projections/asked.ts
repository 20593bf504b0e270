import type { Acting } from '../access/actor.ts';
import { instant } from '../database/types.ts';
import type { Queryable } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';

/** What steps of the database have asked to be made again and was not yet: a step and a table each ('0023 case_row'). */
export async function rebuildsAsked(store: Store, acting: Acting): Promise<readonly string[]> {
  return inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ slot: string }>(
      `select slot from throughcare.job where organisation = $1 and kind = 'rebuild' and done_at is null order by slot`,
      [acting.organisation],
    );
    return rows.map(row => row.slot);
  });
}

/** The table of what was asked for. */
export function tableAsked(asked: string): string {
  return asked.slice(asked.indexOf(' ') + 1);
}

/** In the transaction that takes the new rows over. What was asked for since the rebuild began stays asked for. */
export async function markDone(
  db: Queryable,
  store: Store,
  acting: Acting,
  asked: readonly string[],
): Promise<void> {
  if (asked.length === 0) return;
  await db.query(
    `update throughcare.job set done_at = $3 where organisation = $1 and kind = 'rebuild' and slot = any ($2)`,
    [acting.organisation, asked, instant(store.clock())],
  );
}
