import { planArrival } from './come.ts';
import { dealWith } from './event.ts';
import { isNearlySpent, take } from './event-queue.ts';
import { luck as openLuck } from './luck.ts';
import type { Network } from './network.ts';
import { closePeriod, openPeriod, recordPeriod } from './record.ts';
import { refuseWhatCannotRun } from './refuse/network.ts';
import { beginState } from './run-state.ts';
import type { RunState } from './run-state.ts';
import type { Statistics } from './statistics.ts';
import { startWithThoseAlreadyThere } from './stock.ts';
import { planPlaces, planUnits } from './timetable.ts';
import { waitedAtEnd } from './waited-at-end.ts';
import { waitingForEver } from './waiting-for-ever.ts';

/** Looks on while a run goes: told now and then how far it is, and ends it by giving false. */
export type Watch = (now: number, events: number) => boolean;

const eventsBetweenLooks = 0x10000;

/**
 * As `simulate`, of a network that may have stages that nothing leads to: a scenario's, under numbers of which some are
 * nought.
 *
 * @throws RangeError with what is wrong and the mend, when the network cannot be run
 */
export function runNetwork(network: Network, seed: number, run: number, watch?: Watch): Statistics {
  return runFrom(network, seed, run, watch, state => {
    state.arrivals.forEach((_, source) => planArrival(state, source));
    startWithThoseAlreadyThere(state);
  });
}

/** Runs a network with whomever `come` brings into it. */
export function runFrom(
  network: Network,
  seed: number,
  run: number,
  watch: Watch | undefined,
  come: (state: RunState) => void,
): Statistics {
  refuseWhatCannotRun(network);
  const state = beginState(network, openLuck(seed, run));
  const { queue, statistics, people } = state;
  const { periodEnds } = network;

  openPeriod(state);
  state.stages.forEach(({ index }) => planPlaces(state, index));
  state.units.forEach((_, resource) => planUnits(state, resource));
  come(state);

  while (state.stopping === null && take(queue)) {
    while (queue.takenTime > periodEnds[state.period]) closePeriod(state);
    state.now = queue.takenTime;
    dealWith(state, queue.takenCode, queue.takenSequence);
    if (isNearlySpent(queue)) {
      state.stopping = 'The run has more events than it can number. Shorten it.';
    }
    if (
      watch !== undefined &&
      statistics.events % eventsBetweenLooks === 0 &&
      !watch(state.now, statistics.events)
    ) {
      state.stopping = 'It was cancelled.';
    }
  }
  if (state.stopping !== null) {
    statistics.stopped = { at: state.now, why: state.stopping };
    recordPeriod(state);
  } else while (state.period < periodEnds.length) closePeriod(state);
  statistics.present = people.used - people.freeCount;
  waitingForEver(state);
  waitedAtEnd(state);
  return statistics;
}
