import { within } from './read.ts';

/** What every command that runs a plan on threads may be told, as `parseArgs` takes it. */
export const runOptions = {
  seed: { type: 'string', default: '1' },
  threads: { type: 'string', default: '2' },
  json: { type: 'boolean', default: false },
  out: { type: 'string' },
} as const;

/** @throws RangeError naming the option, what came and what was allowed */
export function seedAndThreads(values: { readonly seed: string; readonly threads: string }) {
  return {
    seed: within('seed', values.seed, 0, 0xffffffff),
    threads: within('threads', values.threads, 1, 64),
  };
}
