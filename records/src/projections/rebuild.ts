import { SYSTEM, type Acting } from '../access/actor.ts';
import { openStreams, type LoadedRow, type LoadedStream } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';
import { project } from './project.ts';
import { projectionTables, type ProjectionTable, type Row } from './tables.ts';

export interface RebuildReport {
  readonly streams: number;
  readonly events: number;
  /** How many rows of each table were, or would be, put right; a table that was right does not stand here. */
  readonly differing: Readonly<Record<string, number>>;
}

const STREAMS_AT_ONCE = 200;

/**
 * Makes every projection row of one organisation again from its events, and puts right what differs; with
 * `apply` false it only counts. Streams are held for a moment in small batches, so the service runs on; one that
 * moved on in between is made again.
 */
export async function rebuild(store: Store, organisation: string, apply = true): Promise<RebuildReport> {
  const acting: Acting = { organisation, user: SYSTEM };
  const report = { streams: 0, events: 0, differing: {} as Record<string, number> };
  for (let after = ''; ;) {
    const ids = await nextStreams(store, acting, after);
    if (ids.length === 0) break;
    after = ids[ids.length - 1];
    const done = await rebuildBatch(store, acting, ids, apply);
    report.streams += ids.length;
    report.events += done.events;
    for (const [table, count] of done.differing)
      report.differing[table] = (report.differing[table] ?? 0) + count;
  }
  const strays = await inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ strays: number }>('select throughcare.count_strays($1) as strays', [
      apply,
    ]);
    return rows[0].strays;
  });
  if (strays > 0) report.differing.strays = strays;
  return report;
}

async function nextStreams(store: Store, acting: Acting, after: string): Promise<string[]> {
  return inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ id: string }>(
      `select id from throughcare.stream where organisation = $1 and ($2 = '' or id > nullif($2, '')::uuid)
        order by id limit $3`,
      [acting.organisation, after, STREAMS_AT_ONCE],
    );
    return rows.map(row => row.id);
  });
}

async function rebuildBatch(
  store: Store,
  acting: Acting,
  ids: readonly string[],
  apply: boolean,
): Promise<{ events: number; differing: (readonly [string, number])[] }> {
  for (;;) {
    const { rows } = await store.pool.query<LoadedRow>('select * from throughcare.load($1, $2, $3, $4)', [
      acting.organisation,
      acting.user,
      null,
      ids,
    ]);
    const streams = openStreams(store, acting.organisation, rows);
    const differing = await inTransaction(store, acting, async db => {
      const found = await db.query<{ tab: string; differs: number }>(
        'select * from throughcare.rebuild_streams($1, $2, $3)',
        [
          JSON.stringify(headsOf(streams)),
          JSON.stringify(rowsOf(store, acting.organisation, streams)),
          apply,
        ],
      );
      return found.rows.map(row => [row.tab, row.differs] as const);
    });
    if (!differing.some(([table]) => table === 'moved_on')) return { events: rows.length, differing };
  }
}

function headsOf(streams: ReadonlyMap<string, LoadedStream>) {
  return [...streams].map(([id, { head }]) => ({ id, version: head }));
}

function rowsOf(
  store: Store,
  organisation: string,
  streams: ReadonlyMap<string, LoadedStream>,
): Partial<Record<ProjectionTable, Row[]>> {
  const all: Partial<Record<ProjectionTable, Row[]>> = {};
  for (const [id, { kind, head, events }] of streams) {
    const rows = project(kind, id, head, events, { organisation, indexKey: store.keys.index });
    for (const table of projectionTables) (all[table] ??= []).push(...(rows[table] ?? []));
  }
  return all;
}
