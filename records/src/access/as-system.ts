import { SYSTEM } from '../access/actor.ts';
import type { Queryable } from '../database/connect.ts';

/** Says, for the transaction that is open, that the program itself acts, in one organisation or in none. */
export async function enterAsSystem(
  db: Queryable,
  organisation = '00000000-0000-0000-0000-000000000000',
): Promise<void> {
  await db.query('select throughcare.enter($1, $2, null, null)', [organisation, SYSTEM]);
}

/** Runs `work` in a transaction in which the program itself acts, in one organisation or in none. */
export async function asSystem<Value>(
  db: Queryable,
  organisation: string | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  await db.query('begin');
  try {
    await enterAsSystem(db, organisation);
    const value = await work();
    await db.query('commit');
    return value;
  } catch (error) {
    await db.query('rollback');
    throw error;
  }
}
