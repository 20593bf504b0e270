import { Refused, errorCode } from '../refused.ts';

/** What PostgreSQL says when it cannot write for want of space (class 53, `disk_full`). */
const DISK_FULL = '53100';

/** The same error, but for a full disk: that one is told in words. */
export function sayDiskFull(error: unknown): unknown {
  if (errorCode(error) !== DISK_FULL) return error;
  return new Refused(
    'The disk of the database is full. Nothing of this was saved; what was recorded before is safe. Free some space, ' +
      'then do it again.',
    { cause: error },
  );
}
