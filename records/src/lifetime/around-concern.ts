import { isClassHeld, isHeld, type CaseState, type Day } from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { load } from '../append/load.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { sealedWords, type RecordedEvent } from '../history/recorded-event.ts';
import { isId } from '../reads/id.ts';
import { todayOf, type Store } from '../store.ts';
import type { Head } from './first-come.ts';
import type { Keeps } from './keeps.ts';

/** Every case that a concern touches: those it is linked to, and the one it was raised from. */
export function casesOf(effective: readonly RecordedEvent[]): string[] {
  const { linkedCases } = stateOf('concern', effective);
  return [...new Set([...linkedCases, ...effective.map(event => sealedWords(event, 'from'))])].filter(isId);
}

export interface AroundConcern {
  /** Why it stays, though it is closed itself; null when nothing around it keeps it. */
  readonly stays: 'held' | 'complaint_open' | 'open_elsewhere' | null;
  /** The cases that were looked at. */
  readonly heads: readonly Head[];
}

/**
 * E22: what keeps a closed concern beside what it says itself: another concern about the same child that is open; and a
 * hold or an open complaint on a case that it touches, since whoever asked for that record to be kept may need this one.
 * `keeps` is what holds beside. Asked by the program, in nobody’s name.
 */
export async function aroundConcern(
  store: Store,
  organisation: string,
  events: readonly RecordedEvent[],
  { open, holds }: Keeps,
): Promise<AroundConcern> {
  const { effective } = effectiveHistory(events);
  const { streams } = await load(store, { organisation, user: SYSTEM }, casesOf(effective));
  const heads = [...streams].map(([id, { head }]) => ({ id, version: head }));
  if (heads.length > 0 && isClassHeld(holds, 'casework', todayOf(store))) return { stays: 'held', heads };
  const { joinedWith } = stateOf('concern', effective);
  if (joinedWith.some(one => open.has(one))) return { stays: 'open_elsewhere', heads };
  for (const { kind, events: ofCase } of streams.values()) {
    if (kind !== 'case') continue;
    const stays = keptFor(stateOf('case', effectiveHistory(ofCase).effective), todayOf(store));
    if (stays) return { stays, heads };
  }
  return { stays: null, heads };
}

function keptFor({ lifetime }: CaseState, today: Day): 'held' | 'complaint_open' | null {
  if (isHeld(lifetime, today)) return 'held';
  return lifetime.complaints.length > 0 ? 'complaint_open' : null;
}
