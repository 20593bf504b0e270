import type { Network } from './network.ts';
import { refuseUnreached } from './refuse/unreached.ts';
import { refuseWhatCannotRun } from './refuse/network.ts';
import { runNetwork } from './run-network.ts';
import type { Watch } from './run-network.ts';
import type { Statistics } from './statistics.ts';

/**
 * Runs a network once, from 0 to the last of `periodEnds`, under the luck of (seed, run). Events of the same
 * instant are dealt with in the order in which they were scheduled; a freed place goes to the first in the
 * list before the person who freed it moves on; nobody is put out when places are taken away. Pure: the same
 * arguments give the same statistics. A run that would not end, or that `watch` ends, gives what it knows with
 * `stopped`.
 *
 * @throws RangeError with what is wrong and the mend, when the network cannot be run
 */
export function simulate(network: Network, seed: number, run = 0, watch?: Watch): Statistics {
  refuseWhatCannotRun(network);
  refuseUnreached(network);
  return runNetwork(network, seed, run, watch);
}
