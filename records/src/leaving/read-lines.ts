import type { Hash } from 'node:crypto';
import type { SourceFile } from '../arriving/source-file.ts';

/** A line of a file, counted from 1: its text, or why it cannot be read. */
export type ReadLine =
  | { readonly number: number; readonly text: string; readonly bytes: number }
  | { readonly number: number; readonly text: null; readonly words: string };

/** Far beyond what an entry with the longest words can take; a file without a line break is not held whole. */
const LONGEST = 8 * 1024 * 1024;
const LINE_FEED = 0x0a;

export interface Passing {
  /** Takes up every byte on the way. */
  readonly hash?: Hash;
  /** Told how many bytes were read since it was told last. */
  readonly moved?: (bytes: number) => void;
}

/** Reads a file of UTF-8 line by line, never more than a line at a time. */
export async function* readLines(
  file: Pick<SourceFile, 'chunks'>,
  { hash, moved }: Passing = {},
): AsyncGenerator<ReadLine> {
  let held: Buffer[] = [];
  let size = 0;
  let number = 0;
  const end = (): ReadLine => {
    number++;
    const line =
      size > LONGEST
        ? ({ number, text: null, words: tooLong } as const)
        : asText(number, Buffer.concat(held));
    [held, size] = [[], 0];
    return line;
  };
  const hold = (piece: Buffer) => {
    size += piece.length;
    // Of a line that is too long nothing is kept but that it is.
    if (size > LONGEST) held = [];
    else held.push(piece);
  };
  for await (const chunk of file.chunks()) {
    hash?.update(chunk);
    moved?.(chunk.length);
    let at = 0;
    for (let next = chunk.indexOf(LINE_FEED); next >= 0; next = chunk.indexOf(LINE_FEED, at)) {
      hold(chunk.subarray(at, next));
      at = next + 1;
      yield end();
    }
    if (at < chunk.length) hold(chunk.subarray(at));
  }
  if (size > 0) yield end();
}

const tooLong = `is longer than the ${LONGEST.toLocaleString('en-GB')} bytes that a line may have`;

function asText(number: number, bytes: Buffer): ReadLine {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: number > 1 }).decode(bytes);
    if (!text.includes('\0')) return { number, text, bytes: bytes.length };
  } catch {
    // Told below.
  }
  const isUtf16 = bytes.includes(0) || (bytes[0] === 0xff && bytes[1] === 0xfe);
  return {
    number,
    text: null,
    words: `came ${isUtf16 ? 'UTF-16' : 'bytes that are no UTF-8'}; allowed: UTF-8`,
  };
}
