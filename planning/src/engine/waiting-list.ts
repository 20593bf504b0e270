import { personField } from './people.ts';
import type { People } from './people.ts';

const { AHEAD, BEHIND, CLASS, FIELDS_REAL, FIELDS_WHOLE, SINCE } = personField;

/**
 * First come, first served within a priority class, one line a class and a last one for who fits none. Leaving
 * from the middle costs no more than from the front, and choosing who is next looks at the fronts alone, so no
 * work grows with the number of people waiting.
 */
export interface WaitingList {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly base: Float64Array;
  readonly perTimeWaited: Float64Array;
}

/** An empty list of a stage with these priority classes. */
export function waitingList(
  classes: readonly { readonly base: number; readonly perTimeWaited: number }[],
): WaitingList {
  const all = [...classes, { base: 0, perTimeWaited: 0 }];
  return {
    first: new Int32Array(all.length).fill(-1),
    last: new Int32Array(all.length).fill(-1),
    base: Float64Array.from(all, each => each.base),
    perTimeWaited: Float64Array.from(all, each => each.perTimeWaited),
  };
}

export function joinList(list: WaitingList, { whole }: People, slot: number, line: number): void {
  const own = slot * FIELDS_WHOLE;
  const last = list.last[line];
  whole[own + CLASS] = line;
  whole[own + AHEAD] = last;
  whole[own + BEHIND] = -1;
  if (last === -1) list.first[line] = slot;
  else whole[last * FIELDS_WHOLE + BEHIND] = slot;
  list.last[line] = slot;
}

export function leaveList(list: WaitingList, { whole }: People, slot: number): void {
  const own = slot * FIELDS_WHOLE;
  const line = whole[own + CLASS];
  const ahead = whole[own + AHEAD];
  const behind = whole[own + BEHIND];
  if (ahead === -1) list.first[line] = behind;
  else whole[ahead * FIELDS_WHOLE + BEHIND] = behind;
  if (behind === -1) list.last[line] = ahead;
  else whole[behind * FIELDS_WHOLE + AHEAD] = ahead;
}

/** Who is next at a stage where somebody waits. */
export function nextInLine(list: WaitingList, people: People, now: number): number {
  const lines = list.first.length;
  if (lines === 1) return list.first[0];
  let best = -1;
  let bestScore = -Infinity;
  let bestSince = 0;
  for (let line = 0; line < lines; line++) {
    const slot = list.first[line];
    if (slot === -1) continue;
    const since = people.real[slot * FIELDS_REAL + SINCE];
    const score = list.base[line] + list.perTimeWaited[line] * (now - since);
    if (best === -1 || score > bestScore || (score === bestScore && since < bestSince)) {
      best = slot;
      bestScore = score;
      bestSince = since;
    }
  }
  return best;
}
