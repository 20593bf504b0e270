import type { Pool } from 'pg';
import { londonDay, type Day } from '@throughcare/pathway';
import type { HeldKeys } from './keys/held-keys.ts';
import type { FolderKind } from './embedded/place.ts';

/** What everything in this room works with: the serving connections, the opened keys, the clock. */
export interface Store extends HeldKeys {
  readonly pool: Pool;
  readonly kind: FolderKind;
  /** Where daily roots are written outside the database; null keeps them inside alone. */
  readonly rootsFolder: string | null;
  /** How long a lock that somebody else holds is waited for. */
  readonly patienceMs: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export function todayOf(store: Store): Day {
  return londonDay(store.clock());
}
