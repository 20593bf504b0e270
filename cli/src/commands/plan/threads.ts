import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type {
  Difference,
  FewestAsked,
  FewestOfRun,
  ObservedSeries,
  Replication,
  Scenario,
  SeriesRun,
} from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { progressBar } from './progress-bar.ts';

/** What is run: whole plans side by side, or one plan over the periods of a series. */
export type ThreadJob =
  | {
      readonly kind: 'plans';
      readonly scenarios: readonly Scenario[];
      readonly seed: number;
      readonly warmUp: number;
    }
  | {
      /** Under draws of what is assumed, each run so many times. */
      readonly kind: 'table';
      readonly scenario: Scenario;
      readonly series: ObservedSeries;
      readonly seed: number;
      readonly runsADraw: number;
    }
  | {
      readonly kind: 'series';
      readonly scenario: Scenario;
      readonly series: ObservedSeries;
      readonly seed: number;
      /** Number of the first run, so that other runs have other luck. */
      readonly from: number;
      /** Where each run stands on the scale of its parameters; null to draw them anew. */
      readonly scores: readonly (readonly number[])[] | null;
    }
  | {
      /** The fewest places of a plan, for one wait after the other. */
      readonly kind: 'places';
      readonly scenario: Scenario;
      readonly asked: readonly FewestAsked[];
    }
  | {
      /** Two plans with one assumption set to a value, all else drawn. */
      readonly kind: 'even';
      readonly scenarios: readonly [Scenario, Scenario];
      readonly parameter: string;
      readonly measure: Difference['measure'];
      readonly seed: number;
      readonly value: number;
    };

/** First plan less second in one run. */
export interface EvenRun {
  readonly difference: number;
}

/** The fewest places that one run needs, for each wait. */
export interface PlacesRun {
  readonly fewest: readonly FewestOfRun[];
}

type Found = Replication | SeriesRun | EvenRun | PlacesRun;

/**
 * What a thread is told to do: the runs below `end` that no other thread has taken. `next` holds the number of the next
 * one, shared by all: none idles while another has a queue, and what is done at any moment has hardly a gap.
 */
export interface ThreadWork {
  readonly job: ThreadJob;
  readonly next: Int32Array<SharedArrayBuffer>;
  /** 1 once it is to stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  readonly end: number;
}

export type ThreadWord =
  | { readonly run: number; readonly found: Found }
  /** Runs that were stopped on their way. */
  | { readonly underWay: Replication }
  | { readonly refused: string };

/** Replications 0 to `wanted` of plans; those that were under way when it was stopped go to `underWay`. */
export const replicateOnThreads = (
  scenarios: readonly Scenario[],
  seed: number,
  wanted: number,
  threads: number,
  io: Io,
  warmUp = 0,
  underWay: (found: Replication) => void = () => undefined,
): Promise<Replication[]> =>
  onThreads({ kind: 'plans', scenarios, seed, warmUp }, wanted, threads, io, underWay);

/** Runs 0 to `wanted` of a plan over a series. */
export const seriesOnThreads = (
  job: ThreadJob & { readonly kind: 'series' | 'table' },
  wanted: number,
  threads: number,
  io: Io,
): Promise<SeriesRun[]> => onThreads(job, wanted, threads, io);

/** What runs 0 to `wanted` need, for one wait after the other. */
export const placesOnThreads = (
  job: ThreadJob & { readonly kind: 'places' },
  wanted: number,
  threads: number,
  io: Io,
): Promise<PlacesRun[]> => onThreads(job, wanted, threads, io);

/** Differences of runs 0 to `wanted`. @throws RangeError when it was stopped before all were there */
export async function differencesOnThreads(
  job: ThreadJob & { readonly kind: 'even' },
  wanted: number,
  threads: number,
  io: Io,
): Promise<number[]> {
  const found = await onThreads<EvenRun>(job, wanted, threads, io);
  if (found.length < wanted)
    throw new RangeError('It was stopped before the search was over, so nothing is known.');
  return found.map(({ difference }) => difference);
}

/** So long, in milliseconds, a thread has to say what it was about when it is stopped. */
const longestGoodbye = 2000;

/** What a run leaves to collect dies at once: with more room for it, each thread holds 20 MB more and is no faster. */
const resourceLimits = { maxYoungGenerationSizeMb: 6 };

/**
 * Runs on several threads, the same to the last bit for any number of them. Ctrl-C ends it early with the runs that
 * are there without a gap, so they are the runs that a shorter call would have made.
 *
 * @throws RangeError with what a thread could not run
 */
async function onThreads<Of extends Found>(
  job: ThreadJob,
  wanted: number,
  threads: number,
  io: Io,
  underWay: (found: Replication) => void = () => undefined,
): Promise<Of[]> {
  const found: Of[] = [];
  let done = 0;
  const bar = progressBar(io, wanted);
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let toldToStop: () => void = () => undefined;
  const stopped = new Promise<void>(resolve => (toldToStop = resolve));
  const tellToStop = (): void => {
    Atomics.store(stop, 0, 1);
    toldToStop();
  };
  process.once('SIGINT', tellToStop);
  const workers: Worker[] = [];
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const work = Array.from(
    { length: Math.min(threads, wanted) },
    () =>
      new Promise<void>((resolve, reject) => {
        const workerData: ThreadWork = { job, next, stop, end: wanted };
        const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData, resourceLimits });
        workers.push(worker);
        worker.on('message', (word: ThreadWord) => {
          if ('refused' in word) return reject(new RangeError(word.refused));
          if ('underWay' in word) return underWay(word.underWay);
          // A thread answers with what its job is about.
          found[word.run] = word.found as Of;
          bar.show(++done);
        });
        worker.once('error', reject);
        worker.once('exit', () => resolve());
      }),
  );
  try {
    const all = Promise.all(work);
    await Promise.race([stopped, all]);
    // A run looks now and then whether it is to stop; one that does not look soon is ended without its word.
    if (Atomics.load(stop, 0) === 1)
      await Promise.race([all, setTimeout(longestGoodbye, null, { ref: false })]);
  } finally {
    process.off('SIGINT', tellToStop);
    bar.end();
    await Promise.all(workers.map(worker => worker.terminate()));
    await Promise.allSettled(work);
  }
  const gap = Array.from({ length: wanted }).findIndex((_, run) => found[run] === undefined);
  return gap === -1 ? found : found.slice(0, gap);
}
