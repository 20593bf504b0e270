import { instant } from '../database/types.ts';
import type { Changes } from '../projections/tables.ts';
import type { Store } from '../store.ts';
import type { Append, StreamAppend } from './append.ts';

/** The one stream of an append that adds one event to a stream that is there; undefined for every other append. */
export function onlyStream({ acting, streams }: Append): StreamAppend | undefined {
  const [one] = streams;
  const isUsual =
    streams.length === 1 &&
    one.events.length === 1 &&
    one.expected > 0 &&
    one.freshKeys === null &&
    one.events[0].actor === acting.user;
  return isUsual ? one : undefined;
}

/** What changes in the projections, as PostgreSQL reads it; null where no row does, as with most entries. */
export function changedRows(projections: Changes): string | null {
  return Object.keys(projections).length === 0 ? null : JSON.stringify(projections);
}

/** Appends one event in few statements, see sql/0069; false where that did not go, and nothing was written. */
export async function appendOne(
  store: Store,
  { acting, commandId, fingerprint, projections }: Append,
  { kind, id, expected, events }: StreamAppend,
): Promise<boolean> {
  const [event] = events;
  const { rows } = await store.pool.query<{ done: boolean }>({
    name: 'append-one',
    text: `select throughcare.append_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
      as done`,
    values: [
      acting.organisation,
      acting.user,
      acting.contact ?? null,
      commandId,
      fingerprint,
      kind,
      id,
      expected,
      event.type,
      event.schema,
      event.occurred_on,
      instant(event.recorded_at),
      event.command,
      event.facts,
      event.identity,
      event.digest,
      changedRows(projections),
    ],
  });
  return rows[0].done;
}
