import { personField } from './people.ts';
import type { People } from './people.ts';

const { AHEAD, BEHIND, FIELDS_WHOLE, GROUP } = personField;

/** Groups that are under way, as rows that are used again: where they are, and who is in them, as a list. */
export interface GroupTable {
  readonly stage: number[];
  readonly first: number[];
  readonly free: number[];
}

export function noGroups(): GroupTable {
  return { stage: [], first: [], free: [] };
}

/** An empty group at a stage. */
export function openGroup(groups: GroupTable, stage: number): number {
  const group = groups.free.pop() ?? groups.stage.length;
  groups.stage[group] = stage;
  groups.first[group] = -1;
  return group;
}

export function closeGroup(groups: GroupTable, group: number): void {
  groups.free.push(group);
}

export function joinGroup(groups: GroupTable, { whole }: People, group: number, slot: number): void {
  const first = groups.first[group];
  whole[slot * FIELDS_WHOLE + GROUP] = group;
  whole[slot * FIELDS_WHOLE + AHEAD] = -1;
  whole[slot * FIELDS_WHOLE + BEHIND] = first;
  if (first !== -1) whole[first * FIELDS_WHOLE + AHEAD] = slot;
  groups.first[group] = slot;
}

export function leaveGroup(groups: GroupTable, { whole }: People, slot: number): void {
  const own = slot * FIELDS_WHOLE;
  const ahead = whole[own + AHEAD];
  const behind = whole[own + BEHIND];
  if (ahead === -1) groups.first[whole[own + GROUP]] = behind;
  else whole[ahead * FIELDS_WHOLE + BEHIND] = behind;
  if (behind !== -1) whole[behind * FIELDS_WHOLE + AHEAD] = ahead;
  whole[own + GROUP] = -1;
}
