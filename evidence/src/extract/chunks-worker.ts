import { readChunk } from './chunk.ts';
import type { Chunk, ChunkRead, Landing } from './chunk.ts';
import { textsOf } from './chunk-texts.ts';
import { fileAt } from './data-file.ts';
import { rowKernel } from './row-kernel.ts';
import type { RowPlan } from './row-plan.ts';

/** Chunks of a file, of which a thread takes one after another until none is left. */
export interface ThreadTask {
  readonly path: string;
  readonly plan: RowPlan;
  readonly chunks: readonly Chunk[];
  readonly landing: Landing;
  /** The number of the next chunk that nobody has taken. */
  readonly next: Int32Array;
}

export interface ThreadRead {
  readonly reads: readonly (readonly [chunk: number, read: ChunkRead])[];
  /** By cell of the plan: the texts that this thread met, by its own numbers. */
  readonly texts: readonly (readonly (string | undefined)[])[];
}

export default function readChunks(input: unknown): { result: ThreadRead } {
  const { path, plan, chunks, landing, next } = input as ThreadTask;
  const file = fileAt(path);
  try {
    const kernel = rowKernel(plan);
    const reads: [number, ChunkRead][] = [];
    for (let k = Atomics.add(next, 0, 1); k < chunks.length; k = Atomics.add(next, 0, 1)) {
      reads.push([k, readChunk(file, kernel, chunks[k], landing)]);
    }
    return { result: { reads, texts: textsOf(kernel, plan) } };
  } finally {
    file.close();
  }
}
