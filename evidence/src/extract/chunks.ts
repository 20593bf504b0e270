import { startSideWork } from '@throughcare/numerics';
import { readChunk } from './chunk.ts';
import type { Chunk, ChunkFault, ChunkRead, Landing } from './chunk.ts';
import { textsOf } from './chunk-texts.ts';
import type { ThreadRead, ThreadTask } from './chunks-worker.ts';
import type { DataFile } from './data-file.ts';
import { CHUNK, rowKernel } from './row-kernel.ts';
import type { RowKernel } from './row-kernel.ts';
import type { RowPlan } from './row-plan.ts';

/** Rows as the kernels left them: in the order of the file, with gaps between chunks. */
export interface RawRows {
  readonly landing: Landing;
  readonly parts: readonly RawPart[];
  /** By thread and cell of the plan: texts by number. */
  readonly texts: readonly (readonly (readonly (string | undefined)[])[])[];
  /** What stopped the reading before the end of the file. */
  readonly fault: { readonly kind: ChunkFault; readonly line: number } | undefined;
}

export interface RawPart {
  readonly chunk: Chunk;
  readonly rows: number;
  /** Which thread's texts its numbers are of. */
  readonly thread: number;
  readonly ids: Uint8Array;
}

/**
 * Reads all rows from `begin` on by some threads, which share the chunks of the file among them as they come free. The
 * result does not depend on how many there are, or which read what.
 *
 * @param passed line ends before `begin`
 * @param beside what this thread does while the others have begun
 */
export function readChunks(
  file: DataFile,
  plan: RowPlan,
  begin: number,
  passed: number,
  threads: number,
  beside: () => void = () => undefined,
): RawRows {
  const kernel = rowKernel(plan);
  const { chunks, room } = chunksOf(file, kernel, begin, passed);
  const others = file.path === undefined ? 0 : Math.max(0, Math.min(threads, chunks.length) - 1);
  const landing = landingFor(room, plan, others > 0);
  const next = new Int32Array(new SharedArrayBuffer(4));
  const task: ThreadTask = { path: file.path ?? '', plan, chunks, landing, next };
  const started = Array.from({ length: others }, () =>
    startSideWork<ThreadRead>(new URL('./chunks-worker.ts', import.meta.url), task),
  );
  const reads: (ChunkRead | undefined)[] = chunks.map(() => undefined);
  const threadOf = new Int32Array(chunks.length);
  const texts: ThreadRead['texts'][] = [];
  try {
    beside();
    for (let k = Atomics.add(next, 0, 1); k < chunks.length; k = Atomics.add(next, 0, 1)) {
      reads[k] = readChunk(file, kernel, chunks[k], landing, k === 0 ? { at: begin, passed } : undefined);
    }
    for (const [k, work] of started.entries()) {
      const answer = work.wait();
      for (const [chunk, read] of answer.reads) {
        reads[chunk] = read;
        threadOf[chunk] = k + 1;
      }
      texts.push(answer.texts);
    }
  } catch (error) {
    for (const work of started) work.drop();
    throw error;
  }
  const { parts, fault } = chain(file, kernel, chunks, landing, reads, threadOf, { at: begin, passed });
  return { landing, parts, fault, texts: [textsOf(kernel, plan), ...texts] };
}

/** Counts line ends, so that every chunk knows its place and its lines before any is read. */
function chunksOf(
  file: DataFile,
  kernel: RowKernel,
  begin: number,
  passed: number,
): { chunks: Chunk[]; room: number } {
  const chunks: Chunk[] = [];
  const window = kernel.window();
  let slot = 0;
  // The line end before the first row is counted with the first chunk.
  let lines = passed - 1;
  for (let from = begin; from < file.size; from += CHUNK) {
    const until = Math.min(from + CHUNK, file.size);
    const length = until - from;
    const filled = file.read(from - 1, window.subarray(0, length + 1));
    if (filled <= length) window[filled] = 0;
    const ends = kernel.lineEnds(0, length);
    chunks.push({ from, until, slot, passed: lines });
    slot += ends;
    lines += ends;
  }
  return { chunks, room: slot };
}

function landingFor(rows: number, plan: RowPlan, shared: boolean): Landing {
  const bytes = (count: number): ArrayBufferLike =>
    shared ? new SharedArrayBuffer(count) : new ArrayBuffer(count);
  const ints = (): Int32Array => new Int32Array(bytes(4 * rows));
  return {
    lines: ints(),
    starts: ints(),
    idEnds: plan.id === -1 ? new Int32Array(0) : ints(),
    columns: plan.cells.map(({ kind }) => (kind === 'number' ? new Float64Array(bytes(8 * rows)) : ints())),
  };
}

/** Follows the chunks from the first one: each has to begin where the one before ended, or it is read again from there. */
function chain(
  file: DataFile,
  kernel: RowKernel,
  chunks: readonly Chunk[],
  landing: Landing,
  reads: readonly (ChunkRead | undefined)[],
  threadOf: Int32Array,
  first: { readonly at: number; readonly passed: number },
): Pick<RawRows, 'parts' | 'fault'> {
  const parts: RawPart[] = [];
  let place = first;
  for (const [k, chunk] of chunks.entries()) {
    if (place.at >= chunk.until) continue;
    const guessed = reads[k];
    const right = guessed?.begin === place.at;
    const read = right && guessed !== undefined ? guessed : readChunk(file, kernel, chunk, landing, place);
    parts.push({ chunk, rows: read.rows, thread: right ? threadOf[k] : 0, ids: read.ids });
    if (read.fault !== undefined) return { parts, fault: { kind: read.fault, line: read.line + 1 } };
    place = { at: read.end, passed: read.line };
  }
  return { parts, fault: undefined };
}
