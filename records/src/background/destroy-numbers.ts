import { randomUUID } from 'node:crypto';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { decideAndAppend } from '../append/decide.ts';
import { commandIntent } from '../append/intents.ts';
import { load } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { todayOf, type Store } from '../store.ts';

/**
 * Destroys the key of every number to call back whose time is over (E4), and says so in the contact. While a concern
 * that came from the contact is open, the number stays: it may be the only way to somebody. Slips that nobody used
 * in time go with them.
 */
export async function destroyNumbers(store: Store, organisation: string): Promise<void> {
  const acting: Acting = { organisation, user: SYSTEM };
  const over = await inTransaction(store, acting, async db => {
    await db.query('select throughcare.drop_old_slips($1)', [todayOf(store)]);
    const { rows } = await db.query<{ contact: string; callBack: string }>(
      `select contact, call_back as "callBack" from throughcare.call_back_number
        where organisation = $1 and destroy_at <= $2 order by destroy_at, contact`,
      [organisation, instant(store.clock())],
    );
    return rows;
  });
  for (const { contact, callBack } of over) {
    if (await isFrozen(store, acting, contact)) continue;
    await inTransaction(store, acting, async db => {
      await db.query('select throughcare.drop_number($1)', [contact]);
    });
    const command = { do: 'destroy_number', on: todayOf(store), callBack } as const;
    const intent = commandIntent({ kind: 'contact', stream: contact, expected: 'latest', command });
    // Refused where the call back itself was never recorded: then there is nothing to say, and the number is gone.
    await decideAndAppend(store, acting, randomUUID(), [intent]);
  }
}

/** Only the contact itself says which concerns came from it, under its own key: so it is opened and asked. */
async function isFrozen(store: Store, acting: Acting, contact: string): Promise<boolean> {
  const found = (await load(store, acting, [contact])).streams.get(contact);
  if (!found || !found.keys.facts) return false;
  const { concerns } = stateOf('contact', effectiveHistory(found.events).effective);
  if (concerns.length === 0) return false;
  return inTransaction(store, acting, async db => {
    const { rows } = await db.query(
      `select from throughcare.concern_row where organisation = $1 and id = any ($2::uuid[]) and status <> 'closed'`,
      [acting.organisation, concerns],
    );
    return rows.length > 0;
  });
}
