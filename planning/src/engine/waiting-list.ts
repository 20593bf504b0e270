import { AHEAD, BEHIND, CLASS, FIELDS_REAL, FIELDS_WHOLE, SINCE } from './people.ts';
import type { People } from './people.ts';

/**
 * First come, first served within a priority class, one list a class and one for who fits none. Leaving from the
 * middle costs no more than from the front, and choosing who is next looks at the fronts alone, so no work grows
 * with the number of people waiting.
 */
export interface WaitingLists {
  /** Where the lists of a stage begin: offset[stage] to offset[stage + 1]. */
  readonly offset: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly base: Float64Array;
  readonly perTimeWaited: Float64Array;
  /** How many wait at a stage. */
  readonly length: Int32Array;
}

/** Lists for stages with these priority classes each. */
export function waitingLists(
  classes: readonly (readonly { readonly base: number; readonly perTimeWaited: number }[])[],
): WaitingLists {
  const rest = { base: 0, perTimeWaited: 0 };
  const all = classes.map(each => [...each, rest]);
  const offset = new Int32Array(classes.length + 1);
  all.forEach((each, stage) => (offset[stage + 1] = offset[stage] + each.length));
  const flat = all.flat();
  return {
    offset,
    first: new Int32Array(flat.length).fill(-1),
    last: new Int32Array(flat.length).fill(-1),
    base: Float64Array.from(flat, each => each.base),
    perTimeWaited: Float64Array.from(flat, each => each.perTimeWaited),
    length: new Int32Array(classes.length),
  };
}

export function joinList(
  lists: WaitingLists,
  people: People,
  stage: number,
  slot: number,
  group: number,
): void {
  const { whole } = people;
  const list = lists.offset[stage] + group;
  const last = lists.last[list];
  whole[slot * FIELDS_WHOLE + CLASS] = group;
  whole[slot * FIELDS_WHOLE + AHEAD] = last;
  whole[slot * FIELDS_WHOLE + BEHIND] = -1;
  if (last === -1) lists.first[list] = slot;
  else whole[last * FIELDS_WHOLE + BEHIND] = slot;
  lists.last[list] = slot;
  lists.length[stage]++;
}

export function leaveList(lists: WaitingLists, people: People, stage: number, slot: number): void {
  const { whole } = people;
  const list = lists.offset[stage] + whole[slot * FIELDS_WHOLE + CLASS];
  const ahead = whole[slot * FIELDS_WHOLE + AHEAD];
  const behind = whole[slot * FIELDS_WHOLE + BEHIND];
  if (ahead === -1) lists.first[list] = behind;
  else whole[ahead * FIELDS_WHOLE + BEHIND] = behind;
  if (behind === -1) lists.last[list] = ahead;
  else whole[behind * FIELDS_WHOLE + AHEAD] = ahead;
  lists.length[stage]--;
}

/** Who is next at a stage where somebody waits. */
export function nextInLine(lists: WaitingLists, people: People, stage: number, now: number): number {
  const begin = lists.offset[stage];
  const end = lists.offset[stage + 1];
  if (end - begin === 1) return lists.first[begin];
  let best = -1;
  let bestScore = -Infinity;
  let bestSince = 0;
  for (let list = begin; list < end; list++) {
    const slot = lists.first[list];
    if (slot === -1) continue;
    const since = people.real[slot * FIELDS_REAL + SINCE];
    const score = lists.base[list] + lists.perTimeWaited[list] * (now - since);
    if (best === -1 || score > bestScore || (score === bestScore && since < bestSince)) {
      best = slot;
      bestScore = score;
      bestSince = since;
    }
  }
  return best;
}
