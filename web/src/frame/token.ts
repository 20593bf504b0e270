import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The token that every form carries. It is an HMAC over the session (or, where nobody is signed in, over a random
 * cookie that lives until the browser closes), so nothing has to be kept and another site can't make one.
 */
export function formToken(key: Buffer, session: string): string {
  return createHmac('sha256', key).update(`form\n${session}`).digest('base64url');
}

export function isFormToken(key: Buffer, session: string, token: string): boolean {
  return sameText(formToken(key, session), token);
}

/** Compares without telling by its time where two texts part. */
export function sameText(one: string, other: string): boolean {
  const a = createHmac('sha256', 'compare').update(one).digest();
  const b = createHmac('sha256', 'compare').update(other).digest();
  return timingSafeEqual(a, b);
}

/** A random name for a browser that is not signed in; 128 bits. */
export function newVisitor(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * True when the browser itself says that another site sent this. Pages say `no-referrer`, so an honest form arrives
 * with `Origin: null`; there the fetch metadata or, in older browsers, the token alone decides.
 */
export function isCrossSite(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  host: string,
): boolean {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const origin = headers.origin;
  if (typeof origin !== 'string' || origin === 'null') return false;
  return origin !== `http://${host}` && origin !== `https://${host}`;
}
