import type { Role, StreamKind } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { instant } from '../database/types.ts';
import { hasTwoKeys, readingKeys, unwrapKey } from '../keys/data-keys.ts';
import type { HeldKeys } from '../keys/held-keys.ts';
import type { WrappingKeys } from '../keys/root-keys.ts';
import type { Store } from '../store.ts';
import { openEvent, type OpenKeys, type StoredEvent } from './open-event.ts';

/** One stream, as far as whoever acts may see it. */
export interface LoadedStream {
  readonly kind: StreamKind;
  /** The version of its last event, whether or not that one may be seen. */
  readonly head: number;
  readonly headDigest: Buffer;
  readonly events: readonly RecordedEvent[];
  readonly keys: OpenKeys;
}

export interface Loaded {
  /** The roles of whoever acts, at this moment. */
  readonly roles: readonly Role[];
  /** By id; a stream that does not exist, or may not be seen, is not here. */
  readonly streams: ReadonlyMap<string, LoadedStream>;
}

/** A row of throughcare.load: an event, and with the first of each stream what is of the stream (see sql/0044). */
export interface LoadedRow extends StoredEvent {
  roles: Role[];
  stream: string;
  facts_key: Buffer | null;
  identity_key: Buffer | null;
  head: number;
  head_digest: Buffer;
}

/** Loads streams and roles in one round trip, under row-level security. */
export async function load(store: Store, acting: Acting, ids: readonly string[]): Promise<Loaded> {
  const { rows } = await store.pool.query<LoadedRow>({
    name: 'load',
    // The instant is set before: who covers whom, and what is open for hours, depends on it.
    text: `select l.* from (select set_config('throughcare.at', $5, true) as at) clock,
      throughcare.load($1, $2, $3, case when clock.at <> '' then $4::uuid[] end) l`,
    values: [acting.organisation, acting.user, acting.contact ?? null, ids, instant(store.clock())],
  });
  return { roles: rows[0].roles, streams: await openStreams(store, acting.organisation, rows) };
}

/** Opens loaded rows, stream by stream. */
export async function openStreams(
  held: HeldKeys,
  organisation: string,
  rows: readonly LoadedRow[],
): Promise<Map<string, LoadedStream>> {
  return readingKeys(held, keys => openedStreams(keys, organisation, rows));
}

function openedStreams(
  wrapping: WrappingKeys,
  organisation: string,
  rows: readonly LoadedRow[],
): Map<string, LoadedStream> {
  const streams = new Map<string, LoadedStream & { events: RecordedEvent[] }>();
  for (const row of rows) {
    if (row.stream === null) continue;
    let stream = streams.get(row.stream);
    if (!stream) {
      const { kind, head, head_digest: headDigest } = row;
      stream = { kind, head, headDigest, events: [], keys: keysOf(wrapping, organisation, row) };
      streams.set(row.stream, stream);
    }
    // Whose key was destroyed is known to be there, and of what it says nothing: so no row is made of it either.
    if (stream.keys.facts) stream.events.push(openEvent(organisation, stream.keys, row));
  }
  return streams;
}

function keysOf(wrapping: WrappingKeys, organisation: string, row: LoadedRow): OpenKeys {
  const unwrap = (purpose: 'facts' | 'identity', wrapped: Buffer | null) =>
    wrapped && unwrapKey(wrapping, organisation, row.stream, purpose, wrapped);
  const facts = unwrap('facts', row.facts_key);
  return { facts, identity: hasTwoKeys(row.kind) ? unwrap('identity', row.identity_key) : facts };
}
