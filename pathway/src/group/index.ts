import type { Decider } from '../decider.ts';
import { groupCommandOf } from './command-of.ts';
import { impossibleGroup } from './impossible.ts';
import { decideGroup } from './decide.ts';
import { evolveGroup, noGroup } from './evolve.ts';
import type { GroupCommand, GroupEvent, GroupState } from './group.ts';
import { groupUpcasts } from './upcasts.ts';

/** The rules of one run of a programme: its sessions, who runs it, who has a place, who came. */
export const groupDecider: Decider<GroupState, GroupCommand, GroupEvent> = {
  kind: 'group',
  initial: noGroup,
  upcasts: groupUpcasts,
  commandOf: groupCommandOf,
  impossible: impossibleGroup,
  decide: decideGroup,
  evolve: evolveGroup,
};

export * from './group.ts';
