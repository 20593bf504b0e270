import type { Queryable } from '../database/connect.ts';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { giveUpAfter, patienceBeforeWriters } from '../database/waited-too-long.ts';
import { digest } from '../keys/digest.ts';
import type { Store } from '../store.ts';
import {
  accessColumns,
  accessDigest,
  logs,
  packEntries,
  shortDigest,
  type AccessRow,
  type Entry,
  type Log,
} from './entries.ts';

/** A row of `seal`. */
export interface Seal {
  readonly log: Log;
  readonly number: number;
  readonly first_id: number;
  readonly last_id: number;
  readonly entries: Buffer;
  readonly sealed_at: number;
  readonly digest: Buffer;
}

const ROWS_AT_ONCE = 5000;

/**
 * Seals every event and every access row that is committed, in batches, each chained to the one before. Gives
 * the last seal of each log.
 */
export async function sealLogs(store: Store, organisation: string): Promise<Partial<Record<Log, Seal>>> {
  const acting: Acting = { organisation, user: SYSTEM };
  const upTo = await horizon(store, acting);
  const last: Partial<Record<Log, Seal>> = {};
  for (const log of logs) {
    for (;;) {
      const { seal, more } = await sealNext(store, acting, log, upTo[log]);
      if (seal) last[log] = seal;
      if (!more) break;
    }
  }
  return last;
}

/**
 * The last row of each log below which nothing can appear any more: waits for those who are adding rows, for a moment
 * only, since whoever comes after waits behind it.
 */
async function horizon(store: Store, acting: Acting): Promise<Record<Log, number>> {
  return inTransaction(
    store,
    acting,
    async db => {
      await giveUpAfter(db, patienceBeforeWriters(store.patienceMs));
      await db.query('select throughcare.begin_sealing()');
      const { rows } = await db.query<Record<Log, number>>(
        `select coalesce((select max(position) from throughcare.event where organisation = $1), 0) as event,
            coalesce((select max(id) from throughcare.access where organisation = $1), 0) as access`,
        [acting.organisation],
      );
      return rows[0];
    },
    'read committed',
  );
}

async function sealNext(
  store: Store,
  acting: Acting,
  log: Log,
  upTo: number,
): Promise<{ seal: Seal | undefined; more: boolean }> {
  return inTransaction(store, acting, async db => {
    const before = await lastSeal(db, acting.organisation, log);
    const entries = await entriesAfter(store, db, acting.organisation, log, before?.last_id ?? 0, upTo);
    if (entries.length === 0) {
      return { seal: before, more: false };
    }
    const content = {
      log,
      number: (before?.number ?? 0) + 1,
      first_id: entries[0].id,
      last_id: entries[entries.length - 1].id,
      entries: packEntries(log, entries),
      sealed_at: store.clock(),
    };
    const seal = {
      ...content,
      digest: sealDigest(store.keys.digest, acting.organisation, content, before?.digest),
    };
    await db.query('select throughcare.keep_seal($1, $2, $3, $4, $5, $6, $7)', [
      log,
      seal.number,
      seal.first_id,
      seal.last_id,
      seal.entries,
      instant(seal.sealed_at),
      seal.digest,
    ]);
    return { seal, more: entries.length === ROWS_AT_ONCE };
  });
}

async function lastSeal(db: Queryable, organisation: string, log: Log): Promise<Seal | undefined> {
  const { rows } = await db.query<Seal>(
    `select log, number, first_id, last_id, entries, sealed_at, digest
       from throughcare.seal where organisation = $1 and log = $2 order by number desc limit 1`,
    [organisation, log],
  );
  return rows[0];
}

async function entriesAfter(
  store: Store,
  db: Queryable,
  organisation: string,
  log: Log,
  after: number,
  upTo: number,
): Promise<Entry[]> {
  const values = [organisation, after, upTo, ROWS_AT_ONCE];
  if (log === 'event') {
    const { rows } = await db.query<{ position: number; stream: string; version: number; digest: Buffer }>(
      `select position, stream, version, digest from throughcare.event
        where organisation = $1 and position > $2 and position <= $3 order by position limit $4`,
      values,
    );
    return rows.map(({ position: id, stream, version, digest: full }) => ({
      id,
      stream,
      version,
      digest: shortDigest(full),
    }));
  }
  const { rows } = await db.query<AccessRow>(
    `select ${accessColumns} from throughcare.access
      where organisation = $1 and id > $2 and id <= $3 order by id limit $4`,
    values,
  );
  return rows.map(row => ({ id: row.id, digest: accessDigest(store.keys.digest, organisation, row) }));
}

export function sealDigest(
  key: Uint8Array,
  organisation: string,
  seal: Omit<Seal, 'digest'>,
  before: Uint8Array | undefined,
): Buffer {
  return digest(key, {
    organisation,
    log: seal.log,
    number: seal.number,
    first_id: seal.first_id,
    last_id: seal.last_id,
    entries: seal.entries.toString('base64'),
    sealed_at: seal.sealed_at,
    before: Buffer.from(before ?? []).toString('base64'),
  });
}
