import { instant } from '../database/types.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import type { ExportedEvent } from './event-line.ts';

/** An event as the files have it. */
export function exportedRow(record: string, event: RecordedEvent): ExportedEvent {
  const { version, type, schema, occurredOn, recordedAt, actor, replaces, stands, why, facts, sealed } =
    event;
  return {
    record,
    version,
    type,
    schema,
    occurred_on: occurredOn,
    recorded_at: instant(recordedAt),
    actor,
    replaces,
    stands: [...stands],
    why,
    facts,
    sealed,
  };
}
