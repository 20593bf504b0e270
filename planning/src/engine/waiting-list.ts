import { AHEAD, BEHIND, FIELDS_WHOLE } from './people.ts';
import type { People } from './people.ts';

/** First come, first served, one list a stage; leaving from the middle costs no more than from the front. */
export interface WaitingLists {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly length: Int32Array;
}

export function waitingLists(stages: number): WaitingLists {
  return {
    first: new Int32Array(stages).fill(-1),
    last: new Int32Array(stages).fill(-1),
    length: new Int32Array(stages),
  };
}

export function joinList(lists: WaitingLists, people: People, stage: number, slot: number): void {
  const last = lists.last[stage];
  people.whole[slot * FIELDS_WHOLE + AHEAD] = last;
  people.whole[slot * FIELDS_WHOLE + BEHIND] = -1;
  if (last === -1) lists.first[stage] = slot;
  else people.whole[last * FIELDS_WHOLE + BEHIND] = slot;
  lists.last[stage] = slot;
  lists.length[stage]++;
}

export function leaveList(lists: WaitingLists, people: People, stage: number, slot: number): void {
  const ahead = people.whole[slot * FIELDS_WHOLE + AHEAD];
  const behind = people.whole[slot * FIELDS_WHOLE + BEHIND];
  if (ahead === -1) lists.first[stage] = behind;
  else people.whole[ahead * FIELDS_WHOLE + BEHIND] = behind;
  if (behind === -1) lists.last[stage] = ahead;
  else people.whole[behind * FIELDS_WHOLE + AHEAD] = ahead;
  lists.length[stage]--;
}
