import type { DecidedEvent, StreamKind } from '@throughcare/pathway';
import { digest } from '../keys/digest.ts';
import type { DataKeys } from '../keys/data-keys.ts';
import { seal } from '../keys/seal.ts';
import type { StoredEvent } from './open-event.ts';

/** What the store adds to an event that was decided. */
export interface Told {
  readonly organisation: string;
  readonly kind: StreamKind;
  readonly stream: string;
  readonly version: number;
  readonly recordedAt: number;
  readonly actor: string;
  /** The command's id, blinded for this stream. */
  readonly command: string;
}

/** The digest that begins a stream. */
export const NO_DIGEST = Buffer.alloc(0);

/** Seals a decided event into the row that is kept, chained to the digest of the one before it. */
export function sealEvent(
  event: DecidedEvent,
  told: Told,
  keys: DataKeys,
  digestKey: Uint8Array,
  before: Uint8Array,
): StoredEvent {
  const { organisation, stream, version } = told;
  const close = (key: Buffer, column: string, value: object) =>
    seal(key, { organisation, stream, version, column }, Buffer.from(JSON.stringify(value)));
  const row = {
    kind: told.kind,
    stream,
    version,
    type: event.type,
    schema: event.schema,
    occurred_on: event.occurredOn,
    recorded_at: told.recordedAt,
    actor: told.actor,
    command: told.command,
    facts: close(keys.facts, 'facts', event.facts),
    identity: event.sealed ? close(keys.identity, 'identity', event.sealed) : null,
  };
  return { ...row, digest: eventDigest(digestKey, organisation, row, before) };
}

/** The digest of an event: over every column and the digest before it in its stream. */
export function eventDigest(
  digestKey: Uint8Array,
  organisation: string,
  row: Omit<StoredEvent, 'digest'>,
  before: Uint8Array,
): Buffer {
  return digest(digestKey, {
    organisation,
    kind: row.kind,
    stream: row.stream,
    version: row.version,
    type: row.type,
    schema: row.schema,
    occurred_on: row.occurred_on,
    recorded_at: row.recorded_at,
    actor: row.actor,
    command: row.command,
    facts: row.facts.toString('base64'),
    identity: row.identity?.toString('base64') ?? null,
    before: Buffer.from(before).toString('base64'),
  });
}
