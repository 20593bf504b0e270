import type { RecordsHold } from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { load } from '../append/load.ts';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { Store } from '../store.ts';
import type { Head } from './first-come.ts';
import { openConcerns } from './open-concern.ts';

/** What may keep a record beside what it says itself. */
export interface Keeps {
  /** Concerns that are open, and the cases and concerns that they touch, each with the concerns by which it is. */
  readonly open: ReadonlyMap<string, readonly string[]>;
  /** Holds on a class of records, or on all. */
  readonly holds: readonly RecordsHold[];
  /** The organisation as it was looked at: a hold that is set since comes first. */
  readonly organisation: Head;
}

export async function keepsOf(store: Store, organisation: string): Promise<Keeps> {
  const loaded = (await load(store, { organisation, user: SYSTEM }, [organisation])).streams.get(
    organisation,
  );
  const holds = loaded ? stateOf('organisation', effectiveHistory(loaded.events).effective).recordsHolds : [];
  return {
    open: await openConcerns(store, organisation),
    holds,
    organisation: { id: organisation, version: loaded?.head ?? 0 },
  };
}
