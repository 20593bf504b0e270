import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * HMAC-SHA256 over the canonical bytes of a value (RFC 8785). The key is outside the database, so that who can
 * write every table still cannot make a row that fits.
 */
export function digest(key: Uint8Array, value: object): Buffer {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('A digest needs a JSON value.');
  return createHmac('sha256', key).update(text).digest();
}
