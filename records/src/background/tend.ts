import { addMonths, londonDay } from '@throughcare/pathway';
import { writeDailyRoot, writeLatest } from '../audit/daily-root.ts';
import { sealLogs } from '../audit/seal-logs.ts';
import { instant } from '../database/types.ts';
import { expire } from '../lifetime/expire.ts';
import { compactKeys } from '../lifetime/erase.ts';
import { blankCommands, erasedSoFar } from '../lifetime/blank-commands.ts';
import { writeLedger } from '../lifetime/ledger.ts';
import { removeLeftExport } from '../leaving/export.ts';
import { todayOf, type Store } from '../store.ts';
import { destroyNumbers } from './destroy-numbers.ts';
import { SYSTEM } from '../access/actor.ts';
import { purgeDrafts, tieDrafts } from '../drafts/draft.ts';
import { runJob } from './job.ts';

/**
 * What runs by itself: months of the access log made ahead, numbers and drafts destroyed in their time, both logs sealed,
 * the root of the day, and what a schedule lets go. Each piece of each organisation by itself: one that fails holds up
 * no other, and what failed is thrown at the end, all of it. What needs the ledger outside comes last.
 */
export async function tend(store: Store, organisations: readonly string[]): Promise<void> {
  const failed: unknown[] = [];
  for (const organisation of organisations) {
    for (const piece of piecesOf(store, organisation))
      await piece().catch((error: unknown) => failed.push(error));
  }
  if (failed.length === 0) return;
  if (failed.length === 1) throw failed[0];
  throw new AggregateError(failed, 'Of what runs by itself several things failed; the rest was done.');
}

function piecesOf(store: Store, organisation: string): readonly (() => Promise<void>)[] {
  const today = todayOf(store);
  const minute = instant(store.clock()).slice(0, 16);
  const job = (kind: string, slot: string, work: () => Promise<unknown>) => () =>
    runJob(store, organisation, { kind, slot }, async () => void (await work()));
  return [
    job('numbers', minute, () => destroyNumbers(store, organisation)),
    () => removeLeftExport(store, organisation),
    job('months', today, () => makeMonths(store)),
    () => tieDrafts(store, organisation),
    job('drafts', today, () => purgeDrafts(store, { organisation, user: SYSTEM })),
    // The instant itself is the occasion: sealing is wanted as often as it is asked for, by one at a time.
    job('seal', instant(store.clock()), async () => {
      const seals = await sealLogs(store, organisation);
      writeLatest(store, organisation, seals);
      await writeDailyRoot(store, organisation, seals);
    }),
    // Once for so many erasures: what an erasure that was cut off left, or one from before it was done with it.
    async () =>
      job('commands', await erasedSoFar(store, organisation), () => blankCommands(store, organisation))(),
    job('keys', today, () => compactKeys(store, organisation)),
    job('erasures', today, () => writeLedger(store, organisation)),
    job('retention', today, () => expire(store, organisation)),
  ];
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
