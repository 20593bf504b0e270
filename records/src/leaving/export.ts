import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import type { StreamKind } from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { NotAllowed } from '../access/not-allowed.ts';
import { openStreams, type LoadedRow } from '../append/load.ts';
import { sealReason, withReason } from '../audit/typed-reason.ts';
import type { Queryable } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { instant } from '../database/types.ts';
import { csvLine } from '../extract/csv.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import type { ExportedEvent } from './event-line.ts';
import { exportedRow } from './event-rows.ts';
import { kinds } from './kinds.ts';
import { openLines, type LinesFile } from './lines-file.ts';
import { readme } from './readme.ts';

/** Who takes everything away, and why; it stands in the access log. */
export interface Leaving {
  readonly organisation: string;
  /** The account of an administrator. */
  readonly by: string;
  readonly reason: string;
}

export interface Exported {
  readonly streams: number;
  readonly events: number;
  readonly files: readonly string[];
}

const STREAMS_AT_ONCE = 200;
const columns = [
  'record',
  'version',
  'type',
  'schema',
  'occurred_on',
  'recorded_at',
  'actor',
  'replaces',
  'stands',
  'why',
  'facts',
  'sealed',
];

/**
 * Writes everything that an organisation has recorded, opened, into a folder in an open format (E42): for each kind of
 * record its events as JSON Lines and as CSV, the access log, what every file is, and the hash of each. In one
 * snapshot; the folder has its name only when all of it is there. An administrator's account and a reason are needed,
 * and the access log has the row before there is a folder.
 */
export async function exportOrganisation(store: Store, leaving: Leaving, folder: string): Promise<Exported> {
  const { organisation, by, reason } = leaving;
  if (reason.trim() === '') {
    throw new Refused('Say why everything is taken out: it stands in the access log. Nothing was written.');
  }
  if (existsSync(folder)) {
    throw new Refused(`${folder} is there already. Nothing was written. Name a folder that is not there.`);
  }
  const half = `${folder}.${process.pid}.half`;
  mkdirSync(half, { recursive: true, mode: 0o700 });
  try {
    await refuseOthers(store, leaving);
    const exported = await inTransaction(store, { organisation, user: SYSTEM }, db =>
      writeAll(store, db, organisation, half),
    );
    const { events, streams } = exported;
    await inTransaction(store, { organisation, user: by }, async db => {
      const detail = { reason: sealReason(store, organisation, reason), events, streams };
      await db.query('select throughcare.note_access($1, $2, $3, $4, $5, $6)', [
        instant(store.clock()),
        'exported',
        'everything',
        'organisation',
        [organisation],
        detail,
      ]);
    });
    renameSync(half, folder);
    return exported;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

async function refuseOthers(store: Store, { organisation, by }: Leaving): Promise<void> {
  await inTransaction(store, { organisation, user: by }, async (db, roles) => {
    if (roles.includes('administrator')) return;
    await db.query(
      `select throughcare.note_access($1, 'refused', 'everything', 'organisation', '{}', '{}')`,
      [instant(store.clock())],
    );
    await db.query('commit');
    throw new NotAllowed(
      'Only an administrator takes everything out. Nothing was written. Name the account of one.',
    );
  });
}

async function writeAll(
  store: Store,
  db: Queryable,
  organisation: string,
  folder: string,
): Promise<Exported> {
  const files: LinesFile[] = [];
  const open = (name: string) => {
    const file = openLines(folder, name);
    files.push(file);
    return file;
  };
  let streams = 0;
  let events = 0;
  for (const kind of kinds) {
    const lines = open(`${kind}.jsonl`);
    const table = open(`${kind}.csv`);
    table.write(csvLine(columns));
    for await (const [id, history] of streamsOf(store, db, organisation, kind)) {
      streams++;
      for (const event of history) {
        events++;
        const row = exportedRow(id, event);
        lines.write(`${JSON.stringify(row)}\n`);
        table.write(csvLine(columns.map(name => cell(row[name as keyof typeof row]))));
      }
    }
  }
  await writeAccess(store, db, organisation, open('access.jsonl'));
  await writeErased(db, organisation, open('erased.jsonl'));
  open('README.md').write(readme(organisation, store.clock()));
  const hashes = files.map(file => `${file.close()}  ${file.name}\n`).join('');
  const list = openLines(folder, 'SHA256SUMS');
  list.write(hashes);
  list.close();
  return { streams, events, files: [...files.map(file => file.name), 'SHA256SUMS'] };
}

function cell(value: ExportedEvent[keyof ExportedEvent]): string | number | null {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : value;
}

async function* streamsOf(
  store: Store,
  db: Queryable,
  organisation: string,
  kind: StreamKind,
): AsyncGenerator<readonly [string, readonly RecordedEvent[]]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await db.query<{ id: string }>(
      `select id from throughcare.stream where organisation = $1 and kind = $2 and id > $3 order by id limit $4`,
      [organisation, kind, after, STREAMS_AT_ONCE],
    );
    if (rows.length === 0) return;
    const ids = rows.map(row => row.id);
    after = ids[ids.length - 1];
    const loaded = await db.query<LoadedRow>('select * from throughcare.load($1, $2, $3, $4)', [
      organisation,
      SYSTEM,
      null,
      ids,
    ]);
    for (const [id, stream] of await openStreams(store, organisation, loaded.rows)) yield [id, stream.events];
  }
}

async function writeAccess(
  store: Store,
  db: Queryable,
  organisation: string,
  file: LinesFile,
): Promise<void> {
  for (let after = 0; ;) {
    const { rows } = await db.query<
      { id: number; at: number; detail: Record<string, unknown> } & Record<string, unknown>
    >(
      `select id, at, user_id, act, what, kind, streams, detail from throughcare.access
        where organisation = $1 and id > $2 order by id limit 5000`,
      [organisation, after],
    );
    for (const { at, detail, ...row } of rows) {
      const opened = withReason(store, organisation, detail);
      file.write(`${JSON.stringify({ ...row, detail: opened, at: instant(at) })}\n`);
    }
    if (rows.length === 0) return;
    after = rows[rows.length - 1].id;
  }
}

async function writeErased(db: Queryable, organisation: string, file: LinesFile): Promise<void> {
  const { rows } = await db.query<{ content: object }>(
    'select content from throughcare.erasure where organisation = $1 order by number',
    [organisation],
  );
  for (const { content } of rows) file.write(`${JSON.stringify(content)}\n`);
}
