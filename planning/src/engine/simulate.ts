import { arrivalsOf, isDeterred, nextArrival, peopleASource, personKey } from './arrivals.ts';
import { forgetRisk, scheduleRisk } from './at-risk.ts';
import { mostEvents, schedule, take } from './event-queue.ts';
import { choose, complete, giveUp, goRound, send } from './flow.ts';
import { firstRiskKind, kind, kindBits } from './kind.ts';
import { decision, luck as openLuck, purpose, uniformOf } from './luck.ts';
import { LEAVES } from './network.ts';
import type { Network } from './network.ts';
import { FIELDS_WHOLE, KEY, STAGE, STAY_EVENT, admit } from './people.ts';
import { refuseWhatCannotRun } from './refuse-network.ts';
import { endGroup, fill, fillNeeded, settle, settleUnits } from './room.ts';
import { beginState } from './run-state.ts';
import type { RunState } from './run-state.ts';
import type { Stratum } from './source.ts';
import type { Statistics } from './statistics.ts';
import { startWithThoseAlreadyThere } from './stock.ts';
import { timetableOf } from './timetable.ts';

/** Looks on while a run goes: told now and then how far it is, and ends it by giving false. */
export type Watch = (now: number, events: number) => boolean;

const eventsBetweenLooks = 0x10000;

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
  const state = beginState(network, openLuck(seed, run));
  const { queue, statistics, horizon, people } = state;
  const { sources } = network;
  const arrivals = sources.map(source => arrivalsOf(source, horizon));
  const placesAt = network.stages.map(stage => timetableOf(stage, state.luck));
  const unitsAt = (network.resources ?? []).map(resource => resource.units);
  const nextPlaces = new Int32Array(network.stages.length);
  const nextUnits = new Int32Array(unitsAt.length);

  for (let stage = 0; stage < network.stages.length; stage++) planPlaces(stage);
  for (let resource = 0; resource < unitsAt.length; resource++) planUnits(resource);
  for (let source = 0; source < sources.length; source++) planArrival(source);
  startWithThoseAlreadyThere(state);

  while (state.stopping === null && take(queue)) {
    const { takenTime: time, takenCode, takenSequence } = queue;
    while (time > network.periodEnds[state.period]) closePeriod(state);
    state.now = time;
    const subject = takenCode >> kindBits;
    const what = takenCode & ((1 << kindBits) - 1);
    switch (what) {
      case kind.arrival:
        statistics.events++;
        comeFrom(subject);
        break;
      case kind.stayEnds:
        if (people.whole[subject * FIELDS_WHOLE + STAY_EVENT] === takenSequence) {
          statistics.events++;
          const stage = people.whole[subject * FIELDS_WHOLE + STAGE];
          complete(state, subject, stage);
          giveUp(state, subject, stage);
          send(state, subject, stage, choose(state, subject, stage));
        }
        break;
      case kind.patienceEnds:
        if (people.whole[subject * FIELDS_WHOLE + STAY_EVENT] === takenSequence) {
          statistics.events++;
          const stage = people.whole[subject * FIELDS_WHOLE + STAGE];
          statistics.expired[state.cellsFrom + stage]++;
          giveUp(state, subject, stage);
          send(state, subject, stage, state.expiredTo[stage]);
        }
        break;
      case kind.places:
        statistics.events++;
        settle(state, subject);
        state.places[subject] = placesAt[subject][nextPlaces[subject]].places;
        fill(state, subject);
        planPlaces(subject);
        break;
      case kind.units:
        statistics.events++;
        settleUnits(state, subject);
        state.units[subject] = unitsAt[subject][nextUnits[subject]].places;
        fillNeeded(state, [{ resource: subject }]);
        planUnits(subject);
        break;
      case kind.groupEnds:
        statistics.events++;
        endGroup(state, subject);
        break;
      default: {
        const risk = what - firstRiskKind;
        if (people.risks.event[subject * people.riskCount + risk] === takenSequence) {
          statistics.events++;
          happen(state, subject, risk);
        }
      }
    }
    if (queue.scheduled > mostEvents - 0x1000000) {
      state.stopping = 'The run has more events than it can number. Shorten it.';
    }
    if (
      watch !== undefined &&
      statistics.events % eventsBetweenLooks === 0 &&
      !watch(time, statistics.events)
    ) {
      state.stopping = 'It was cancelled.';
    }
  }
  if (state.stopping !== null) {
    statistics.stopped = { at: state.now, why: state.stopping };
    recordPeriod(state);
  } else while (state.period < network.periodEnds.length) closePeriod(state);
  statistics.present = people.used - people.freeCount;
  return statistics;

  function planPlaces(stage: number): void {
    const next = placesAt[stage].at(++nextPlaces[stage]);
    if (next !== undefined && next.at <= horizon) {
      schedule(queue, next.at, (stage << kindBits) | kind.places);
    }
  }

  function planUnits(resource: number): void {
    const next = unitsAt[resource].at(++nextUnits[resource]);
    if (next !== undefined && next.at <= horizon) {
      schedule(queue, next.at, (resource << kindBits) | kind.units);
    }
  }

  function planArrival(source: number): void {
    const time = nextArrival(arrivals[source], state.luck);
    if (arrivals[source].count >= peopleASource) {
      state.stopping = `More than ${peopleASource - 1} people came from ${sources[source].name}. Split the source.`;
    } else if (time <= horizon) schedule(queue, time, (source << kindBits) | kind.arrival);
  }

  function comeFrom(index: number): void {
    const source = sources[index];
    const key = personKey(source.luck, arrivals[index].count - 1);
    planArrival(index);
    if (isDeterred(source, key, state.now, state.luck)) {
      statistics.deterred[state.period]++;
      return;
    }
    statistics.came++;
    const slot = admit(people, key, state.now);
    if (source.strata !== undefined) describe(state, slot, source.strata);
    send(state, slot, LEAVES, source.to);
  }
}

/** Gives somebody who comes the attributes of the stratum that their luck puts them in. */
function describe({ people, luck }: RunState, slot: number, strata: readonly Stratum[]): void {
  const person = people.whole[slot * FIELDS_WHOLE + KEY];
  let left = uniformOf(luck, person, decision(0, 0, purpose.stratum));
  const values = (strata.find(({ share }) => (left -= share) < 0) ?? strata.at(-1)!).values;
  values.forEach((value, i) => (people.attributes[slot * people.attributeCount + i] = value));
}

function happen(state: RunState, slot: number, risk: number): void {
  const { people, statistics } = state;
  const stage = people.whole[slot * FIELDS_WHOLE + STAGE];
  const { to } = state.risks[risk];
  const cell = state.cellsFrom + stage;
  statistics.happened[cell * statistics.risks + risk]++;
  forgetRisk(state, slot, risk);
  if (to === 'stays') {
    scheduleRisk(state, slot, risk);
    return;
  }
  people.risks.ratio[slot * people.riskCount + risk] = 0;
  statistics.moved[cell * (statistics.stages + 1) + to + 1]++;
  giveUp(state, slot, stage);
  goRound(state, slot);
  send(state, slot, LEAVES, to);
}

function recordPeriod(state: RunState): void {
  const { statistics } = state;
  for (let resource = 0; resource < statistics.resources; resource++) settleUnits(state, resource);
  for (let stage = 0; stage < statistics.stages; stage++) {
    settle(state, stage);
    const cell = state.cellsFrom + stage;
    statistics.waitingAtEnd[cell] = state.lists.length[stage];
    statistics.insideAtEnd[cell] = state.inside[stage];
  }
}

function closePeriod(state: RunState): void {
  state.now = state.network.periodEnds[state.period];
  recordPeriod(state);
  state.period++;
  state.cellsFrom += state.statistics.stages;
}
