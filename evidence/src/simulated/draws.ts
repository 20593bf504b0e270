import { stream } from '@throughcare/numerics';
import type { RandomStream } from '@throughcare/numerics';

/** What a person's random numbers are for. A purpose has its own stream, so that one more draw here moves none there. */
const PURPOSE = {
  person: 1,
  court: 2,
  future: 3,
  inside: 4,
  earlierOffence: 5,
  programme: 6,
  identity: 7,
  extractRecord: 8,
  serviceChoice: 9,
  serviceRecord: 10,
  serviceOrder: 11,
} as const;

/** The stream of one purpose of one person in the world of `seed`. */
export function draws(seed: number, person: number, purpose: keyof typeof PURPOSE): RandomStream {
  return stream(seed, 0, person, PURPOSE[purpose]);
}

/** The index of the first cumulative share above `u` (in 0 to 1); the last one if the shares fall short of it. */
export function pick(u: number, shares: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < shares.length - 1; k++) {
    sum += shares[k];
    if (u < sum) return k;
  }
  return shares.length - 1;
}
