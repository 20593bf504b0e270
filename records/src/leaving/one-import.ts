import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';

/**
 * Runs `work` as the only import of an organisation into this database, from wherever. The lock is of a connection: it goes
 * when this process ends, however it ends. `stillAlone` throws where that connection broke meanwhile.
 */
export async function aloneAt<Value>(
  store: Pick<Store, 'pool'>,
  organisation: string,
  work: (stillAlone: () => Promise<void>) => Promise<Value>,
): Promise<Value> {
  const client = await store.pool.connect();
  const LOCK = `hashtext('throughcare.import'), hashtext($1)`;
  let broken = false;
  try {
    const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${LOCK}) as alone`, [
      organisation,
    ]);
    if (!rows[0].alone) {
      throw new Refused(
        'This organisation is being imported into this database by somebody else at this moment. Nothing was taken in. Wait ' +
          'until that is done, and see whether you still need this.',
      );
    }
    return await work(async () => void (await client.query('select')));
  } finally {
    await client.query(`select pg_advisory_unlock(${LOCK})`, [organisation]).catch(() => (broken = true));
    client.release(broken);
  }
}
