import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/**
 * A short text that travels through somebody's browser and comes back unread and unchanged: sealed for one purpose,
 * one session and a limited time. Nothing of it is kept here.
 */
export function seal(key: Buffer, purpose: string, session: string, text: string, expires: number): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(key, purpose), nonce).setAAD(Buffer.from(session));
  const sealed = Buffer.concat([cipher.update(JSON.stringify([expires, text]), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The text again; undefined when it was altered, sealed for something or somebody else, or is too old. */
export function unseal(
  key: Buffer,
  purpose: string,
  session: string,
  sealed: string | undefined,
  now: number,
): string | undefined {
  const bytes = Buffer.from(sealed ?? '', 'base64url');
  if (bytes.length < 29) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyFor(key, purpose), bytes.subarray(0, 12), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(session)).setAuthTag(bytes.subarray(12, 28));
    const opened = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    const [expires, text] = JSON.parse(opened) as [number, string];
    return now <= expires ? text : undefined;
  } catch {
    return undefined;
  }
}

function keyFor(key: Buffer, purpose: string): Buffer {
  return createHmac('sha256', key).update(`seal\n${purpose}`).digest();
}
