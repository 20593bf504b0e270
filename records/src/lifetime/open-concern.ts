import { SYSTEM, type Acting } from '../access/actor.ts';
import { load } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { Store } from '../store.ts';
import { casesOf } from './around-concern.ts';

const AT_ONCE = 200;

/**
 * Every concern that is not closed, and every case that such a one is linked to or was raised from and every concern that
 * it is joined with; each with the concerns by which it is open. Only the concern itself says which, under its own key (E6), so each is asked, by the
 * program and in nobody's name.
 */
export async function openConcerns(
  store: Store,
  organisation: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const acting: Acting = { organisation, user: SYSTEM };
  const open = await inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ id: string }>(
      "select id from throughcare.concern_row where organisation = $1 and status <> 'closed' order by id",
      [organisation],
    );
    return rows.map(row => row.id);
  });
  const touched = new Map<string, string[]>(open.map(one => [one, [one]]));
  for (let at = 0; at < open.length; at += AT_ONCE) {
    const { streams } = await load(store, acting, open.slice(at, at + AT_ONCE));
    for (const [concern, { events }] of streams) {
      const { effective } = effectiveHistory(events);
      const { joinedWith } = stateOf('concern', effective);
      for (const one of [...casesOf(effective), ...joinedWith])
        touched.set(one, [...(touched.get(one) ?? []), concern]);
    }
  }
  return touched;
}
