import { atRisk } from './at-risk.ts';
import { holds, inForce } from './condition.ts';
import { drawDuration, drawRemaining } from './duration-draw.ts';
import type { DurationDraw } from './duration-draw.ts';
import { schedule } from './event-queue.ts';
import { leaveGroup } from './groups.ts';
import { kind, kindBits } from './kind.ts';
import { decision, mostPasses, purpose, uniformOf } from './luck.ts';
import { LEAVES } from './network.ts';
import {
  CAME,
  FIELDS_REAL,
  FIELDS_WHOLE,
  INSIDE,
  KEY,
  PASS,
  SINCE,
  STAGE,
  STAY_EVENT,
  VISITS,
  release,
} from './people.ts';
import { fill, fillNeeded, hasRoom, hold, letGo, settle } from './room.ts';
import { stay } from './run-state.ts';
import type { RunState } from './run-state.ts';
import { visitBins, waitBin, waitBins } from './statistics.ts';
import { joinList, leaveList } from './waiting-list.ts';

/** Moves somebody out of `from` (-1: from outside) to `to`, and through any forks at once. */
export function send(run: RunState, slot: number, from: number, to: number): void {
  const { statistics, people } = run;
  const { stages } = statistics;
  for (let forks = 0; forks < mostPasses; forks++) {
    if (from !== LEAVES) {
      statistics.moved[(run.cellsFrom + from) * (stages + 1) + to + 1]++;
      if (to !== LEAVES && to <= from) goRound(run, slot);
    }
    if (to === LEAVES) {
      leave(run, slot);
      return;
    }
    const cell = run.cellsFrom + to;
    statistics.arrived[cell]++;
    if (run.stayKind[to] === stay.instant) {
      statistics.began[cell]++;
      statistics.beganAtOnce[cell]++;
      statistics.waitCounts[cell * waitBins]++;
      complete(run, slot, to);
      from = to;
      to = choose(run, slot, from);
      continue;
    }
    people.whole[slot * FIELDS_WHOLE + STAGE] = to;
    people.whole[slot * FIELDS_WHOLE + VISITS]++;
    people.real[slot * FIELDS_REAL + SINCE] = run.now;
    const forGroups = run.groupAtLeast[to] > 0;
    if (!forGroups && hasRoom(run, to)) {
      settle(run, to);
      begin(run, slot, to);
      return;
    }
    if (run.lists.length[to] < run.mostWaiting[to]) {
      wait(run, slot, to, false);
      if (forGroups) fill(run, to);
      return;
    }
    statistics.refused[cell]++;
    from = to;
    to = run.fullTo[to];
  }
  run.stopping = 'Forks send people round without any time passing. Give one stage of the loop a duration.';
}

function leave(run: RunState, slot: number): void {
  const { statistics, people } = run;
  statistics.left++;
  statistics.leftInPeriod[run.period]++;
  statistics.timeInFlowSum[run.period] += run.now - people.real[slot * FIELDS_REAL + CAME];
  statistics.visits[Math.min(people.whole[slot * FIELDS_WHOLE + VISITS], visitBins - 1)]++;
  release(people, slot);
}

/** Stayed to the end: what that makes of them. */
export function complete(run: RunState, slot: number, stage: number): void {
  const { people } = run;
  run.statistics.completed[run.cellsFrom + stage]++;
  const sets = run.sets[stage];
  if (sets) {
    for (const { attribute, value } of sets) {
      people.attributes[slot * people.attributeCount + attribute] = value;
    }
  }
}

/** Joins the list; `already` when the person was in it before the run began, `waited` how long by then. */
export function wait(run: RunState, slot: number, stage: number, already: boolean, waited = 0): void {
  const { people, lists } = run;
  settle(run, stage);
  people.whole[slot * FIELDS_WHOLE + INSIDE] = 0;
  joinList(lists, people, stage, slot, classOf(run, slot, stage));
  if (run.risks.length > 0) atRisk(run, slot, stage, 0);
  const patience = run.patience[stage];
  if (patience !== null) {
    const length =
      waited > 0
        ? patienceBeyond(run, slot, stage, patience, waited)
        : drawLength(run, slot, stage, patience, purpose.patience, already);
    plan(run, run.now + length, slot, kind.patienceEnds);
  } else people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
}

function classOf(run: RunState, slot: number, stage: number): number {
  const classes = run.classes[stage];
  if (classes === null) return 0;
  const found = classes.findIndex(({ when }) => holds(run, slot, when));
  return found === -1 ? classes.length : found;
}

/** Takes a place; the caller has settled the stage's person-time. `already`: was inside before the run. */
export function begin(run: RunState, slot: number, stage: number, already = false): void {
  const needs = run.needs[stage];
  if (needs !== null) hold(run, needs);
  comeIn(run, slot, stage, already);
  const { people } = run;
  if (run.stayKind[stage] === stay.open) people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
  else plan(run, run.now + lengthOfStay(run, slot, stage, already), slot, kind.stayEnds);
}

/** Is inside from now on: counted, and at the risks of inside. */
export function comeIn(run: RunState, slot: number, stage: number, already: boolean): void {
  const { people, statistics } = run;
  run.inside[stage]++;
  people.whole[slot * FIELDS_WHOLE + INSIDE] = 1;
  if (!already) {
    const cell = run.cellsFrom + stage;
    const waited = run.now - people.real[slot * FIELDS_REAL + SINCE];
    statistics.began[cell]++;
    if (waited > 0) {
      statistics.waitSum[cell] += waited;
      statistics.waitCounts[cell * waitBins + waitBin(waited)]++;
    } else {
      statistics.beganAtOnce[cell]++;
      statistics.waitCounts[cell * waitBins]++;
    }
    if (run.classes[stage] !== null) countByClass(run, slot, stage, waited);
  }
  if (run.risks.length > 0) atRisk(run, slot, stage, 1);
}

function countByClass(run: RunState, slot: number, stage: number, waited: number): void {
  const { statistics } = run;
  const { classOffset, stages } = statistics;
  const cell = run.period * classOffset[stages] + classOffset[stage] + classOf(run, slot, stage);
  statistics.beganOfClass[cell]++;
  statistics.waitSumOfClass[cell] += waited;
}

/** The length that the stage, the day and the person's attributes make of their luck. */
export function lengthOfStay(run: RunState, slot: number, stage: number, already: boolean): number {
  const others = run.otherDurations[stage];
  const other = others === null ? undefined : inForce(run, slot, others);
  const draw = other === undefined ? run.durations[stage]! : other.draw;
  return drawLength(run, slot, stage, draw, purpose.duration, already);
}

/** Gives up a place or a position in the list; a freed place goes to the next before the person moves on. */
export function giveUp(run: RunState, slot: number, stage: number): void {
  const { people } = run;
  settle(run, stage);
  if (people.whole[slot * FIELDS_WHOLE + INSIDE] === 0) {
    leaveList(run.lists, people, stage, slot);
    return;
  }
  run.inside[stage]--;
  if (run.groupAtLeast[stage] > 0) {
    leaveGroup(run.groups, people, slot);
    return;
  }
  const needs = run.needs[stage];
  if (needs === null) {
    if (run.lists.length[stage] > 0) fill(run, stage);
  } else {
    letGo(run, needs);
    fillNeeded(run, needs);
  }
}

/** Where the routes of the day send this person: one uniform against the running sum of the shares. */
export function choose(run: RunState, slot: number, stage: number): number {
  const rows = run.routes[stage];
  const { to, share } =
    rows.length === 1 && rows[0].when === undefined ? rows[0] : (inForce(run, slot, rows) ?? rows[0]);
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
  if (passes >= mostPasses) {
    run.stopping =
      `Somebody has gone round ${mostPasses} times. The flow has a loop in which almost no time passes; ` +
      `give one of its stages a duration.`;
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

/** What is left of a patience that has lasted `waited`: drawn anew until one is longer, in a number of tries. */
function patienceBeyond(
  run: RunState,
  slot: number,
  stage: number,
  draw: DurationDraw,
  waited: number,
): number {
  const person = run.people.whole[slot * FIELDS_WHOLE + KEY];
  for (let attempt = 0; attempt < 1000; attempt++) {
    const own = decision(attempt, run.stageLuck[stage], purpose.stockPatience);
    const length = drawDuration(draw, run.luck, person, own);
    if (length > waited) return length - waited;
  }
  return 0;
}

function plan(run: RunState, time: number, slot: number, what: number): void {
  run.people.whole[slot * FIELDS_WHOLE + STAY_EVENT] =
    time <= run.horizon ? schedule(run.queue, time, (slot << kindBits) | what) : -1;
}
