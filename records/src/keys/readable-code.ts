/** Crockford's base 32: no two characters look alike. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code that people write down and read out, of `length` characters of 5 bits each, one a byte. */
export function readableCode(bytes: Uint8Array, length: number): string {
  return [...bytes.subarray(0, length)].map(byte => ALPHABET[byte % 32]).join('');
}

/**
 * Reads what somebody typed: small letters, spaces and dashes, O for 0, I and L for 1. Undefined for what is no code
 * of `length` characters.
 */
export function readTypedCode(typed: string, length: number): string | undefined {
  const plain = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return plain.length === length && /^[0-9A-HJKMNP-TV-Z]+$/.test(plain) ? plain : undefined;
}
