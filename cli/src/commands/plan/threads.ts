import { Worker } from 'node:worker_threads';
import type { Replication, Scenario } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { progressBar } from './progress-bar.ts';

/** What a thread is told to do: the runs `first`, `first + step`, ... below `end`. */
export interface ThreadWork {
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
}

export type ThreadWord =
  { readonly run: number; readonly replication: Replication } | { readonly refused: string };

/**
 * Replications 0 to `wanted` on several threads, the same to the last bit for any number of them. Ctrl-C ends it
 * early with the runs that are there without a gap, so they are the runs that a shorter call would have made.
 *
 * @throws RangeError with what a thread could not run
 */
export async function replicateOnThreads(
  scenarios: readonly Scenario[],
  seed: number,
  wanted: number,
  threads: number,
  io: Io,
): Promise<Replication[]> {
  const found: Replication[] = [];
  let done = 0;
  const bar = progressBar(io, wanted);
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>(resolve => (stop = resolve));
  process.once('SIGINT', stop);
  const workers: Worker[] = [];
  const work = Array.from(
    { length: Math.min(threads, wanted) },
    (_, first, step = Math.min(threads, wanted)) =>
      new Promise<void>((resolve, reject) => {
        const workerData: ThreadWork = { scenarios, seed, first, step, end: wanted };
        const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData });
        workers.push(worker);
        worker.on('message', (word: ThreadWord) => {
          if ('refused' in word) return reject(new RangeError(word.refused));
          found[word.run] = word.replication;
          bar.show(++done);
        });
        worker.once('error', reject);
        worker.once('exit', () => resolve());
      }),
  );
  try {
    await Promise.race([stopped, Promise.all(work)]);
  } finally {
    process.off('SIGINT', stop);
    bar.end();
    await Promise.all(workers.map(worker => worker.terminate()));
    await Promise.allSettled(work);
  }
  const gap = Array.from({ length: wanted }).findIndex((_, run) => found[run] === undefined);
  return gap === -1 ? found : found.slice(0, gap);
}
