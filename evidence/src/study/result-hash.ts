import { createHash } from 'node:crypto';

/** The SHA-256 of a report as JSON, the same whether it was just made or read again from its file. */
export function hashResult(report: object): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex');
}
