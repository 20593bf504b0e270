import { SYSTEM, type Acting } from '../access/actor.ts';
import { loadStreams } from '../append/load.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Store } from '../store.ts';
import type { Progress, RebuildReport } from './rebuild.ts';
import { countEvents, eventsIn, headsOf, nextStreams, rowsOf } from './streams.ts';

/**
 * Counts what a rebuild of one organisation would change, and changes nothing. Streams are held for a moment in small
 * batches, so the service runs on; one that moved on in between is made again.
 */
export async function compareProjections(
  store: Store,
  organisation: string,
  onProgress: (progress: Progress) => void = () => {},
): Promise<RebuildReport> {
  const acting: Acting = { organisation, user: SYSTEM };
  const of = await countEvents(store, acting);
  const report = { streams: 0, events: 0, differing: {} as Record<string, number> };
  for (let after = ''; ;) {
    const ids = await nextStreams(store, acting, after);
    if (ids.length === 0) break;
    after = ids[ids.length - 1];
    const done = await compareBatch(store, acting, ids);
    report.streams += ids.length;
    report.events += done.events;
    onProgress({ events: report.events, of });
    for (const [table, count] of done.differing)
      report.differing[table] = (report.differing[table] ?? 0) + count;
  }
  const strays = await inTransaction(store, acting, async db => {
    const { rows } = await db.query<{ strays: number }>('select throughcare.count_strays(false) as strays');
    return rows[0].strays;
  });
  if (strays > 0) report.differing.strays = strays;
  return report;
}

async function compareBatch(
  store: Store,
  acting: Acting,
  ids: readonly string[],
): Promise<{ events: number; differing: (readonly [string, number])[] }> {
  for (;;) {
    const streams = await loadStreams(store, store.pool, acting, ids);
    const events = eventsIn(streams);
    const differing = await inTransaction(store, acting, async db => {
      const found = await db.query<{ tab: string; differs: number }>(
        'select * from throughcare.rebuild_streams($1, $2, false)',
        [JSON.stringify(headsOf(streams)), JSON.stringify(rowsOf(store, acting.organisation, streams))],
      );
      return found.rows.map(row => [row.tab, row.differs] as const);
    });
    if (!differing.some(([table]) => table === 'moved_on')) return { events, differing };
  }
}
