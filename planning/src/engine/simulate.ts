import { isDeterred, nextArrival, personKey } from './arrivals.ts';
import type { ArrivalState } from './arrivals.ts';
import { schedule, take } from './event-queue.ts';
import { begin, choose, fill, giveUp, goRound, kind, send, settle, wait } from './flow.ts';
import { luck as openLuck } from './luck.ts';
import { mostSources, refuseWhatCannotRun } from './refuse-network.ts';
import { LEAVES } from './network.ts';
import type { Network } from './network.ts';
import {
  FIELDS_REAL,
  FIELDS_WHOLE,
  RISK_LEFT,
  RISK_RATE,
  RISK_EVENT,
  SINCE,
  STAGE,
  STAY_EVENT,
  admit,
} from './people.ts';
import { beginState } from './run-state.ts';
import type { RunState } from './run-state.ts';
import type { Statistics } from './statistics.ts';

/**
 * Runs a network once, from 0 to the last of `periodEnds`, under the luck of (seed, run). Events of the same
 * instant are dealt with in the order in which they were scheduled; a freed place goes to the first in the
 * list before the person who freed it moves on; nobody is put out when places are taken away. Pure: the same
 * arguments give the same statistics.
 */
export function simulate(network: Network, seed: number, run = 0): Statistics {
  refuseWhatCannotRun(network);
  const state = beginState(network, openLuck(seed, run));
  const { queue, statistics, horizon, people } = state;
  const sources = network.sources.map((): ArrivalState => ({ count: 0, total: 0 }));
  // Tables of numbers, so that the loop never reads a description.
  const placesAt = network.stages.map(stage => stage.places);
  const nextPlaces = new Int32Array(network.stages.length);

  for (let stage = 0; stage < network.stages.length; stage++) planPlaces(stage);
  for (let source = 0; source < sources.length; source++) planArrival(source);
  startWithThoseAlreadyThere(state);

  while (take(queue)) {
    const { takenTime: time, takenCode, takenSequence } = queue;
    while (time > network.periodEnds[state.period]) closePeriod(state);
    state.now = time;
    statistics.events++;
    const subject = takenCode >> 3;
    switch (takenCode & 7) {
      case kind.arrival:
        comeFrom(subject);
        break;
      case kind.stayEnds:
        if (people.whole[subject * FIELDS_WHOLE + STAY_EVENT] === takenSequence) {
          const stage = people.whole[subject * FIELDS_WHOLE + STAGE];
          statistics.completed[state.period * statistics.stages + stage]++;
          giveUp(state, subject, stage);
          send(state, subject, stage, choose(state, subject, stage));
        } else statistics.events--;
        break;
      case kind.patienceEnds:
        if (people.whole[subject * FIELDS_WHOLE + STAY_EVENT] === takenSequence) {
          const stage = people.whole[subject * FIELDS_WHOLE + STAGE];
          statistics.expired[state.period * statistics.stages + stage]++;
          giveUp(state, subject, stage);
          send(state, subject, stage, state.expiredTo[stage]);
        } else statistics.events--;
        break;
      case kind.detectedReoffence:
        if (people.whole[subject * FIELDS_WHOLE + RISK_EVENT] === takenSequence) reoffend(state, subject);
        else statistics.events--;
        break;
      default:
        settle(state, subject);
        state.places[subject] = placesAt[subject][nextPlaces[subject]].places;
        fill(state, subject);
        planPlaces(subject);
    }
  }
  while (state.period < network.periodEnds.length) closePeriod(state);
  statistics.present = people.used - people.freeCount;
  return statistics;

  function planPlaces(stage: number): void {
    const next = placesAt[stage][++nextPlaces[stage]];
    if (next !== undefined && next.at <= horizon) schedule(queue, next.at, stage * 8 + kind.places);
  }

  function planArrival(source: number): void {
    const time = nextArrival(network.sources[source], sources[source], state.luck);
    if (time <= horizon) schedule(queue, time, source * 8 + kind.arrival);
  }

  function comeFrom(index: number): void {
    const source = network.sources[index];
    const key = personKey(source.luck, sources[index].count - 1);
    planArrival(index);
    if (isDeterred(source, key, state.now, state.luck)) statistics.deterred[state.period]++;
    else {
      statistics.came++;
      send(state, admit(people, key), LEAVES, source.to);
    }
  }
}

function reoffend(state: RunState, slot: number): void {
  const { people, statistics } = state;
  const stage = people.whole[slot * FIELDS_WHOLE + STAGE];
  const to = state.network.detectedReoffending!.to;
  const { stages } = statistics;
  statistics.detectedReoffences[state.period * stages + stage]++;
  statistics.moved[(state.period * stages + stage) * (stages + 1) + to + 1]++;
  giveUp(state, slot, stage);
  goRound(state, slot);
  people.real[slot * FIELDS_REAL + RISK_LEFT] = Number.NaN;
  people.real[slot * FIELDS_REAL + RISK_RATE] = 0;
  people.whole[slot * FIELDS_WHOLE + RISK_EVENT] = -1;
  send(state, slot, LEAVES, to);
}

function startWithThoseAlreadyThere(state: RunState): void {
  state.network.stages.forEach((stage, index) => {
    const group = mostSources + stage.luck;
    for (let person = 0; person < stage.startInside + stage.startWaiting; person++) {
      const slot = admit(state.people, personKey(group, person));
      state.people.whole[slot * FIELDS_WHOLE + STAGE] = index;
      state.people.real[slot * FIELDS_REAL + SINCE] = 0;
      state.statistics.startedWith++;
      if (person < stage.startInside) begin(state, slot, index, true);
      else wait(state, slot, index, true);
    }
    fill(state, index);
  });
}

function closePeriod(state: RunState): void {
  const { statistics, network, period } = state;
  state.now = network.periodEnds[period];
  for (let stage = 0; stage < statistics.stages; stage++) {
    settle(state, stage);
    const cell = period * statistics.stages + stage;
    statistics.waitingAtEnd[cell] = state.lists.length[stage];
    statistics.insideAtEnd[cell] = state.inside[stage];
  }
  state.period++;
}
