import { escapeLiteral } from 'pg';
import type { Role } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import type { Store } from '../store.ts';
import { instant } from './types.ts';
import { sayDiskFull } from './disk-full.ts';
import { sayWaited } from './waited-too-long.ts';
import { preparing, type Queryable } from './connect.ts';

/**
 * Runs `work` in a transaction in which row-level security knows who acts, and commits it. `work` may commit by
 * itself, in one message with its last statement. What throws is rolled back. A snapshot by default; 'read
 * committed' for who has to see what was committed while it waited for a lock.
 */
export async function inTransaction<Value>(
  store: Pick<Store, 'pool' | 'clock'>,
  acting: Acting,
  work: (db: Queryable, roles: readonly Role[]) => Promise<Value>,
  isolation: 'repeatable read' | 'read committed' = 'repeatable read',
): Promise<Value> {
  const client = await store.pool.connect();
  let broken: Error | undefined;
  try {
    const values = [acting.organisation, acting.user, acting.purpose ?? null, acting.contact ?? null];
    const enter = values.map(value => (value === null ? 'null' : escapeLiteral(value))).join(', ');
    const at = escapeLiteral(instant(store.clock()));
    // One round trip for both; with two statements pg gives a result for each.
    const results = (await client.query(
      `begin isolation level ${isolation};
       select throughcare.enter(${enter}) as roles, set_config('throughcare.at', ${at}, true)`,
    )) as unknown as { rows: { roles: Role[] }[] }[];
    const value = await work(preparing(client), results[1].rows[0].roles);
    if (client.getTransactionStatus() !== 'I') await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure));
    throw sayWaited(sayDiskFull(error));
  } finally {
    client.release(broken);
  }
}
