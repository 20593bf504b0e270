import type { Role, StreamKind } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import type { Queryable } from '../database/connect.ts';
import { instant } from '../database/types.ts';
import { hasTwoKeys, readingKeys, unwrapKey } from '../keys/data-keys.ts';
import type { HeldKeys } from '../keys/held-keys.ts';
import type { WrappingKeys } from '../keys/root-keys.ts';
import type { Store } from '../store.ts';
import { openEvent, type OpenKeys, type ReadEvent } from './open-event.ts';

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

/** What is of a stream, in a row of its own before the stream's events (see sql/0084); of no stream, who acts alone. */
interface HeadRow {
  readonly version: null;
  readonly roles: Role[];
  readonly kind: StreamKind;
  readonly stream: string | null;
  readonly facts_key: Buffer | null;
  readonly identity_key: Buffer | null;
  readonly head: number;
  readonly head_digest: Buffer;
}

/** A row of throughcare.load. The first is always one of a head. */
export type LoadedRow = HeadRow | ReadEvent;

/** Loads streams and roles in one round trip, under row-level security. */
export async function load(store: Store, acting: Acting, ids: readonly string[]): Promise<Loaded> {
  const { rows } = await store.pool.query<LoadedRow>({
    name: 'load',
    // The instant is set before: who covers whom, and what is open for hours, depends on it.
    text: `select l.* from (select set_config('throughcare.at', $5, true) as at) clock,
      throughcare.load($1, $2, $3, case when clock.at <> '' then $4::uuid[] end) l`,
    values: [acting.organisation, acting.user, acting.contact ?? null, ids, instant(store.clock())],
  });
  const [{ roles }] = rows as [HeadRow];
  return { roles, streams: await openStreams(store, acting.organisation, rows) };
}

/** Loads streams within a transaction that knows its instant. What may not be seen is not there. */
export async function loadStreams(
  held: HeldKeys,
  db: Queryable,
  { organisation, user, contact }: Acting,
  ids: readonly string[],
): Promise<Map<string, LoadedStream>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<LoadedRow>('select * from throughcare.load($1, $2, $3, $4)', [
    organisation,
    user,
    contact ?? null,
    ids,
  ]);
  return openStreams(held, organisation, rows);
}

async function openStreams(
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
  let stream: (LoadedStream & { events: RecordedEvent[] }) | undefined;
  for (const row of rows) {
    if (row.version === null) {
      if (row.stream === null) continue;
      stream = { ...headOf(wrapping, organisation, row.stream, row), events: [] };
      streams.set(row.stream, stream);
    } else if (stream?.keys.facts) {
      // Whose key was destroyed is known to be there, and of what it says nothing: so no row is made of it either.
      stream.events.push(openEvent(organisation, stream, row));
    }
  }
  return streams;
}

function headOf(
  wrapping: WrappingKeys,
  organisation: string,
  stream: string,
  row: HeadRow,
): Omit<LoadedStream, 'events'> {
  const { kind, head, head_digest: headDigest } = row;
  const unwrap = (purpose: 'facts' | 'identity', wrapped: Buffer | null) =>
    wrapped && unwrapKey(wrapping, organisation, stream, purpose, wrapped);
  const facts = unwrap('facts', row.facts_key);
  const identity = hasTwoKeys(kind) ? unwrap('identity', row.identity_key) : facts;
  return { kind, head, headDigest, keys: { facts, identity } };
}
