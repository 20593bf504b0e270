import { Refused, errorCode } from '../refused.ts';
import type { Queryable } from './connect.ts';

/** What PostgreSQL says when a lock did not become free in time. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * For how long anything waits for what another session holds. Whoever stands before a page has given up by then, and who
 * waits for a table keeps out everybody that comes after.
 */
export const PATIENCE_MS = 30_000;

/** The same of another Throughcare at the same work, which may be long at it and is then done. */
export function patienceWithOurs(patienceMs: number): number {
  return 20 * patienceMs;
}

/** The same of what keeps out everybody who writes for as long as it waits itself. */
export function patienceBeforeWriters(patienceMs: number): number {
  return patienceMs / 6;
}

/** Somebody else held what this needed, and did not let go of it in time. */
export class WaitedTooLong extends Refused {
  override readonly name = 'WaitedTooLong';
  /** As PostgreSQL has it, so that a log of failures names it. */
  readonly code = LOCK_NOT_AVAILABLE;
}

/** The same error, but for a wait that was too long: that one is told in words. */
export function sayWaited(error: unknown): unknown {
  if (error instanceof WaitedTooLong || errorCode(error) !== LOCK_NOT_AVAILABLE) return error;
  return new WaitedTooLong(
    'Somebody else holds what this needs, and did not let go of it in time. Nothing of this was saved; what was recorded ' +
      'before is safe. Try again in a minute. Where that does not help, let whoever runs the database look for a session ' +
      'of it that has been left open.',
    { cause: error },
  );
}

/** No statement of this transaction waits longer for a lock. */
export async function giveUpAfter(db: Queryable, ms: number): Promise<void> {
  await db.query(`select set_config('lock_timeout', $1, true)`, [`${ms}ms`]);
}
