import { openStreams, type LoadedRow, type LoadedStream } from '../append/load.ts';
import type { Asking } from './answer.ts';

/** Loads streams inside an answer's own transaction. What may not be seen is not there. */
export async function loadIn(asking: Asking, ids: readonly string[]): Promise<Map<string, LoadedStream>> {
  if (ids.length === 0) return new Map();
  const { db, acting, store } = asking;
  const { rows } = await db.query<LoadedRow>('select * from throughcare.load($1, $2, $3, $4)', [
    acting.organisation,
    acting.user,
    acting.contact ?? null,
    ids,
  ]);
  return openStreams(store, acting.organisation, rows);
}
