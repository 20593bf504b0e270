import { OF_INSIDE, countChange } from './by-attribute.ts';
import { fill, fillNeeded } from './fill.ts';
import { choose, complete, send } from './flow.ts';
import { closeGroup, leaveGroup } from './groups.ts';
import { personField } from './people.ts';
import { letGo, settle } from './room.ts';
import type { RunState } from './run-state.ts';
import { stageField } from './stage-state.ts';

const { BEHIND, FIELDS_WHOLE } = personField;
const { INSIDE } = stageField;

/** The room is free for the next group before the members of this one go on. */
export function endGroup(run: RunState, group: number): void {
  const stage = run.stages[run.groups.stage[group]];
  settle(run, stage);
  const members: number[] = [];
  for (let slot = run.groups.first[group]; slot !== -1;) {
    members.push(slot);
    slot = run.people.whole[slot * FIELDS_WHOLE + BEHIND];
  }
  for (const slot of members) {
    leaveGroup(run.groups, run.people, slot);
    stage.live[INSIDE]--;
    if (run.by !== null) countChange(run, slot, stage.index, OF_INSIDE, -1);
  }
  closeGroup(run.groups, group);
  stage.rooms--;
  const { needs } = stage;
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
