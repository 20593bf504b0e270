import { createHmac, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { readableCode, readTypedCode } from '../keys/readable-code.ts';

/**
 * Return codes: ten characters in three groups, 50 bits. Four find the row, by a keyed token; six are held by a slow
 * hash alone.
 */
const LENGTH = 10;
const PREFIX = 4;

/**
 * The code of the contact that a form opens. Made of the form's own id under a key, so that the same form, sent
 * twice because the line broke, is answered with the same code, and nothing has to be kept to do so.
 */
export function codeFor(codeKey: Uint8Array, commandId: string): string {
  return readableCode(createHmac('sha256', codeKey).update(`code:${commandId}`).digest(), LENGTH);
}

/** As it is shown: '7KQ4-M9X-T2B'. */
export function showCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 7)}-${code.slice(7)}`;
}

export function readCode(typed: string): string | undefined {
  return readTypedCode(typed, LENGTH);
}

export function codePrefix(code: string): string {
  return code.slice(0, PREFIX);
}

/** 32 MB and about a tenth of a second for each try (OWASP's parameters of 2023 for scrypt). */
const slow: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const run = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

export interface CodeHash {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

export async function hashCode(code: string): Promise<CodeHash> {
  const salt = randomBytes(16);
  return { salt, hash: await run(code, salt, 32, slow) };
}

export async function isCode(code: string, { salt, hash }: CodeHash): Promise<boolean> {
  return timingSafeEqual(await run(code, salt, 32, slow), hash);
}
