import { withClient, type Queryable } from '../database/connect.ts';
import { besideOf, endIt, waiting } from '../database/holder.ts';
import { refusePooler } from '../database/pooler.ts';
import { Refused } from '../refused.ts';

const LOCK = "hashtext('throughcare.keys')";

/** How a change of keys waits for others. */
export interface ChangingKeys {
  readonly patienceMs?: number | undefined;
  /** What is safe where it gave up waiting. */
  readonly safe?: string;
}

/**
 * Runs `work` as the only one who changes keys of this database, from wherever. The lock is of the connection: the
 * database lets go of it when this process ends, however it ends. What somebody else holds is not waited for for ever.
 */
export async function changingKeys<Value>(
  serveUrl: string,
  { patienceMs, safe = 'Nothing was changed.' }: ChangingKeys,
  work: (db: Queryable) => Promise<Value>,
): Promise<Value> {
  const words = (holder: string) => heldWords('something that a change of keys needs', holder, safe);
  await refusePooler(serveUrl);
  return withClient(serveUrl, db =>
    ifAlone(db, async isAlone => {
      if (isAlone) return waiting(besideOf(serveUrl), db, { patienceMs, words }, () => work(db));
      throw new Refused(
        'Another command is changing the keys of this database at this moment, or has just been stopped. Nothing was ' +
          'changed. Wait until it is done; then see whether you still need this, and run it again.',
      );
    }),
  );
}

/** Says to `work` whether it is the only one, and does not wait for others. */
export async function ifAlone<Value>(
  db: Queryable,
  work: (isAlone: boolean) => Promise<Value>,
): Promise<Value> {
  const { rows } = await db.query<{ alone: boolean }>(`select pg_try_advisory_lock(${LOCK}) as alone`);
  const [{ alone }] = rows;
  try {
    return await work(alone);
  } finally {
    // Where the connection broke, the database has let go of it already.
    if (alone) await db.query(`select pg_advisory_unlock(${LOCK})`).catch(() => {});
  }
}

/** What is told where somebody else holds what a change of keys needs. */
export function heldWords(what: string, holder: string, safe: string): string {
  return `${holder} holds ${what}, and did not let go of it in time. ${safe} ${endIt} then run this again.`;
}
