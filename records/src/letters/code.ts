import { createHash } from 'node:crypto';
import { readableCode, readTypedCode } from '../keys/readable-code.ts';

/**
 * The code on a letter: twelve characters, 60 bits, of the alphabet of return codes. Made of the letter's own id,
 * which nobody outside the record knows, so that it is the same whenever the letter is printed, and also after the
 * organisation has moved its record elsewhere (E42).
 */
const LENGTH = 12;

export function letterCode(letter: string): string {
  return readableCode(createHash('sha256').update(`letter\n${letter}`).digest(), LENGTH);
}

/** As it stands on the letter: '7KQ4-M9XT-2BFH'. */
export function showLetterCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

export function readLetterCode(typed: string): string | undefined {
  return readTypedCode(typed, LENGTH);
}
