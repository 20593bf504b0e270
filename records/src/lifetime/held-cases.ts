import { isClassHeld, isHeld } from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { load } from '../append/load.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { todayOf, type Store } from '../store.ts';
import type { AroundConcern } from './around-concern.ts';
import type { Keeps } from './keeps.ts';

/** Whether a hold stands on one of these cases, by itself or with all of them; and how far each had come. */
export async function heldCases(
  store: Store,
  organisation: string,
  cases: readonly string[],
  { holds }: Keeps,
): Promise<AroundConcern> {
  const today = todayOf(store);
  const { streams } = await load(store, { organisation, user: SYSTEM }, cases);
  // One that was erased has no keys any more, so it has no state and nothing of it is held.
  const standing = [...streams].filter(([, one]) => one.kind === 'case' && one.keys.facts !== null);
  const heads = standing.map(([id, { head }]) => ({ id, version: head }));
  const areAllHeld = heads.length > 0 && isClassHeld(holds, 'casework', today);
  const held = standing.filter(([, { events }]) =>
    isHeld(stateOf('case', effectiveHistory(events).effective).lifetime, today),
  );
  const kept = [...(areAllHeld ? [null] : []), ...held.map(([id]) => id)].map(by => ({ why: 'held', by }));
  return { kept, heads };
}
