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
