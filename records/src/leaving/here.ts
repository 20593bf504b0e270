import canonicalize from 'canonicalize';
import { SYSTEM, type Acting } from '../access/actor.ts';
import { loadStreams, type LoadedStream } from '../append/load.ts';
import type { Queryable } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { erasuresInside } from '../lifetime/ledger.ts';
import type { Store } from '../store.ts';
import type { ExportedEvent } from './event-line.ts';
import { exportedRow } from './event-rows.ts';
import type { History } from './histories.ts';

/** What is known of an earlier import of this organisation; it stands in the access log, where nothing goes. */
export interface Begun {
  /** Which export it was; see `ExportFiles.mark`. */
  readonly mark: string;
  readonly done: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Here {
  /** Whether anything of the organisation is in this record. */
  readonly there: boolean;
  readonly begun: Begun | null;
  /** What was erased, by the ledger of this record. */
  readonly erased: ReadonlySet<string>;
}

export const asSystem = (organisation: string): Acting => ({ organisation, user: SYSTEM });

/** What this record has of an organisation before anything is taken in. */
export async function lookHere(store: Store, organisation: string): Promise<Here> {
  return inTransaction(store, asSystem(organisation), async db => {
    const { rows } = await db.query<{ mark: string; done: boolean; at: number }>(
      `select a.detail ->> 'export' as mark, a.detail ->> 'import' = 'done' as done, a.at from throughcare.access a
        where a.organisation = $1 and a.what = 'import' and a.act = 'read' order by a.id desc limit 1`,
      [organisation],
    );
    const streams = await db.query('select from throughcare.stream where organisation = $1 limit 1', [
      organisation,
    ]);
    const erased = (await erasuresInside(db, organisation)).map(one => one.content.stream);
    return {
      there: streams.rows.length > 0 || erased.length > 0,
      begun: rows.at(0) ?? null,
      erased: new Set(erased),
    };
  });
}

/** Writes down in the access log that an export is being taken in, or has been, and with which files. */
export async function noteImport(store: Store, organisation: string, detail: object): Promise<void> {
  await inTransaction(store, asSystem(organisation), db =>
    db.query(`select throughcare.note_access($1, 'read', 'import', 'organisation', $2, $3)`, [
      instant(store.clock()),
      [organisation],
      detail,
    ]),
  );
}

/** Which of these records are here, in the transaction of `db`. */
export async function areHere(
  db: Queryable,
  organisation: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    'select id from throughcare.stream where organisation = $1 and id = any ($2)',
    [organisation, ids],
  );
  return new Set(rows.map(row => row.id));
}

/**
 * Why a record that is here is not the one of the export; undefined where it is. It may have gone on since. What was
 * erased here since cannot be compared, and is not.
 */
export async function otherThanHere(
  store: Store,
  organisation: string,
  histories: readonly History[],
  { erased }: Pick<Here, 'erased'>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const ids = histories.map(one => one.id).filter(id => !erased.has(id));
  if (ids.length === 0) return found;
  const acting = asSystem(organisation);
  const streams = await inTransaction(store, acting, db => loadStreams(store, db, acting, ids));
  for (const history of histories) {
    const stream = streams.get(history.id);
    if (erased.has(history.id) || !stream) continue;
    const version = firstOther(history, stream);
    if (version !== undefined)
      found.set(history.id, `version ${version} of it is another one in this record`);
  }
  return found;
}

function firstOther({ kind, id, events }: History, stream: LoadedStream): number | undefined {
  if (stream.kind !== kind) return 1;
  // Words that went with an erased case are compared no more.
  const comparable = (row: ExportedEvent) => asText(stream.keys.identity ? row : { ...row, sealed: null });
  return events.find((event, index) => {
    const here = stream.events.at(index);
    return here === undefined || comparable(exportedRow(id, here)) !== comparable(event);
  })?.version;
}

function asText(row: ExportedEvent): string {
  return canonicalize({ ...row, recorded_at: Date.parse(row.recorded_at) })!;
}
