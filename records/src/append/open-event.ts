import {
  currentSchema,
  upcast,
  type Day,
  type DecidedEvent,
  type Shape,
  type StreamKind,
} from '@throughcare/pathway';
import { isRetraction, readCorrection } from '../history/correction.ts';
import { deciderOf } from '../history/deciders.ts';
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

/** What is read of an event to open it; what is of its stream is known there. */
export type ReadEvent = Omit<StoredEvent, 'kind' | 'command' | 'digest'>;

/** Opens an event as far as the keys go, in the shape of today. Without the key of its facts it has none. */
export function openEvent(
  organisation: string,
  { kind, keys }: { readonly kind: StreamKind; readonly keys: OpenKeys },
  row: ReadEvent,
): RecordedEvent {
  const { stream, version, type, schema, occurred_on: occurredOn, recorded_at: recordedAt, actor } = row;
  const read = (key: Buffer | null, column: string, sealed: Buffer | null) =>
    key && sealed ? parse(open(key, { organisation, stream, version, column }, sealed)) : null;
  const facts = read(keys.facts, 'facts', row.facts);
  const event = readCorrection({
    stream,
    kind,
    version,
    type,
    schema,
    occurredOn,
    recordedAt,
    actor,
    facts: facts ?? {},
    sealed: read(keys.identity, 'identity', row.identity),
  });
  return facts === null || isRetraction(event) ? event : asToday(event);
}

function asToday(event: RecordedEvent): RecordedEvent {
  const { upcasts } = deciderOf(event.kind);
  // Most are of today, and nothing is made anew for them.
  if (event.schema === currentSchema(upcasts, event.type)) return event;
  const { sealed, ...told } = event;
  const lifted = upcast<typeof told & Shape>(upcasts, sealed === null ? told : { ...told, sealed });
  return { ...lifted, sealed: lifted.sealed ?? null };
}

function parse(plain: Buffer): DecidedEvent['facts'] {
  return JSON.parse(plain.toString());
}
