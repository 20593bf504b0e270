import type { Pool } from 'pg';
import { londonDay, type Day } from '@throughcare/pathway';
import type { RootKeys } from './keys/root-keys.ts';
import type { FolderKind } from './embedded/place.ts';

/** What everything in this room works with: the serving connections, the opened keys, the clock. */
export interface Store {
  readonly pool: Pool;
  readonly keys: RootKeys;
  readonly kind: FolderKind;
  /** Where daily roots are written outside the database; null keeps them inside alone. */
  readonly rootsFolder: string | null;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export function todayOf(store: Store): Day {
  return londonDay(store.clock());
}
