import type { IncomingMessage } from 'node:http';
import type { FailureCode } from '../errors.ts';

/**
 * What about a request as a whole is read differently by a proxy and by us, or promises what nobody here keeps; undefined
 * of what any browser sends.
 */
export function oddity({ rawHeaders, headers, httpVersion, url }: IncomingMessage): FailureCode | undefined {
  // A body in a coding is read by nobody here.
  if (!['', 'identity'].includes(headers['content-encoding'] ?? '')) return 'wrongKind';
  if (!['1.0', '1.1'].includes(httpVersion)) return 'unreadable';
  // An address that names a host of its own is for a proxy.
  if (url !== '*' && !url?.startsWith('/')) return 'unreadable';
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1')) return 'unreadable';
  return /^(100-continue)?$/i.test(headers.expect ?? '') ? undefined : 'unreadable';
}
