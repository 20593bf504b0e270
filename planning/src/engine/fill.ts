import { begin } from './begin.ts';
import { OF_WAITING, countChange } from './by-attribute.ts';
import { startGroup } from './group-run.ts';
import { personField } from './people.ts';
import { hasRoom, settle } from './room.ts';
import type { RunState } from './run-state.ts';
import { stageField } from './stage-state.ts';
import type { StageState } from './stage-state.ts';
import { leaveList, nextInLine } from './waiting-list.ts';

const { FIELDS_REAL, SINCE } = personField;
const { WAITING } = stageField;

/** Fills free places from the front of the list; the caller has settled the stage's person-time. */
export function fill(run: RunState, stage: StageState): void {
  while (stage.live[WAITING] > 0 && hasRoom(run, stage)) startNext(run, stage);
}

function startNext(run: RunState, stage: StageState): void {
  if (stage.groupAtLeast > 0) {
    startGroup(run, stage);
    return;
  }
  const slot = nextInLine(stage.list, run.people, run.now);
  leaveList(stage.list, run.people, slot);
  stage.live[WAITING]--;
  if (run.by !== null) countChange(run, slot, stage.index, OF_WAITING, -1);
  begin(run, slot, stage);
}

/** Gives what is free of these resources to who has waited longest among the fronts of the stages needing them. */
export function fillNeeded(run: RunState, needs: readonly { readonly resource: number }[]): void {
  for (const { resource } of needs) {
    for (;;) {
      let longest: StageState | null = null;
      let since = Infinity;
      for (const stage of run.neededBy[resource]) {
        if (stage.live[WAITING] === 0 || !hasRoom(run, stage)) continue;
        const slot = nextInLine(stage.list, run.people, run.now);
        const front = run.people.real[slot * FIELDS_REAL + SINCE];
        if (front < since) {
          longest = stage;
          since = front;
        }
      }
      if (longest === null) break;
      settle(run, longest);
      startNext(run, longest);
    }
  }
}
