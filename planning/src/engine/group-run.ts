import { beInside, comeIn } from './begin.ts';
import { OF_WAITING, countChange } from './by-attribute.ts';
import { scheduleDue } from './event-queue.ts';
import { joinGroup, openGroup } from './groups.ts';
import { kind } from './kind.ts';
import { makeStayDue, makeStayLeftDue } from './length.ts';
import { hold } from './room.ts';
import type { RunState } from './run-state.ts';
import { stay, stageField } from './stage-state.ts';
import type { StageState } from './stage-state.ts';
import { leaveList, nextInLine } from './waiting-list.ts';

const { WAITING } = stageField;
const { groupEnds, kindBits } = kind;

/** Begins a group with who is in front, up to as many as it takes; one length, the first member's. */
export function startGroup(run: RunState, stage: StageState): void {
  const { list, live } = stage;
  const first = nextInLine(list, run.people, run.now);
  const group = openFilled(run, stage);
  const members = Math.min(stage.groupAtMost, live[WAITING]);
  for (let member = 0; member < members; member++) {
    const slot = nextInLine(list, run.people, run.now);
    leaveList(list, run.people, slot);
    live[WAITING]--;
    if (run.by !== null) countChange(run, slot, stage.index, OF_WAITING, -1);
    joinGroup(run.groups, run.people, group, slot);
    comeIn(run, slot, stage);
  }
  endGroupLater(run, stage, group, first, false);
}

/** A group that was under way when the run began. */
export function startGroupOfStock(run: RunState, stage: StageState, members: readonly number[]): void {
  const group = openFilled(run, stage);
  for (const slot of members) {
    joinGroup(run.groups, run.people, group, slot);
    beInside(run, slot, stage);
  }
  endGroupLater(run, stage, group, members[0], true);
}

function openFilled(run: RunState, stage: StageState): number {
  stage.rooms++;
  if (stage.needs !== null) hold(run, stage.needs);
  return openGroup(run.groups, stage.index);
}

function endGroupLater(
  run: RunState,
  stage: StageState,
  group: number,
  first: number,
  already: boolean,
): void {
  if (stage.stay === stay.open) return;
  if (already) makeStayLeftDue(run, first, stage);
  else makeStayDue(run, first, stage);
  if (run.queue.due <= run.horizon) scheduleDue(run.queue, (group << kindBits) | groupEnds);
}
