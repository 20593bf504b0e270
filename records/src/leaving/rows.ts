import canonicalize from 'canonicalize';
import type { StreamKind } from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { loadStreams } from '../append/load.ts';
import { withReason } from '../audit/typed-reason.ts';
import type { Queryable } from '../database/connect.ts';
import { instant } from '../database/types.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { erasuresInside } from '../lifetime/ledger.ts';
import type { Store } from '../store.ts';

const STREAMS_AT_ONCE = 200;

/** Every record of a kind with its entries, opened, in the order of the ids. */
export async function* streamsOf(
  store: Store,
  db: Queryable,
  organisation: string,
  kind: StreamKind,
): AsyncGenerator<readonly [string, readonly RecordedEvent[]]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await db.query<{ id: string }>(
      `select id from throughcare.stream where organisation = $1 and kind = $2 and id > $3 order by id limit $4`,
      [organisation, kind, after, STREAMS_AT_ONCE],
    );
    if (rows.length === 0) return;
    const ids = rows.map(row => row.id);
    after = ids[ids.length - 1];
    const loaded = await loadStreams(store, db, { organisation, user: SYSTEM }, ids);
    for (const [id, stream] of loaded) yield [id, stream.events];
  }
}

/** The access log, its reasons opened. */
export async function* accessRows(store: Store, db: Queryable, organisation: string): AsyncGenerator<object> {
  for (let after = 0; ;) {
    const { rows } = await db.query<
      { id: number; at: number; detail: Record<string, unknown> } & Record<string, unknown>
    >(
      `select id, at, user_id, act, what, kind, streams, detail from throughcare.access
        where organisation = $1 and id > $2 order by id limit 5000`,
      [organisation, after],
    );
    for (const { at, detail, ...row } of rows) {
      yield { ...row, detail: withReason(store, organisation, detail), at: instant(at) };
    }
    if (rows.length === 0) return;
    after = rows[rows.length - 1].id;
  }
}

/** The ledger of erasures, with what signs each line. */
export async function* erasureRows(db: Queryable, organisation: string): AsyncGenerator<object> {
  for (const { content, signature } of await erasuresInside(db, organisation)) {
    yield { ...content, signature: signature.toString('base64') };
  }
}

/** The daily roots, each as the very text that was signed, so that it is checked without knowing how it was written. */
export async function* rootRows(db: Queryable, organisation: string): AsyncGenerator<object> {
  const { rows } = await db.query<{ content: object; signature: Buffer }>(
    'select content, signature from throughcare.daily_root where organisation = $1 order by number',
    [organisation],
  );
  for (const { content, signature } of rows) {
    yield { signed: canonicalize(content), signature: signature.toString('base64') };
  }
}
