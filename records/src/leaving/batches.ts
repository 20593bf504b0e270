import type { History } from './histories.ts';

/** So many entries go together. Which ones do decides nothing: a record is taken in whole or not at all. */
const EVENTS_AT_ONCE = 500;

/** Gathers records until they are worth a round trip. */
export async function* inBatches(histories: AsyncIterable<History>): AsyncGenerator<readonly History[]> {
  let batch: History[] = [];
  let waiting = 0;
  for await (const history of histories) {
    batch.push(history);
    waiting += history.events.length;
    if (waiting < EVENTS_AT_ONCE) continue;
    yield batch;
    [batch, waiting] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}
