import {
  leavesImpossible,
  noLongerAllowed,
  refuse,
  sayDay,
  type Circumstances,
  type DecidedEvent,
  type Refusal,
  type StreamKind,
} from '@throughcare/pathway';
import { asDecided, deciderOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';

/** A later entry that a correction makes impossible: the version under which it was told, and why. */
export interface LaterEntry {
  readonly version: number;
  readonly on: RecordedEvent['occurredOn'];
  readonly refusal: Refusal;
}

/**
 * The later entries of a stream that would not have been allowed, had the entry told as `version` been `instead`; null
 * takes it out. Each is decided again on what had been told before it, as whoever recorded it: in a concern two people
 * decide, and neither is whoever corrects. `impossible` is why none of it can be, whatever is said to stand.
 */
export function laterEntries(
  kind: StreamKind,
  events: readonly RecordedEvent[],
  version: number,
  instead: DecidedEvent | null,
  today: Circumstances['today'],
): { readonly later: readonly LaterEntry[]; readonly impossible: Refusal | undefined } {
  const toldAs = (event: RecordedEvent) => event.replaces ?? event.version;
  const standing = new Map(effectiveHistory(events).effective.map(event => [toldAs(event), event]));
  const versions = [...new Set([...standing.keys(), version])].sort((a, b) => a - b);
  const before = versions.map(one => (standing.has(one) ? asDecided(standing.get(one)!) : null));
  // It will have been told first when it was, and as it says now after everything else.
  const told = { first: version, last: Math.max(...events.map(event => event.version)) + 1 };
  const right = instead && { ...instead, told };
  const after = before.map((event, at) => (versions[at] === version ? right : event));
  const whoRecorded = (at: number) => ({ actor: standing.get(versions[at])!.actor, today });
  const later = noLongerAllowed(deciderOf(kind), before, after, whoRecorded).map(
    ({ at, event, refusal }) => ({
      version: versions[at],
      on: event.occurredOn,
      refusal,
    }),
  );
  return { later, impossible: leavesImpossible(deciderOf(kind), before, after) };
}

/** The refusal that names them and asks for a decision. */
export function refuseForLater(later: readonly LaterEntry[]) {
  const named = later.map(
    ({ on, refusal }) => `${sayDay(on)}: ${refusal.words.replaceAll(' Nothing was saved.', '')}`,
  );
  const count = later.length === 1 ? 'One later entry' : `${later.length} later entries`;
  return refuse(
    'later_entries',
    `${count} would not have been allowed after this. ${named.join(' ')} Nothing was saved. Correct what came later first, or say that it stands as it is.`,
    'laterStand',
  );
}
