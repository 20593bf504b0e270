import { loadStreams, type LoadedStream } from '../append/load.ts';
import type { Asking } from './answer.ts';

/** Loads streams inside an answer's own transaction. What may not be seen is not there. */
export async function loadIn(asking: Asking, ids: readonly string[]): Promise<Map<string, LoadedStream>> {
  return loadStreams(asking.store, asking.db, asking.acting, ids);
}
