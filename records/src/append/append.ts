import type { StreamKind } from '@throughcare/pathway';
import type { Acting } from '../access/actor.ts';
import type { Queryable } from '../database/connect.ts';
import { sayDiskFull } from '../database/disk-full.ts';
import { instant } from '../database/types.ts';
import { sayWaited } from '../database/waited-too-long.ts';
import { keyPurposes, puttingKeys, wrapKey, type DataKeys } from '../keys/data-keys.ts';
import type { HeldKeys } from '../keys/held-keys.ts';
import type { Changes } from '../projections/tables.ts';
import { errorCode } from '../refused.ts';
import type { Store } from '../store.ts';
import { appendOne, onlyStream } from './append-one.ts';
import { appendToCase } from './append-together.ts';
import type { StoredEvent } from './open-event.ts';

/** What is added to one stream. */
export interface StreamAppend {
  readonly kind: StreamKind;
  readonly id: string;
  /** The version that whoever decided saw; 0 begins a stream. */
  readonly expected: number;
  readonly events: readonly StoredEvent[];
  /** Of a stream that begins. */
  readonly freshKeys: DataKeys | null;
}

export interface Append {
  readonly acting: Acting;
  readonly commandId: string;
  /** Tells a resend of the same command from another one under its id. */
  readonly fingerprint: Buffer;
  readonly streams: readonly StreamAppend[];
  readonly projections: Changes;
}

export type Appended =
  | { readonly ok: true }
  | { readonly repeated: true }
  | { readonly reused: true }
  | { readonly not_found: string }
  | { readonly conflict: string; readonly actual: number };

/**
 * Appends in one round trip and one transaction; see throughcare.append in sql/0005. The usual append, of one event
 * to one stream, goes by the shorter way of sql/0031, and by this one where that did not go.
 */
export async function append(store: Store, request: Append): Promise<Appended> {
  const one = onlyStream(request);
  const short = one?.kind === 'case' ? appendToCase : appendOne;
  try {
    if (one && (await short(store, request, one))) return { ok: true };
    return await sendAppend(store.pool, store, request);
  } catch (error) {
    // The same command came twice at once, and the other has just been committed; asking again finds it.
    if (errorCode(error) === '23505') return sendAppend(store.pool, store, request);
    throw sayWaited(sayDiskFull(error));
  }
}

/** The same within a transaction of its caller's, read committed, in which it is tried once. */
export async function sendAppend(
  db: Pick<Queryable, 'query'>,
  held: HeldKeys,
  request: Append,
): Promise<Appended> {
  return puttingKeys(held, async (wrapping, mark) => {
    const appended = await sendUnder(db, { wrapping, mark }, request);
    return 'other_key' in appended ? 'other key' : appended;
  });
}

async function sendUnder(
  db: Pick<Queryable, 'query'>,
  { wrapping, mark }: { readonly wrapping: Buffer; readonly mark: string },
  request: Append,
): Promise<Appended | { readonly other_key: true }> {
  const { acting, streams } = request;
  const events = streams.flatMap(one => one.events);
  const column = <Name extends keyof StoredEvent>(name: Name) => events.map(event => event[name]);
  const keys = streams.flatMap(one => wrapped(wrapping, acting.organisation, one));
  const { rows } = await db.query<{ appended: Appended | { readonly other_key: true } }>({
    name: 'append',
    text: `select throughcare.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
      $19, $20, $21, $22, $23, $24) as appended
      from (select set_config('throughcare.at', $25, true)) clock`,
    values: [
      acting.organisation,
      acting.user,
      acting.contact ?? null,
      request.commandId,
      request.fingerprint,
      JSON.stringify(streams.map(headOf)),
      column('kind'),
      column('stream'),
      column('version'),
      column('type'),
      column('schema'),
      column('occurred_on'),
      events.map(event => instant(event.recorded_at)),
      column('actor'),
      column('command'),
      column('facts'),
      column('identity'),
      column('digest'),
      keys.map(key => key.stream),
      keys.map(key => key.kind),
      keys.map(key => key.purpose),
      keys.map(key => key.wrapped),
      mark,
      JSON.stringify(request.projections),
      instant(events[0].recorded_at),
    ],
  });
  return rows[0].appended;
}

function headOf({ id, kind, expected, events }: StreamAppend) {
  const last = events[events.length - 1];
  return { id, kind, expected, version: last.version, digest: last.digest.toString('hex') };
}

function wrapped(wrapping: Buffer, organisation: string, { id, kind, freshKeys }: StreamAppend) {
  if (!freshKeys) return [];
  return keyPurposes(kind).map(purpose => ({
    stream: id,
    kind,
    purpose,
    wrapped: wrapKey(wrapping, organisation, id, purpose, freshKeys[purpose]),
  }));
}
