import type { Network } from '@throughcare/planning';

/** Stages one after the other with as many places each; stays are exponential of mean 1. */
export interface Queue {
  readonly name: string;
  readonly stages: number;
  readonly places: number;
  readonly rate: number;
}

export const queues: readonly Queue[] = [
  { name: 'M/M/4, load .8', stages: 1, places: 4, rate: 3.2 },
  { name: 'five stages in tandem, 4 places each', stages: 5, places: 4, rate: 3.2 },
  { name: '10,000 places, 5,000 taken', stages: 1, places: 10_000, rate: 5000 },
];

export function networkOf({ stages, places, rate }: Queue, people: number): Network {
  return {
    stages: Array.from({ length: stages }, (_, luck) => ({
      name: `stage ${luck + 1}`,
      luck,
      places: [{ at: 0, places }],
      stay: { kind: 'exponential', mean: 1 },
      next: [{ from: 0, to: [luck + 1 < stages ? luck + 1 : -1], share: [1] }],
      startWaiting: 0,
      startInside: 0,
    })),
    sources: [{ name: 'source', luck: 0, to: 0, rate, growth: 0, deterred: 0, deterredFrom: 0 }],
    periodEnds: [people / rate],
  };
}

/** What a side did: its events (an arrival or the end of a stay), processor seconds, and mean wait at the first stage. */
export interface Measured {
  readonly events: number;
  readonly seconds: number;
  readonly wait: number;
}

/** Processor seconds of `work`, which what else the machine does hardly changes; the compiler's threads count too. */
export function measured(work: () => { readonly events: number; readonly wait: number }): Measured {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { ...result, seconds: (user + system) / 1e6 };
}

export function nanoseconds({ events, seconds }: Measured): number {
  return (seconds * 1e9) / events;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
