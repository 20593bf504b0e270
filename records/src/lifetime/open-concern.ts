import { SYSTEM, type Acting } from '../access/actor.ts';
import { load } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { Store } from '../store.ts';

/**
 * Whether a concern that is linked to a case is open. Only the concern itself says to which case it is linked, under
 * its own key (E6), so every open one is asked, by the program and in nobody's name.
 */
export async function openConcernAbout(store: Store, organisation: string, id: string): Promise<boolean> {
  const acting: Acting = { organisation, user: SYSTEM };
  const open = await inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ id: string }>(
      "select id from throughcare.concern_row where organisation = $1 and status <> 'closed' order by id",
      [organisation],
    );
    return rows.map(row => row.id);
  });
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const { streams } = await load(store, acting, open.slice(at, at + AT_ONCE));
    for (const { events } of streams.values()) {
      if (stateOf('concern', effectiveHistory(events).effective).linkedCase === id) return true;
    }
  }
  return false;
}

const AT_ONCE = 200;
