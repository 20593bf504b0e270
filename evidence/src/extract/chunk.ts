import type { DataFile } from './data-file.ts';
import { LONGEST_ROW } from './row-at.ts';
import type { RowKernel } from './row-kernel.ts';

/** A part of a file that one thread reads at a time: the rows that begin in bytes `from` to `until - 1`. */
export interface Chunk {
  readonly from: number;
  readonly until: number;
  /** The place of its first row; there is room for as many rows as can begin in it. */
  readonly slot: number;
  /** Line ends before byte `from - 1`. */
  readonly passed: number;
}

/** Where the rows of all chunks land, each in its place; threads share it. */
export interface Landing {
  /** The line on which each row ends. */
  readonly lines: Int32Array;
  /** Where each row begins, from its chunk's beginning; ~ of it for a row that has to be read again in words. */
  readonly starts: Int32Array;
  /** Where each row's id ends among the bytes of its chunk's ids; no room where no id is read. */
  readonly idEnds: Int32Array;
  /** By cell of the plan: numbers, days, or numbers of texts. */
  readonly columns: readonly (Float64Array | Int32Array)[];
}

/** A quotation that nobody can follow, a row too long, a file that has become shorter. */
export type ChunkFault = 'broken' | 'long' | 'changed';

/** What a thread found in a chunk. */
export interface ChunkRead {
  /** Where its first row begins; -1 if none does. */
  readonly begin: number;
  /** Where the row after its last one begins, and line ends before that. */
  readonly end: number;
  readonly line: number;
  readonly rows: number;
  /** What stopped it at `end`. */
  readonly fault: ChunkFault | undefined;
  /** The bytes of its ids, one after another. */
  readonly ids: Uint8Array;
}

/** Where a chunk's rows begin, when that is known, and line ends before. */
export interface Beginning {
  readonly at: number;
  readonly passed: number;
}

const NO_IDS = new Uint8Array(0);

/**
 * Reads a chunk. Where it begins is guessed when it is not known: after its first line end, as if that stood outside
 * quotation marks. Whoever joins the chunks sees whether that was so.
 */
export function readChunk(
  file: DataFile,
  kernel: RowKernel,
  chunk: Chunk,
  landing: Landing,
  known?: Beginning,
): ChunkRead {
  let base = known?.at ?? chunk.from - 1;
  let filled = file.read(base, kernel.window());
  const begin = known ?? guess(chunk, kernel.window(), filled);
  if (begin === undefined) {
    return { begin: -1, end: chunk.until, line: 0, rows: 0, fault: undefined, ids: NO_IDS };
  }
  let at = begin.at - base;
  let line = begin.passed;
  let rows = 0;
  let ids = NO_IDS;
  for (;;) {
    const last = base + filled >= file.size;
    const until = Math.min(chunk.until - base, filled + 1);
    const walk = kernel.walk(at, filled, last, until, line, base - chunk.from);
    const to = chunk.slot + rows;
    landing.lines.set(walk.lines, to);
    landing.starts.set(walk.starts, to);
    walk.columns.forEach((column, k) => landing.columns[k].set(column, to));
    if (landing.idEnds.length > 0) {
      for (let r = 0; r < walk.rows; r++) landing.idEnds[to + r] = walk.idEnds[r] + ids.length;
      ids = rows === 0 ? walk.ids.slice() : joined(ids, walk.ids);
    }
    rows += walk.rows;
    line = walk.line;
    at = walk.at;
    const stop = (fault: ChunkRead['fault']): ChunkRead => {
      return { begin: begin.at, end: base + at, line, rows, fault, ids };
    };
    if (walk.stopped === 'done') return stop(undefined);
    if (walk.stopped === 'broken') return stop('broken');
    if (walk.stopped === 'full') continue;
    if (at === 0 && filled === kernel.window().length) {
      // The row fills the window.
      if (filled >= LONGEST_ROW) return stop('long');
      kernel.widen();
    } else if (base + filled < file.size && filled < kernel.window().length) return stop('changed');
    base += at;
    at = 0;
    filled = file.read(base, kernel.window());
  }
}

const [LF, CR] = [0x0a, 0x0d];

/** The window begins one byte before the chunk. */
function guess({ from, until, passed }: Chunk, window: Uint8Array, filled: number): Beginning | undefined {
  const limit = Math.min(until - from, filled);
  for (let k = 0; k < limit; k++) {
    if (window[k] === LF || (window[k] === CR && window[k + 1] !== LF)) {
      return { at: from + k, passed: passed + 1 };
    }
  }
  return undefined;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
