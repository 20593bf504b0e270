import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The wrapping that turns 32 bytes into an Ed25519 private key (RFC 8410, PKCS #8). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

function bytesOf(content: object): Buffer {
  return Buffer.from(canonicalize(content)!);
}

export function signContent(seed: Uint8Array, content: object): Buffer {
  return sign(null, bytesOf(content), privateKey(seed));
}

export function isSigned(seed: Uint8Array, content: object, signature: Uint8Array): boolean {
  return verify(null, bytesOf(content), createPublicKey(privateKey(seed)), signature);
}

/** By which anybody checks what was signed, without being able to sign. */
export function signingKeyPem(seed: Uint8Array): string {
  return createPublicKey(privateKey(seed)).export({ type: 'spki', format: 'pem' });
}
