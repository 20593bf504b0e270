import { fileAt } from './data-file.ts';
import { readPart } from './table-part.ts';
import type { PartRequest, TablePart } from './table-part.ts';

/** The second part of a file, read by a thread of its own. */
export interface SecondPart {
  readonly path: string;
  /** A place within the file: the part begins with the first line that begins at it or after it. */
  readonly after: number;
  readonly request: PartRequest;
}

export interface SecondPartRead {
  readonly begin: number;
  readonly part: TablePart;
}

const LF = 0x0a;

/** Where the first line at or after `after` begins, if no quotation is open there; the caller checks that. */
function lineAfter(file: ReturnType<typeof fileAt>, after: number): number {
  const window = new Uint8Array(1 << 16);
  for (let at = after - 1; at < file.size; at += window.length) {
    const found = window.subarray(0, file.read(at, window)).indexOf(LF);
    if (found !== -1) return at + found + 1;
  }
  return file.size;
}

export default function readSecondPart(input: unknown): { result: SecondPartRead; transfer: ArrayBuffer[] } {
  const { path, after, request } = input as SecondPart;
  const file = fileAt(path);
  try {
    const begin = lineAfter(file, after);
    const part = readPart(file, request, begin, file.size);
    const buffers = [
      part.lines,
      part.idBytes,
      part.idEnds,
      ...part.columns.map(column =>
        column.kind === 'date' ? column.days : column.kind === 'number' ? column.values : column.codes,
      ),
    ].map(array => array.buffer as ArrayBuffer);
    return { result: { begin, part }, transfer: buffers };
  } finally {
    file.close();
  }
}
