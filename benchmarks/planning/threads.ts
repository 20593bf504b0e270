import { loadavg } from 'node:os';
import { simulateMany } from '@throughcare/planning';
import { median, networkOf, queues } from './queues.ts';

/** Enough that starting two threads, each with a compiler that knows nothing yet, does not count. */
const runs = 120;

/** Two threads beside one, by the clock, in turns: the answer is the same bytes. */
export function measureThreads(): void {
  const network = networkOf(queues[1], 100_000);
  const ratios: number[] = [];
  for (let round = 0; round <= 3; round++) {
    const one = clocked(() => simulateMany(network, round, runs, 1));
    const two = clocked(() => simulateMany(network, round, runs, 2));
    if (JSON.stringify(one.result) !== JSON.stringify(two.result)) throw new Error('The answers differ.');
    if (round > 0) ratios.push(one.seconds / two.seconds);
  }
  const busy = loadavg()[0] > 0.9 ? `; the machine was busy (load ${loadavg()[0].toFixed(1)})` : '';
  console.log(`Two threads are ${median(ratios).toFixed(2)} times as fast as one (wanted 1.8)${busy}.`);
}

function clocked<T>(work: () => T): { result: T; seconds: number } {
  const began = performance.now();
  const result = work();
  return { result, seconds: (performance.now() - began) / 1000 };
}
