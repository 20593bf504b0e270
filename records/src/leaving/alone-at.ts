import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';

/** Work of which there is one at a time in a database for each organisation, and what a second one is told. */
interface OneAtATime {
  readonly lock: string;
  readonly words: string;
}

export const importing: OneAtATime = {
  lock: 'throughcare.import',
  words:
    'This organisation is being imported into this database by somebody else at this moment. Nothing was taken in. Wait ' +
    'until that is done, and see whether you still need this.',
};

export const exporting: OneAtATime = {
  lock: 'throughcare.export',
  words:
    'Everything of this organisation is being taken out by somebody else at this moment. Nothing was written. Wait until ' +
    'that is done, and see whether you still need this.',
};

export class NotAlone extends Refused {}

/**
 * Runs `work` as the only one of its kind for an organisation in this database, from wherever. The lock is of a connection: it
 * goes when this process ends, however it ends. `stillAlone` throws where that connection broke meanwhile.
 */
export async function aloneAt<Value>(
  store: Pick<Store, 'pool'>,
  organisation: string,
  { lock, words }: OneAtATime,
  work: (stillAlone: () => Promise<void>) => Promise<Value>,
): Promise<Value> {
  const client = await store.pool.connect();
  const of = [lock, organisation];
  let broken = false;
  try {
    const { rows } = await client.query<{ alone: boolean }>(
      'select pg_try_advisory_lock(hashtext($1), hashtext($2)) as alone',
      of,
    );
    if (!rows[0].alone) throw new NotAlone(words);
    return await work(async () => void (await client.query('select')));
  } finally {
    await client
      .query('select pg_advisory_unlock(hashtext($1), hashtext($2))', of)
      .catch(() => (broken = true));
    client.release(broken);
  }
}
