import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM, type Acting } from '../access/actor.ts';
import type { Queryable } from '../database/connect.ts';
import { endIt, waiting } from '../database/holder.ts';
import { loadStreams } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import { patienceBeforeWriters, patienceWithOurs, WaitedTooLong } from '../database/waited-too-long.ts';
import type { Store } from '../store.ts';
import { markDone, rebuildsAsked, tableAsked } from './asked.ts';
import { countEvents, eventsIn, headsOf, nextStreams, rowsOf } from './streams.ts';

export interface RebuildReport {
  readonly streams: number;
  readonly events: number;
  /** How many rows of each table were, or would be, put right; a table that was right does not stand here. */
  readonly differing: Readonly<Record<string, number>>;
}

/** How far a rebuild has come. */
export interface Progress {
  readonly events: number;
  /** As many as there were when it began. */
  readonly of: number;
}

/** Fewer than these are made again while writers wait. */
const FEW = 50;
/** How often it is tried to take over. */
const TRIES = 6;
/** Two rebuilds of one database wait for each other. */
const LOCK = `hashtext('throughcare.rebuild')`;

/**
 * Makes every projection row of one organisation again from its events, beside the service: into shadow tables, batch
 * by batch, while people go on writing; streams that moved on meanwhile are made again; then writers wait for a
 * moment, the last of them are made, and what differs is taken over in one transaction. Killed at any point before
 * that, it has changed nothing.
 */
export async function rebuild(
  store: Store,
  organisation: string,
  onProgress: (progress: Progress) => void = () => {},
): Promise<RebuildReport> {
  const acting: Acting = { organisation, user: SYSTEM };
  return alone(store, async () =>
    makeAgain(store, acting, onProgress, await rebuildsAsked(store, acting), null),
  );
}

const nothingToDo: RebuildReport = { streams: 0, events: 0, differing: {} };

/**
 * The same of those tables alone that a step of the database asked for. Of two processes that start together one waits,
 * and finds it done.
 */
export async function rebuildAsked(
  store: Store,
  organisation: string,
  onProgress: (progress: Progress) => void = () => {},
): Promise<RebuildReport> {
  const acting: Acting = { organisation, user: SYSTEM };
  if ((await rebuildsAsked(store, acting)).length === 0) return nothingToDo;
  return alone(store, async () => {
    const asked = await rebuildsAsked(store, acting);
    return asked.length === 0
      ? nothingToDo
      : makeAgain(store, acting, onProgress, asked, [...new Set(asked.map(tableAsked))]);
  });
}

/** Runs `work` while no other rebuild of this database runs. */
async function alone(store: Store, work: () => Promise<RebuildReport>): Promise<RebuildReport> {
  const holder = await store.pool.connect();
  try {
    await waiting(
      ask => ask(store.pool),
      holder,
      { patienceMs: patienceWithOurs(store.patienceMs), words: otherRebuilds },
      () => holder.query(`select pg_advisory_lock(${LOCK})`),
    );
    return await work();
  } finally {
    // Where the connection is gone, the next start takes the shadow away, and the lock went with the connection.
    await holder.query(`select throughcare.drop_left_shadow(), pg_advisory_unlock(${LOCK})`).catch(() => {});
    holder.release();
  }
}

function otherRebuilds(holder: string): string {
  return (
    `${holder} is making again what pages read, and was not done in time. Nothing was changed by this one. Wait until it ` +
    `is done, then see whether you still need this.`
  );
}

/** Makes these tables again, or all of them, and marks what was asked for as done with them. */
async function makeAgain(
  store: Store,
  acting: Acting,
  onProgress: (progress: Progress) => void,
  asked: readonly string[],
  tables: readonly string[] | null,
): Promise<RebuildReport> {
  await inTransaction(store, acting, db => db.query('select throughcare.begin_shadow($1)', [tables]));
  const copied = await copyAll(store, acting, onProgress);
  await catchUp(store, acting);
  return { ...copied, differing: await takeOver(store, acting, asked) };
}

async function copyAll(
  store: Store,
  acting: Acting,
  onProgress: (progress: Progress) => void,
): Promise<{ streams: number; events: number }> {
  const of = await countEvents(store, acting);
  const done = { streams: 0, events: 0 };
  for (let after = ''; ;) {
    const ids = await nextStreams(store, acting, after);
    if (ids.length === 0) return done;
    after = ids[ids.length - 1];
    done.events += await inTransaction(store, acting, db => copy(store, acting, db, ids));
    done.streams += ids.length;
    onProgress({ events: done.events, of });
  }
}

/** Makes streams that moved on again, until so few are left that writers can wait for them. */
async function catchUp(store: Store, acting: Acting): Promise<void> {
  for (;;) {
    const ids = await inTransaction(store, acting, db => behind(db, FEW * 4));
    if (ids.length < FEW) return;
    await inTransaction(store, acting, db => copy(store, acting, db, ids));
  }
}

/**
 * Takes over what differs while nobody writes. Whoever wants to write waits behind this one as long as it waits itself: so
 * it waits for a moment only, steps back, and lets them pass before it tries again.
 */
async function takeOver(
  store: Store,
  acting: Acting,
  asked: readonly string[],
): Promise<Record<string, number>> {
  const patienceMs = patienceBeforeWriters(store.patienceMs);
  for (let attempt = 1; ; attempt++) {
    try {
      return await takeOverInTime(store, acting, asked, patienceMs);
    } catch (error) {
      if (!(error instanceof WaitedTooLong) || attempt === TRIES) throw error;
      await sleep(patienceMs);
    }
  }
}

function heldFromRebuild(holder: string): string {
  return (
    `${holder} has been writing for so long that what pages read could not be taken over. Nothing was changed, and pages ` +
    `read on as before. ${endIt} then run this again.`
  );
}

async function takeOverInTime(
  store: Store,
  acting: Acting,
  asked: readonly string[],
  patienceMs: number,
): Promise<Record<string, number>> {
  return inTransaction(
    store,
    acting,
    async db => {
      const hold = () => db.query('select throughcare.hold_streams()');
      await waiting(ask => ask(store.pool), db, { patienceMs, words: heldFromRebuild }, hold);
      for (let ids = await behind(db, FEW); ids.length > 0; ids = await behind(db, FEW)) {
        await copy(store, acting, db, ids);
      }
      const { rows } = await db.query<{ tab: string; differs: number }>(
        'select * from throughcare.take_over_shadow()',
      );
      await markDone(db, store, acting, asked);
      return Object.fromEntries(rows.map(row => [row.tab, row.differs]));
    },
    // What was committed while it waited for the writers has to be seen.
    'read committed',
  );
}

async function behind(db: Queryable, most: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('select throughcare.behind_shadow($1) as id', [most]);
  return rows.map(row => row.id);
}

/** Makes the rows of some streams in the shadow. Gives how many events they were made from. */
async function copy(store: Store, acting: Acting, db: Queryable, ids: readonly string[]): Promise<number> {
  const streams = await loadStreams(store, db, acting, ids);
  await db.query('select throughcare.fill_shadow($1, $2)', [
    JSON.stringify(headsOf(streams)),
    JSON.stringify(rowsOf(store, acting.organisation, streams)),
  ]);
  return eventsIn(streams);
}
