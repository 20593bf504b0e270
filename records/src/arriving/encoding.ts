import { Refused } from '../refused.ts';
import type { ArrivingMap } from './map.ts';

const inWords = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16' } as const;

/**
 * The text of a file. A mark at its beginning says that it is UTF-8 or UTF-16. Without one it is UTF-8 if it can be,
 * and Windows-1252 only where the map says so: in that one every file can be read, most of them as something else.
 */
export function decode(bytes: Uint8Array, expected: ArrivingMap['encoding']): string {
  const marked = markOf(bytes);
  if (marked) return read(bytes, marked) ?? refuse(`It begins as ${inWords[marked]} and does not go on so.`);
  if (isHalfZeros(bytes)) return refuse('It is UTF-16 without the mark that says so, or no text at all.');
  const text = read(bytes, 'utf-8');
  if (expected === 'utf-8') {
    return (
      text ??
      refuse(
        'It is not UTF-8. If it comes from Excel on Windows, write "encoding: windows-1252" in the map, and look at ' +
          'names with accents afterwards.',
      )
    );
  }
  if (text !== undefined && bytes.some(byte => byte > 0x7f)) {
    return refuse('The map says Windows-1252, and the file is UTF-8. Take "encoding" out of the map.');
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

function markOf(bytes: Uint8Array): keyof typeof inWords | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function read(bytes: Uint8Array, encoding: keyof typeof inWords): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** In UTF-16 every second byte of Latin text is zero; in any other text none is. */
function isHalfZeros(bytes: Uint8Array): boolean {
  let zeros = 0;
  for (const byte of bytes) if (byte === 0) zeros++;
  return zeros > bytes.length / 4;
}

function refuse(why: string): never {
  throw new Refused(
    `The file cannot be read. ${why} Nothing was taken in. “CSV UTF-8” in a spreadsheet's “Save as” always works.`,
  );
}
