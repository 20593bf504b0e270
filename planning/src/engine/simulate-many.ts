import { pool } from '@throughcare/numerics';
import type { Network } from './network.ts';
import { simulate } from './simulate.ts';
import type { Share } from './simulate-worker.ts';
import type { Statistics } from './statistics.ts';

/** Runs a thread does before it is given more: enough that handing over costs nothing, few enough to share out. */
const runsAShare = 4;

/**
 * Runs 0 to `runs` - 1 of a network under a seed, on `workers` threads (1: on this one). A run depends on nothing
 * but its number, so the statistics are the same to the last byte for any number of workers. Each run's statistics
 * hold a table of waits (6 kB a stage and period); of thousands of runs keep what you need and let them go.
 *
 * @throws RangeError with what is wrong and the mend, when the network cannot be run
 */
export function simulateMany(network: Network, seed: number, runs: number, workers = 1): Statistics[] {
  if (!Number.isInteger(runs) || runs < 1) {
    throw new RangeError(`runs was ${runs}; a whole number of 1 or more is needed.`);
  }
  if (workers === 1) return Array.from({ length: runs }, (_, run) => simulate(network, seed, run));
  const threads = pool<Share, Statistics[]>(new URL('./simulate-worker.ts', import.meta.url), workers);
  try {
    const shares: Share[] = [];
    for (let from = 0; from < runs; from += runsAShare) {
      shares.push({ network, seed, from, to: Math.min(runs, from + runsAShare) });
    }
    return threads.map(shares).flat();
  } finally {
    threads.end();
  }
}
