import { parentPort, workerData } from 'node:worker_threads';
import { replicator } from '@throughcare/planning';
import type { ThreadWord, ThreadWork } from './threads.ts';

const { scenarios, seed, first, step, end } = workerData as ThreadWork;
const say = (word: ThreadWord): void => parentPort!.postMessage(word, []);
try {
  const replicateOne = replicator(scenarios, seed);
  for (let run = first; run < end; run += step) say({ run, replication: replicateOne(run) });
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  say({ refused: error.message });
}
