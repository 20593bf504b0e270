import { createHmac } from 'node:crypto';

/** By which a key can be told from another, and not be guessed: sixteen bytes of its HMAC, as hex. */
export function keyMark(key: Uint8Array): string {
  return createHmac('sha256', key).update('throughcare mark of a root key').digest('hex').slice(0, 32);
}
