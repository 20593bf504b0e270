import { drawDuration, drawRemaining } from './duration-draw.ts';
import type { DurationDraw } from './duration-draw.ts';
import { schedule } from './event-queue.ts';
import { decision, exponentialOf, mostPasses, purpose, uniformOf } from './luck.ts';
import { LEAVES } from './network.ts';
import {
  FIELDS_REAL,
  FIELDS_WHOLE,
  INSIDE,
  KEY,
  PASS,
  RISK_LEFT,
  RISK_RATE,
  RISK_SINCE,
  RISK_EVENT,
  SINCE,
  STAGE,
  STAY_EVENT,
  release,
} from './people.ts';
import { stay } from './run-state.ts';
import type { RunState } from './run-state.ts';
import { waitBin, waitBins } from './statistics.ts';
import { joinList, leaveList } from './waiting-list.ts';

/** Kinds of event; the code of an event is its subject x 8 + kind. */
export const kind = { arrival: 0, stayEnds: 1, patienceEnds: 2, detectedReoffence: 3, places: 4 } as const;

/** Brings the person-time of a stage up to now; called before its numbers change. */
export function settle(run: RunState, stage: number): void {
  const { statistics, settledAt, now } = run;
  const passed = now - settledAt[stage];
  if (passed > 0) {
    const cell = run.period * statistics.stages + stage;
    statistics.waitingTime[cell] += run.lists.length[stage] * passed;
    statistics.insideTime[cell] += run.inside[stage] * passed;
    settledAt[stage] = now;
  }
}

/** Moves somebody out of `from` (-1: from outside) to `to`, and through any forks at once. */
export function send(run: RunState, slot: number, from: number, to: number): void {
  const { statistics, people } = run;
  const { stages } = statistics;
  for (;;) {
    if (from !== LEAVES) {
      statistics.moved[(run.period * stages + from) * (stages + 1) + to + 1]++;
      if (to !== LEAVES && to <= from) goRound(run, slot);
    }
    if (to === LEAVES) {
      statistics.left++;
      release(people, slot);
      return;
    }
    const cell = run.period * stages + to;
    statistics.arrived[cell]++;
    if (run.stayKind[to] === stay.instant) {
      statistics.began[cell]++;
      statistics.completed[cell]++;
      statistics.waitCounts[cell * waitBins]++;
      from = to;
      to = choose(run, slot, from);
      continue;
    }
    people.whole[slot * FIELDS_WHOLE + STAGE] = to;
    people.real[slot * FIELDS_REAL + SINCE] = run.now;
    if (run.inside[to] < run.places[to]) {
      settle(run, to);
      begin(run, slot, to);
      return;
    }
    if (run.lists.length[to] < run.mostWaiting[to]) {
      wait(run, slot, to, false);
      return;
    }
    statistics.refused[cell]++;
    from = to;
    to = run.fullTo[to];
  }
}

/** Joins the list; `already` when the person was in it before the run began. */
export function wait(run: RunState, slot: number, stage: number, already: boolean): void {
  const { people, lists } = run;
  settle(run, stage);
  joinList(lists, people, stage, slot);
  people.whole[slot * FIELDS_WHOLE + INSIDE] = 0;
  atRisk(run, slot, run.riskWaiting[stage]);
  const patience = run.patience[stage];
  if (patience !== null) {
    const length = drawLength(run, slot, stage, patience, purpose.patience, already);
    plan(run, run.now + length, slot, kind.patienceEnds);
  } else people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
}

/** Takes a place; the caller has settled the stage's person-time. `already`: was inside before the run. */
export function begin(run: RunState, slot: number, stage: number, already = false): void {
  const { people, statistics } = run;
  run.inside[stage]++;
  people.whole[slot * FIELDS_WHOLE + INSIDE] = 1;
  if (!already) {
    const cell = run.period * statistics.stages + stage;
    const waited = run.now - people.real[slot * FIELDS_REAL + SINCE];
    statistics.began[cell]++;
    statistics.waitSum[cell] += waited;
    statistics.waitCounts[cell * waitBins + waitBin(waited)]++;
  }
  atRisk(run, slot, run.riskInside[stage]);
  const duration = run.durations[stage];
  if (duration !== null) {
    const length = drawLength(run, slot, stage, duration, purpose.duration, already);
    plan(run, run.now + length, slot, kind.stayEnds);
  } else people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
}

/** Fills free places from the front of the list. */
export function fill(run: RunState, stage: number): void {
  const { lists, people } = run;
  while (lists.length[stage] > 0 && run.inside[stage] < run.places[stage]) {
    const slot = lists.first[stage];
    settle(run, stage);
    leaveList(lists, people, stage, slot);
    begin(run, slot, stage);
  }
}

/** Gives up a place or a position in the list; a freed place goes to the next before the person moves on. */
export function giveUp(run: RunState, slot: number, stage: number): void {
  settle(run, stage);
  if (run.people.whole[slot * FIELDS_WHOLE + INSIDE] === 1) {
    run.inside[stage]--;
    fill(run, stage);
  } else leaveList(run.lists, run.people, stage, slot);
}

/** Where the routes of the day send this person: one uniform against the running sum of the shares. */
export function choose(run: RunState, slot: number, stage: number): number {
  const rows = run.routes[stage];
  let row = rows[0];
  for (let i = 1; i < rows.length && rows[i].from <= run.now; i++) row = rows[i];
  const { to, share } = row;
  const last = to.length - 1;
  if (last === 0) return to[0];
  const { people } = run;
  const key = decision(people.whole[slot * FIELDS_WHOLE + PASS], run.stageLuck[stage], purpose.route);
  let left = uniformOf(run.luck, people.whole[slot * FIELDS_WHOLE + KEY], key);
  for (let i = 0; i < last; i++) {
    left -= share[i];
    if (left < 0) return to[i];
  }
  return to[last];
}

/** A new time round, so that no draw is ever used twice. */
export function goRound(run: RunState, slot: number): void {
  const passes = ++run.people.whole[slot * FIELDS_WHOLE + PASS];
  if (passes >= mostPasses) refuseLoop();
}

function refuseLoop(): never {
  throw new RangeError(
    `Somebody has gone round ${mostPasses} times. The flow has a loop in which almost no time passes; ` +
      `give one of its stages a duration.`,
  );
}

/**
 * Changes the hazard of a detected reoffence from now on. Each person holds one latent exponential a time
 * round; it is used up at the hazard of wherever they are, so custody stops the clock and does not reset it.
 */
function atRisk(run: RunState, slot: number, rate: number): void {
  const { people, now } = run;
  const { whole, real } = people;
  const own = slot * FIELDS_REAL;
  const before = real[own + RISK_RATE];
  if (rate === before) return;
  if (before > 0) real[own + RISK_LEFT] -= before * (now - real[own + RISK_SINCE]);
  real[own + RISK_RATE] = rate;
  real[own + RISK_SINCE] = now;
  whole[slot * FIELDS_WHOLE + RISK_EVENT] = -1;
  if (rate === 0) return;
  let left = real[own + RISK_LEFT];
  if (Number.isNaN(left)) {
    const pass = whole[slot * FIELDS_WHOLE + PASS];
    const person = whole[slot * FIELDS_WHOLE + KEY];
    left = exponentialOf(run.luck, person, decision(pass, 0, purpose.detectedReoffence));
    real[own + RISK_LEFT] = left;
  }
  const time = now + Math.max(0, left) / rate;
  // What lies beyond the end is never scheduled: the heap holds only what can still happen.
  if (time <= run.horizon) {
    const event = schedule(run.queue, time, slot * 8 + kind.detectedReoffence);
    whole[slot * FIELDS_WHOLE + RISK_EVENT] = event;
  }
}

function drawLength(
  run: RunState,
  slot: number,
  stage: number,
  draw: DurationDraw,
  about: number,
  already: boolean,
): number {
  const { people, luck } = run;
  const number = run.stageLuck[stage];
  const own = decision(people.whole[slot * FIELDS_WHOLE + PASS], number, about);
  const person = people.whole[slot * FIELDS_WHOLE + KEY];
  if (!already) return drawDuration(draw, luck, person, own);
  const other = about === purpose.duration ? purpose.stockDuration : purpose.stockPatience;
  return drawRemaining(draw, luck, person, own, decision(0, number, other));
}

function plan(run: RunState, time: number, slot: number, what: number): void {
  run.people.whole[slot * FIELDS_WHOLE + STAY_EVENT] =
    time <= run.horizon ? schedule(run.queue, time, slot * 8 + what) : -1;
}
