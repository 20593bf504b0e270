import type { Queryable } from '../database/connect.ts';
import { instant } from '../database/types.ts';
import { enterAsSystem } from './as-system.ts';

/** What is done to the whole database from the command line, and the act under which an auditor finds it. */
const acts = {
  backup: 'exported',
  restored: 'changed',
  masterKeyChanged: 'changed',
  wrappingKeyChanged: 'changed',
  previousKeyForgotten: 'changed',
} as const;
export type DoneAtTheMachine = keyof typeof acts;

/**
 * Puts a row into the access log of every organisation, in the transaction that is open on `db` or in one of its own.
 * Whoever sits at the machine has no account, so the row says that it was done there, and when.
 */
export async function noteAtTheMachine(db: Queryable, done: DoneAtTheMachine): Promise<void> {
  await enterAsSystem(db);
  const { rows } = await db.query<{ id: string }>('select throughcare.organisation_ids() as id');
  for (const { id } of rows) {
    await enterAsSystem(db, id);
    await db.query('select throughcare.note_access($1, $2, $3, $4, $5, $6)', [
      instant(Date.now()),
      acts[done],
      done,
      'organisation',
      [id],
      {},
    ]);
  }
  await enterAsSystem(db);
}
