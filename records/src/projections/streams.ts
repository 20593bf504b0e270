import type { Acting } from '../access/actor.ts';
import type { LoadedStream } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';
import { project } from './project.ts';
import { projectionTables, type ProjectionTable, type Row } from './tables.ts';

/** As many as are held in memory at once. */
const STREAMS_AT_ONCE = 200;

/** The streams of an organisation that come after `after` in the order of their ids; '' begins. */
export async function nextStreams(store: Store, acting: Acting, after: string): Promise<string[]> {
  return inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ id: string }>(
      `select id from throughcare.stream where organisation = $1 and ($2 = '' or id > nullif($2, '')::uuid)
        order by id limit $3`,
      [acting.organisation, after, STREAMS_AT_ONCE],
    );
    return rows.map(row => row.id);
  });
}

/** How many events an organisation has. */
export async function countEvents(store: Store, acting: Acting): Promise<number> {
  return inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ events: number }>(
      'select coalesce(sum(version), 0) as events from throughcare.stream where organisation = $1',
      [acting.organisation],
    );
    return rows[0].events;
  });
}

export type Streams = ReadonlyMap<string, LoadedStream>;

/** How many events there are of these streams, seen or not. */
export function eventsIn(streams: Streams): number {
  return [...streams.values()].reduce((events, { head }) => events + head, 0);
}

/** The versions that rows are made from. */
export function headsOf(streams: Streams) {
  return [...streams].map(([id, { head }]) => ({ id, version: head }));
}

/** Every projection row of these streams, by table. */
export function rowsOf(store: Store, organisation: string, streams: Streams) {
  const all = Object.fromEntries(projectionTables.map(table => [table, [] as Row[]])) as Record<
    ProjectionTable,
    Row[]
  >;
  for (const [id, { kind, head, events }] of streams) {
    const rows = project(kind, id, head, events, { organisation, indexKey: store.keys.index });
    for (const table of projectionTables) all[table].push(...(rows[table] ?? []));
  }
  return all;
}
