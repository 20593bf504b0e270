import { arrivalsOf } from './arrivals.ts';
import { comeFrom, planArrival } from './come.ts';
import { endGroup } from './end-group.ts';
import { forgetRisk, scheduleRisk } from './at-risk.ts';
import { mostEvents, schedule, take } from './event-queue.ts';
import { fill, fillNeeded } from './fill.ts';
import { choose, complete, giveUp, goRound, send } from './flow.ts';
import { firstRiskKind, kind, kindBits } from './kind.ts';
import { luck as openLuck } from './luck.ts';
import type { Network } from './network.ts';
import { FIELDS_WHOLE, STAGE, STAY_EVENT } from './people.ts';
import { closePeriod, openPeriod, recordPeriod } from './record.ts';
import { refuseWhatCannotRun } from './refuse/network.ts';
import { settle, settleUnits } from './room.ts';
import { beginState } from './run-state.ts';
import type { RunState } from './run-state.ts';
import { EXPIRED, PLACES } from './stage-state.ts';
import type { Statistics } from './statistics.ts';
import { startWithThoseAlreadyThere } from './stock.ts';
import { timetableOf } from './timetable.ts';
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
  refuseWhatCannotRun(network);
  const state = beginState(network, openLuck(seed, run));
  const { queue, statistics, horizon, people, stages } = state;
  const { periodEnds } = network;
  const arrivals = network.sources.map(source => arrivalsOf(source, horizon));
  const placesAt = network.stages.map(stage => timetableOf(stage, state.luck));
  const unitsAt = (network.resources ?? []).map(resource => resource.units);
  const nextPlaces = new Int32Array(stages.length);
  const nextUnits = new Int32Array(unitsAt.length);

  openPeriod(state);
  for (let stage = 0; stage < stages.length; stage++) planPlaces(stage);
  for (let resource = 0; resource < unitsAt.length; resource++) planUnits(resource);
  for (let source = 0; source < arrivals.length; source++) planArrival(state, arrivals[source], source);
  startWithThoseAlreadyThere(state);

  while (state.stopping === null && take(queue)) {
    const { takenTime: time, takenCode, takenSequence } = queue;
    while (time > periodEnds[state.period]) closePeriod(state);
    state.now = time;
    const subject = takenCode >> kindBits;
    const what = takenCode & ((1 << kindBits) - 1);
    switch (what) {
      case kind.arrival:
        statistics.events++;
        comeFrom(state, arrivals[subject], subject);
        break;
      case kind.stayEnds:
        if (people.whole[subject * FIELDS_WHOLE + STAY_EVENT] === takenSequence) {
          statistics.events++;
          const stage = stages[people.whole[subject * FIELDS_WHOLE + STAGE]];
          giveUp(state, subject, stage);
          complete(state, subject, stage);
          send(state, subject, stage, choose(state, subject, stage));
        }
        break;
      case kind.patienceEnds:
        if (people.whole[subject * FIELDS_WHOLE + STAY_EVENT] === takenSequence) {
          statistics.events++;
          const stage = stages[people.whole[subject * FIELDS_WHOLE + STAGE]];
          stage.live[EXPIRED]++;
          giveUp(state, subject, stage);
          send(state, subject, stage, stage.expiredTo);
        }
        break;
      case kind.places: {
        statistics.events++;
        const stage = stages[subject];
        settle(state, stage);
        stage.live[PLACES] = placesAt[subject][nextPlaces[subject]].places;
        fill(state, stage);
        planPlaces(subject);
        break;
      }
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
  } else while (state.period < periodEnds.length) closePeriod(state);
  statistics.present = people.used - people.freeCount;
  waitingForEver(state, placesAt, unitsAt);
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
}

function happen(state: RunState, slot: number, risk: number): void {
  const { people, statistics } = state;
  const stage = state.stages[people.whole[slot * FIELDS_WHOLE + STAGE]];
  const { to } = state.risks[risk];
  statistics.happened[(state.cellsFrom + stage.index) * statistics.risks + risk]++;
  forgetRisk(state, slot, risk);
  if (to === 'stays') {
    scheduleRisk(state, slot, risk);
    return;
  }
  people.risks.ratio[slot * people.riskCount + risk] = 0;
  stage.moved[to + 1]++;
  giveUp(state, slot, stage);
  goRound(state, slot);
  send(state, slot, null, to);
}
