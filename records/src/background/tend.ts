import { addMonths, londonDay } from '@throughcare/pathway';
import { writeDailyRoot, writeLatest } from '../audit/daily-root.ts';
import { sealLogs } from '../audit/seal-logs.ts';
import { instant } from '../database/types.ts';
import { expire } from '../lifetime/expire.ts';
import { compactKeys } from '../lifetime/erase.ts';
import { writeLedger } from '../lifetime/ledger.ts';
import { todayOf, type Store } from '../store.ts';
import { destroyNumbers } from './destroy-numbers.ts';
import { SYSTEM } from '../access/actor.ts';
import { purgeDrafts } from '../drafts/draft.ts';
import { runJob } from './job.ts';

/** What runs by itself: months of the access log made ahead, both logs sealed, the root of the day. */
export async function tend(store: Store, organisations: readonly string[]): Promise<void> {
  for (const organisation of organisations) {
    const today = todayOf(store);
    await runJob(store, organisation, { kind: 'months', slot: today }, () => makeMonths(store));
    await runJob(store, organisation, { kind: 'erasures', slot: today }, async () => {
      await writeLedger(store, organisation);
      await compactKeys(store, organisation);
    });
    await runJob(store, organisation, { kind: 'retention', slot: today }, async () => {
      await expire(store, organisation);
    });
    await runJob(store, organisation, { kind: 'drafts', slot: today }, () =>
      purgeDrafts(store, { organisation, user: SYSTEM }),
    );
    const minute = instant(store.clock()).slice(0, 16);
    await runJob(store, organisation, { kind: 'numbers', slot: minute }, () =>
      destroyNumbers(store, organisation),
    );
    // The instant itself is the occasion: sealing is wanted as often as it is asked for, by one at a time.
    await runJob(store, organisation, { kind: 'seal', slot: instant(store.clock()) }, async () => {
      const seals = await sealLogs(store, organisation);
      writeLatest(store, organisation, seals);
      await writeDailyRoot(store, organisation, seals);
    });
  }
}

/** Makes this month and the next of the access log, where they are missing. */
export async function makeMonths(store: Pick<Store, 'pool' | 'clock'>): Promise<void> {
  for (const months of [0, 1]) {
    const day = addMonths(londonDay(store.clock()), months);
    await store.pool.query('select throughcare.make_access_month($1)', [day]);
  }
}

export interface Tending {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;

/** Tends at once, and then every minute. What fails is said to `report` and tried again the next time. */
export function startTending(once: () => Promise<void>, report: (error: unknown) => void): Tending {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const run = () => {
    running = once()
      .catch(report)
      .then(() => {
        if (!stopped) timer = setTimeout(run, EVERY_MS).unref();
      });
  };
  run();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
