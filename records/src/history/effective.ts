import type { RecordedEvent } from './recorded-event.ts';
import { isRetraction } from './correction.ts';

export interface History {
  /** What counts: each event or its latest correction, in the order in which it happened. */
  readonly effective: readonly RecordedEvent[];
  /** What was corrected or retracted, as it was first told. */
  readonly superseded: readonly RecordedEvent[];
}

/** What says where an entry stands among the others. */
type Placed = Pick<RecordedEvent, 'occurredOn' | 'version' | 'replaces'>;

/**
 * The effective history of one stream: each event replaced by its latest correction, retracted ones left out,
 * ordered by `occurredOn`, then by the version of the event that was first told. To read the record as it was
 * believed on some day, give only what had been recorded by then.
 */
export function effectiveHistory(events: readonly RecordedEvent[]): History {
  const latest = new Map<number, RecordedEvent>();
  for (const event of events) {
    const told = event.replaces ?? event.version;
    const before = latest.get(told);
    if (!before || before.version < event.version) latest.set(told, event);
  }
  const standing = new Set(latest.values());
  const effective = [...standing].filter(event => !isRetraction(event)).sort(inOrder);
  const superseded = events.filter(event => !standing.has(event) && !isRetraction(event));
  return { effective, superseded };
}

/** Which of two entries comes first in the history that counts. */
export function inOrder(a: Placed, b: Placed): number {
  if (a.occurredOn !== b.occurredOn) return a.occurredOn < b.occurredOn ? -1 : 1;
  return (a.replaces ?? a.version) - (b.replaces ?? b.version);
}
