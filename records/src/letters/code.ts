import { createHash } from 'node:crypto';

/**
 * The code on a letter: twelve characters, 60 bits, of the alphabet of return codes. Made of the letter's own id,
 * which nobody outside the record knows, so that it is the same whenever the letter is printed, and also after the
 * organisation has moved its record elsewhere (E42).
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

export function letterCode(letter: string): string {
  const bytes = createHash('sha256').update(`letter\n${letter}`).digest();
  return [...bytes.subarray(0, LENGTH)].map(byte => ALPHABET[byte % 32]).join('');
}

/** As it stands on the letter: '7KQ4-M9XT-2BFH'. */
export function showLetterCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

/** Reads what somebody typed: small letters, spaces and dashes, O for 0, I and L for 1. Undefined for no such code. */
export function readLetterCode(typed: string): string | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return plain.length === LENGTH && /^[0-9A-HJKMNP-TV-Z]+$/.test(plain) ? plain : undefined;
}
