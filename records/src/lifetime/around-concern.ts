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

/** One thing that keeps a record. */
export interface Kept {
  readonly why: string;
  /** The other record by which it is kept; null where that is the record itself, or a hold on its class. */
  readonly by: string | null;
}

export interface AroundConcern {
  /** What keeps it, though it is closed itself; none where nothing around it does. */
  readonly kept: readonly Kept[];
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
  const kept: Kept[] = [];
  if (heads.length > 0 && isClassHeld(holds, 'casework', todayOf(store)))
    kept.push({ why: 'held', by: null });
  const { joinedWith } = stateOf('concern', effective);
  const [id] = effective.map(event => event.stream);
  // Joined by what this one says, or by what an open one says that is joined with it.
  const isOpen = (one: string) => open.get(one)?.includes(one) === true;
  const others = new Set([...joinedWith.filter(isOpen), ...(open.get(id) ?? [])]);
  kept.push(...[...others].filter(by => by !== id).map(by => ({ why: 'open_elsewhere', by })));
  for (const [by, { kind, events: ofCase }] of streams) {
    if (kind !== 'case') continue;
    const why = keptFor(stateOf('case', effectiveHistory(ofCase).effective), todayOf(store));
    if (why) kept.push({ why, by });
  }
  return { kept, heads };
}

function keptFor({ lifetime }: CaseState, today: Day): 'held' | 'complaint_open' | null {
  if (isHeld(lifetime, today)) return 'held';
  return lifetime.complaints.length > 0 ? 'complaint_open' : null;
}
