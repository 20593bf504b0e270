import { schedule } from './event-queue.ts';
import { begin, comeIn, complete, lengthOfStay, choose, send } from './flow.ts';
import { closeGroup, joinGroup, leaveGroup, openGroup } from './groups.ts';
import { kind, kindBits } from './kind.ts';
import type { Need } from './network.ts';
import { BEHIND, FIELDS_REAL, FIELDS_WHOLE, SINCE, STAY_EVENT } from './people.ts';
import { stay } from './run-state.ts';
import type { RunState } from './run-state.ts';
import { leaveList, nextInLine } from './waiting-list.ts';

/** Brings the person-time of a stage up to now; called before its numbers change. */
export function settle(run: RunState, stage: number): void {
  const { statistics, settledAt, now } = run;
  const passed = now - settledAt[stage];
  if (passed > 0) {
    const cell = run.cellsFrom + stage;
    const inside = run.inside[stage];
    statistics.waitingTime[cell] += run.lists.length[stage] * passed;
    statistics.insideTime[cell] += inside * passed;
    statistics.insideSquareTime[cell] += inside * inside * passed;
    statistics.placeTime[cell] += run.places[stage] * passed;
    settledAt[stage] = now;
  }
}

/** Whether somebody (or a group) could begin now. */
export function hasRoom(run: RunState, stage: number): boolean {
  const atLeast = run.groupAtLeast[stage];
  if (atLeast === 0) {
    if (run.inside[stage] >= run.places[stage]) return false;
  } else if (run.rooms[stage] >= run.places[stage] || run.lists.length[stage] < atLeast) return false;
  const needs = run.needs[stage];
  return (
    needs === null || needs.every(({ resource, units }) => run.units[resource] - run.held[resource] >= units)
  );
}

/** Fills free places from the front of the list. */
export function fill(run: RunState, stage: number): void {
  while (run.lists.length[stage] > 0 && hasRoom(run, stage)) startNext(run, stage);
}

function startNext(run: RunState, stage: number): void {
  settle(run, stage);
  if (run.groupAtLeast[stage] > 0) {
    startGroup(run, stage);
    return;
  }
  const slot = nextInLine(run.lists, run.people, stage, run.now);
  leaveList(run.lists, run.people, stage, slot);
  begin(run, slot, stage);
}

/** Gives what is free of these resources to who has waited longest among the fronts of the stages needing them. */
export function fillNeeded(run: RunState, needs: readonly { readonly resource: number }[]): void {
  for (const { resource } of needs) {
    for (;;) {
      let longest = -1;
      let since = Infinity;
      for (const stage of run.neededBy[resource]) {
        if (run.lists.length[stage] === 0 || !hasRoom(run, stage)) continue;
        const slot = nextInLine(run.lists, run.people, stage, run.now);
        const front = run.people.real[slot * FIELDS_REAL + SINCE];
        if (front < since) {
          longest = stage;
          since = front;
        }
      }
      if (longest === -1) break;
      startNext(run, longest);
    }
  }
}

export function hold(run: RunState, needs: readonly Need[]): void {
  for (const { resource, units } of needs) {
    settleUnits(run, resource);
    run.held[resource] += units;
  }
}

export function letGo(run: RunState, needs: readonly Need[]): void {
  for (const { resource, units } of needs) {
    settleUnits(run, resource);
    run.held[resource] -= units;
  }
}

export function settleUnits(run: RunState, resource: number): void {
  const { statistics, unitsSettledAt, now } = run;
  statistics.unitTime[run.period * statistics.resources + resource] +=
    run.held[resource] * (now - unitsSettledAt[resource]);
  unitsSettledAt[resource] = now;
}

/** Begins a group with who is in front, up to as many as it takes; one length, the first member's. */
function startGroup(run: RunState, stage: number): void {
  const first = nextInLine(run.lists, run.people, stage, run.now);
  const group = openFilled(run, stage);
  const members = Math.min(run.groupAtMost[stage], run.lists.length[stage]);
  for (let member = 0; member < members; member++) {
    const slot = nextInLine(run.lists, run.people, stage, run.now);
    leaveList(run.lists, run.people, stage, slot);
    joinGroup(run.groups, run.people, group, slot);
    run.people.whole[slot * FIELDS_WHOLE + STAY_EVENT] = -1;
    comeIn(run, slot, stage, false);
  }
  endGroupLater(run, stage, group, first, false);
}

/** A group that was under way when the run began. */
export function startGroupOfStock(run: RunState, stage: number, members: readonly number[]): void {
  const group = openFilled(run, stage);
  for (const slot of members) {
    joinGroup(run.groups, run.people, group, slot);
    comeIn(run, slot, stage, true);
  }
  endGroupLater(run, stage, group, members[0], true);
}

function openFilled(run: RunState, stage: number): number {
  run.rooms[stage]++;
  const needs = run.needs[stage];
  if (needs !== null) hold(run, needs);
  return openGroup(run.groups, stage);
}

function endGroupLater(run: RunState, stage: number, group: number, first: number, already: boolean): void {
  if (run.stayKind[stage] === stay.open) return;
  const time = run.now + lengthOfStay(run, first, stage, already);
  if (time <= run.horizon) schedule(run.queue, time, (group << kindBits) | kind.groupEnds);
}

/** The room is free for the next group before the members of this one go on. */
export function endGroup(run: RunState, group: number): void {
  const stage = run.groups.stage[group];
  settle(run, stage);
  const members: number[] = [];
  for (let slot = run.groups.first[group]; slot !== -1;) {
    members.push(slot);
    slot = run.people.whole[slot * FIELDS_WHOLE + BEHIND];
  }
  for (const slot of members) {
    leaveGroup(run.groups, run.people, slot);
    run.inside[stage]--;
  }
  closeGroup(run.groups, group);
  run.rooms[stage]--;
  const needs = run.needs[stage];
  if (needs === null) fill(run, stage);
  else {
    letGo(run, needs);
    fillNeeded(run, needs);
  }
  for (const slot of members.reverse()) {
    complete(run, slot, stage);
    send(run, slot, stage, choose(run, slot, stage));
  }
}
