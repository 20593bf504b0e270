import { randomUUID } from 'node:crypto';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { sendAppend } from '../append/append.ts';
import { decideAndAppend } from '../append/decide.ts';
import { commandIntent } from '../append/intents.ts';
import { load } from '../append/load.ts';
import type { Queryable } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { errorCode, Refused } from '../refused.ts';
import { todayOf, type Store } from '../store.ts';

interface NumberOver {
  readonly contact: string;
  readonly callBack: string;
}

/**
 * Destroys the key of every number to call back whose time is over (E4), and says so in the contact. While a concern
 * that came from the contact is open, the number stays: it may be the only way to somebody. Slips that nobody used
 * in time go with them. One contact that fails holds up no other; what failed is told at the end, and nothing of what
 * was being written.
 */
export async function destroyNumbers(store: Store, organisation: string): Promise<void> {
  const acting: Acting = { organisation, user: SYSTEM };
  const failed: unknown[] = [];
  const trying = (work: () => Promise<void>) => work().catch((error: unknown) => void failed.push(error));
  await trying(() => dropOldSlips(store, acting));
  const over = await numbersOver(store, acting);
  const before = failed.length;
  for (const one of over) await trying(() => destroyNumber(store, acting, one));
  if (failed.length > 0) throw notDestroyed(failed, { slips: before > 0, numbers: failed.length - before });
}

async function dropOldSlips(store: Store, acting: Acting): Promise<void> {
  await inTransaction(store, acting, async db => {
    await db.query('select throughcare.drop_old_slips($1)', [todayOf(store)]);
  });
}

async function numbersOver(store: Store, acting: Acting): Promise<readonly NumberOver[]> {
  return inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ contact: string; callBack: string }>(
      `select contact, call_back as "callBack" from throughcare.call_back_number
        where organisation = $1 and destroy_at <= $2 order by destroy_at, contact`,
      [acting.organisation, instant(store.clock())],
    );
    return rows;
  });
}

/**
 * The number goes and the contact says so in one transaction: a contact whose entry could not be written would else never
 * say it. Where something was recorded meanwhile (a concern that was raised from it, too) it is looked at in the next round.
 */
async function destroyNumber(store: Store, acting: Acting, over: NumberOver): Promise<void> {
  const { contact, callBack } = over;
  const head = await headUnlessFrozen(store, acting, contact);
  if (head === null) return;
  const command = { do: 'destroy_number', on: todayOf(store), callBack } as const;
  const intent = commandIntent({ kind: 'contact', stream: contact, expected: head, command });
  const outcome = await decideAndAppend(store, acting, randomUUID(), [intent], request =>
    inTransaction(
      store,
      acting,
      async db => {
        const appended = await sendAppend(db, store, request);
        if ('ok' in appended) await dropNumber(db, acting, over);
        return appended;
      },
      'read committed',
    ),
  );
  // Where the call back was never recorded, or the contact is erased, there is nothing to say, and the number goes.
  if (!outcome.ok && outcome.reason !== 'conflict') {
    await inTransaction(store, acting, db => dropNumber(db, acting, over), 'read committed');
  }
}

/** Only this number: another one may have taken its place meanwhile. */
async function dropNumber(db: Queryable, { organisation }: Acting, over: NumberOver): Promise<void> {
  await db.query(
    `select throughcare.drop_number(contact) from throughcare.call_back_number
      where organisation = $1 and contact = $2 and call_back = $3`,
    [organisation, over.contact, over.callBack],
  );
}

/**
 * An error of PostgreSQL names the row that it was about and what stood in it, so nothing of it is passed on but its code:
 * this one goes to a log.
 */
function notDestroyed(
  failed: readonly unknown[],
  { slips, numbers }: { readonly slips: boolean; readonly numbers: number },
): Refused {
  const codes = failed.map(error => errorCode(error) ?? (error instanceof Error ? error.name : 'unknown'));
  const what = [
    ...(numbers > 0 ? [`${numbers} of the numbers to call back whose time is over`] : []),
    ...(slips ? ['the slips that nobody used in time'] : []),
  ].join(', and ');
  return new Refused(
    `What was to be destroyed in time could not be done or written down whole (${[...new Set(codes)].sort().join(', ')}): ${what}. ` +
      'Everything else that was due went. The next round, in a minute, tries again; where this comes again, run ' +
      '"throughcare audit verify".',
  );
}

/**
 * Only the contact itself says which concerns came from it, under its own key: so it is opened and asked. Gives how far it
 * had come when it was; null while such a concern is open.
 */
async function headUnlessFrozen(store: Store, acting: Acting, contact: string): Promise<number | null> {
  const found = (await load(store, acting, [contact])).streams.get(contact);
  if (!found) return 0;
  if (!found.keys.facts) return found.head;
  const { concerns } = stateOf('contact', effectiveHistory(found.events).effective);
  if (concerns.length === 0) return found.head;
  return inTransaction(store, acting, async db => {
    const { rows } = await db.query(
      `select from throughcare.concern_row where organisation = $1 and id = any ($2::uuid[]) and status <> 'closed'`,
      [acting.organisation, concerns],
    );
    return rows.length > 0 ? null : found.head;
  });
}
