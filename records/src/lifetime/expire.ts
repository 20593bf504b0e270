import { retentionActs } from '@throughcare/pathway';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import { WaitedTooLong } from '../database/waited-too-long.ts';
import { todayOf, type Store } from '../store.ts';
import { dueRecords, type RetentionDue } from './due-records.ts';
import { compactKeys, erase } from './erase.ts';
import { beginErasing, concernMark } from './first-come.ts';
import { nextErasure, writeLedger } from './ledger.ts';
import { keepsOf } from './keeps.ts';
import { schedulesOf } from './retention.ts';

/**
 * Lets go what a schedule lets go by itself, once a second account has checked it and the notice is over: keys first, so that it is gone from every copy that is read with them.
 * What two people agree on is left for them. Batch by batch, and each batch is in the ledger outside before the next.
 * Gives how many records went. What somebody else holds stays; where that is several, the round ends in words.
 */
export async function expire(store: Store, organisation: string): Promise<number> {
  const schedules = await schedulesOf(store, organisation);
  let gone = 0;
  let held = 0;
  const today = todayOf(store);
  const acting = schedules.filter(one => one.agreed === 'by_schedule' && retentionActs(one, today));
  const letGoInTime = async (one: RetentionDue, concerns: string) => {
    try {
      if (await letGo(store, organisation, one, concerns)) gone++;
    } catch (error) {
      if (!(error instanceof WaitedTooLong)) throw error;
      held++;
    }
  };
  // What the ledger outside lacks is written first, and where it does not fit nothing goes.
  if (acting.length > 0) await writeLedger(store, organisation);
  for (const schedule of acting) {
    const concerns = await concernMark(store, organisation);
    const keeps = await keepsOf(store, organisation);
    for await (const { due } of dueRecords(store, organisation, schedule, keeps)) {
      const before = gone;
      for (const one of due) if (one.stays === null && held < MOST_HELD) await letGoInTime(one, concerns);
      if (gone > before) await writeLedger(store, organisation);
      if (held === MOST_HELD) break;
    }
  }
  if (gone > 0) await compactKeys(store, organisation);
  if (held > 0) throw stillHeld(gone);
  return gone;
}

/** Whoever holds so many holds more: the round does not wait for each. */
const MOST_HELD = 3;

function stillHeld(gone: number): WaitedTooLong {
  return new WaitedTooLong(
    `Records whose time is over are held by somebody else, who did not let go of them in time; they stay until the next ` +
      `round, which comes in a minute. ${gone} others went. Where this comes again, let whoever runs the database look for ` +
      `a session of it that has been left open.`,
  );
}

/** False where somebody recorded on it, on what could keep it, or set a hold, since it was looked at: it has time. */
async function letGo(
  store: Store,
  organisation: string,
  { stream, kind, lookedAt: heads, leadsToConcern }: RetentionDue,
  mark: string,
): Promise<boolean> {
  const acting: Acting = { organisation, user: SYSTEM };
  return inTransaction(
    store,
    acting,
    async db => {
      const concerns = leadsToConcern ? mark : null;
      if (!(await beginErasing(db, store, { concerns, heads }))) return false;
      const ground = 'retention_ended';
      await erase(db, await nextErasure(db, store, { organisation, stream, kind, ground }));
      return true;
    },
    'read committed',
  );
}
