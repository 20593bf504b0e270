import { Refused } from '@throughcare/records';
import type { Log } from '@throughcare/web';

const DISK_FULL = '53100';

/** The terminal of a demonstration: silent while all goes well, one sentence for a page that failed. */
export function sayFailures(err: (text: string) => void): Log {
  return line => {
    if (line.what !== 'failed') return;
    err(
      line.sqlState === DISK_FULL || line.sqlState === 'ENOSPC'
        ? `The disk is full (${line.route}, reference ${line.reference}). Nothing of that was saved; what was recorded ` +
            'before is safe. Free some space, then do it again.\n'
        : `${line.route} failed (reference ${line.reference}): ${[line.error, line.sqlState].filter(Boolean).join(' ')}\n`,
    );
  };
}

/**
 * What runs by itself and failed: every minute it is tried again, and said where it is not what was said last. Of an error
 * that is not meant for people its kind alone is said, since its words can hold what was being written.
 */
export function sayUndone(err: (text: string) => void): (error: unknown) => void {
  let said = '';
  return error => {
    const each = error instanceof AggregateError ? error.errors : [error];
    const words = [...new Set(each.map(wordsOf))].join(' ');
    if (words !== said)
      err(
        `Something that runs by itself was not done; the rest was, and it is tried again every minute. ${words}\n`,
      );
    said = words;
  };
}

function wordsOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  const code = error instanceof Error && 'code' in error ? ` ${String(error.code)}` : '';
  return `It failed (${error instanceof Error ? error.name : typeof error}${code}).`;
}
