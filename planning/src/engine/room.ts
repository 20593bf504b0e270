import type { Need } from './network.ts';
import type { RunState } from './run-state.ts';
import { stageField } from './stage-state.ts';
import type { StageState } from './stage-state.ts';

const { INSIDE, INSIDE_SQUARE_TIME, INSIDE_TIME, PLACES, PLACE_TIME, SETTLED_AT, WAITING, WAITING_TIME } =
  stageField;

/** Brings the person-time of a stage up to now; called before its numbers change. */
export function settle(run: RunState, { live }: StageState): void {
  const { now } = run;
  const passed = now - live[SETTLED_AT];
  if (passed > 0) {
    const inside = live[INSIDE];
    live[WAITING_TIME] += live[WAITING] * passed;
    live[INSIDE_TIME] += inside * passed;
    live[INSIDE_SQUARE_TIME] += inside * inside * passed;
    live[PLACE_TIME] += live[PLACES] * passed;
    live[SETTLED_AT] = now;
  }
}

/** Whether somebody (or a group) could begin now. */
export function hasRoom(run: RunState, stage: StageState): boolean {
  const { live, groupAtLeast, needs } = stage;
  if (groupAtLeast === 0) {
    if (live[INSIDE] >= live[PLACES]) return false;
  } else if (stage.rooms >= live[PLACES] || live[WAITING] < groupAtLeast) return false;
  return (
    needs === null || needs.every(({ resource, units }) => run.units[resource] - run.held[resource] >= units)
  );
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
