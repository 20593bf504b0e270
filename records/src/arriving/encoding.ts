import { createHash } from 'node:crypto';
import { Refused } from '../refused.ts';
import type { ArrivingMap } from './map.ts';
import type { SourceFile } from './source-file.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const inWords = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16' } as const;
type Marked = keyof typeof inWords;

/** What a file turned out to be when it was read through once. */
export interface Looked {
  readonly encoding: Encoding;
  /** How many bytes the mark at its beginning has. */
  readonly mark: number;
  readonly sha256: string;
}

/**
 * Reads a file through and says in what it is written. A mark at its beginning says that it is UTF-8 or UTF-16. Without
 * one it is UTF-8 if all of it can be, and Windows-1252 only where the map says so: in that one every file can be read,
 * most of them as something else.
 */
export async function lookThrough(
  file: Pick<SourceFile, 'chunks'>,
  expected: ArrivingMap['encoding'],
): Promise<Looked> {
  const hash = createHash('sha256');
  let first = true;
  let marked: Marked | undefined;
  let reader = validator('utf-8');
  let [length, zeros, beyond] = [0, 0, false];
  for await (const chunk of file.chunks()) {
    hash.update(chunk);
    if (first) {
      marked = markOf(chunk);
      reader = validator(marked ?? 'utf-8');
      first = false;
    }
    reader.add(chunk);
    length += chunk.length;
    for (const byte of chunk) {
      if (byte === 0) zeros++;
      else if (byte > 0x7f) beyond = true;
    }
  }
  const holds = reader.end();
  const sha256 = hash.digest('hex');
  if (marked) {
    if (!holds) refuse(`It begins as ${inWords[marked]} and does not go on so.`);
    return { encoding: marked, mark: marked === 'utf-8' ? 3 : 2, sha256 };
  }
  // In UTF-16 every second byte of Latin text is zero; in any other text none is.
  if (zeros > length / 4) refuse('It is UTF-16 without the mark that says so, or no text at all.');
  if (expected === 'utf-8') {
    if (holds) return { encoding: 'utf-8', mark: 0, sha256 };
    return refuse(
      'It is not UTF-8. If it comes from Excel on Windows, write "encoding: windows-1252" in the map, and look at ' +
        'names with accents afterwards.',
    );
  }
  if (holds && beyond) {
    refuse('The map says Windows-1252, and the file is UTF-8. Take "encoding" out of the map.');
  }
  return { encoding: 'windows-1252', mark: 0, sha256 };
}

function markOf([first, second, third]: Uint8Array): Marked | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** Whether bytes that come piece by piece are all of one encoding. */
function validator(encoding: Marked) {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let holds = true;
  const decode = (bytes?: Uint8Array) => {
    try {
      if (holds) decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      holds = false;
    }
  };
  return {
    add: decode,
    end() {
      decode();
      return holds;
    },
  };
}

function refuse(why: string): never {
  throw new Refused(
    `The file cannot be read. ${why} Nothing was taken in. “CSV UTF-8” in a spreadsheet's “Save as” always works.`,
  );
}
