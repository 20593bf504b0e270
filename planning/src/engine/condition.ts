import type { Condition } from './network.ts';
import { personField } from './people.ts';
import type { RunState } from './run-state.ts';
import { stageField } from './stage-state.ts';

const { FIELDS_WHOLE, PASS } = personField;
const { INSIDE, WAITING } = stageField;

/** Whether every condition holds for this person now. */
export function holds(run: RunState, slot: number, when: readonly Condition[]): boolean {
  for (let i = 0; i < when.length; i++) {
    const { atLeast, below } = when[i];
    const value = valueOf(run, slot, when[i]);
    if ((atLeast !== undefined && value < atLeast) || (below !== undefined && value >= below)) return false;
  }
  return true;
}

function valueOf(run: RunState, slot: number, { of, index }: Condition): number {
  const { people } = run;
  switch (of) {
    case 'attribute':
      return people.attributes[slot * people.attributeCount + index];
    case 'waiting':
      return run.stages[index].live[WAITING];
    case 'inside':
      return run.stages[index].live[INSIDE];
    case 'times round':
      return people.whole[slot * FIELDS_WHOLE + PASS];
  }
}

/** The last of the rows that is in force for this person now; undefined when none is. */
export function inForce<Row extends { readonly from: number; readonly when?: readonly Condition[] }>(
  run: RunState,
  slot: number,
  rows: readonly Row[],
): Row | undefined {
  for (let i = rows.length - 1; i >= 0; i--) {
    const { from, when } = rows[i];
    if (from <= run.now && (when === undefined || holds(run, slot, when))) return rows[i];
  }
  return undefined;
}
