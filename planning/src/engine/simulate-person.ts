import { planOnly } from './come.ts';
import { peopleASource } from './arrivals.ts';
import { refuse } from './refuse/sentence.ts';
import { runFrom } from './run-network.ts';
import type { Network } from './network.ts';
import type { Statistics } from './statistics.ts';

/**
 * Repeats one made-up person of a run alone: the person of that number (0 is the first) from the source of that number, as
 * (seed, run) made them. Whether and when they come, what they are, each stay, way and risk are the same as among
 * all the others, since every draw is keyed by who they are. What hangs on others is not: they find every place free. So
 * the runs of all persons, added up, are the whole run wherever nobody waits.
 *
 * @throws RangeError with what is wrong and the mend, when the network cannot be run or has no such person
 */
export function simulatePerson(
  network: Network,
  seed: number,
  run: number,
  { source, number }: { readonly source: number; readonly number: number },
): Statistics {
  if (network.sources[source] === undefined) {
    refuse(`There is no source ${source}; the network has ${network.sources.length}, counted from 0.`);
  }
  if (!Number.isInteger(number) || number < 0 || number >= peopleASource) {
    refuse(`The number of a person was ${number}; give a whole number from 0 to ${peopleASource - 1}.`);
  }
  return runFrom(network, seed, run, undefined, state => {
    state.alone = true;
    planOnly(state, source, number);
  });
}
