import type { DecidedEvent, StreamKind, Day } from '@throughcare/pathway';
import { readCorrection } from '../history/correction.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { open } from '../keys/seal.ts';

/** A row of `event`. */
export interface StoredEvent {
  kind: StreamKind;
  stream: string;
  version: number;
  type: string;
  schema: number;
  occurred_on: Day;
  recorded_at: number;
  actor: string;
  command: string;
  facts: Buffer;
  identity: Buffer | null;
  digest: Buffer;
}

/** The keys that somebody has of a stream; null for one they may not have, or that was destroyed. */
export interface OpenKeys {
  readonly facts: Buffer | null;
  readonly identity: Buffer | null;
}

/** Opens an event as far as the keys go. Without the key of its facts it has none. */
export function openEvent(organisation: string, keys: OpenKeys, row: StoredEvent): RecordedEvent {
  const {
    kind,
    stream,
    version,
    type,
    schema,
    occurred_on: occurredOn,
    recorded_at: recordedAt,
    actor,
  } = row;
  const read = (key: Buffer | null, column: string, sealed: Buffer | null) =>
    key && sealed ? parse(open(key, { organisation, stream, version, column }, sealed)) : null;
  return readCorrection({
    stream,
    kind,
    version,
    type,
    schema,
    occurredOn,
    recordedAt,
    actor,
    facts: read(keys.facts, 'facts', row.facts) ?? {},
    sealed: read(keys.identity, 'identity', row.identity),
  });
}

function parse(plain: Buffer): DecidedEvent['facts'] {
  return JSON.parse(plain.toString());
}
