import type { Queryable } from '../database/connect.ts';
import { instant } from '../database/types.ts';
import { csvLine } from '../extract/csv.ts';
import type { Store } from '../store.ts';
import type { ExportedEvent } from './event-line.ts';
import { exportedRow } from './event-rows.ts';
import type { Exported } from './export.ts';
import { kinds } from './kinds.ts';
import { openLines, type LinesFile } from './lines-file.ts';
import { FORMAT, type Manifest } from './manifest.ts';
import { readme } from './readme.ts';
import { accessRows, erasureRows, rootRows, streamsOf } from './rows.ts';
import { signingKeyPem } from '../audit/signing.ts';
import { besides, tables } from './tables.ts';

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
] as const satisfies readonly (keyof ExportedEvent)[];

/** What the files beside those of events hold, for the manifest. */
const holds: Readonly<Record<string, string>> = {
  'access.jsonl': 'who was shown what, and when',
  'erased.jsonl': 'which records were erased, when and on what ground',
  'roots.jsonl': 'the signed roots of each day',
};

/** Writes every file of an export into a folder that is there and empty. */
export async function writeExport(
  store: Store,
  db: Queryable,
  organisation: string,
  folder: string,
): Promise<Exported> {
  const files: LinesFile[] = [];
  const lines = new Map<string, number>();
  const open = (name: string) => {
    const file = openLines(folder, name);
    files.push(file);
    return file;
  };
  const opened = (name: string) => {
    const file = open(name);
    lines.set(name, 0);
    return (text: string) => {
      file.write(text);
      lines.set(name, lines.get(name)! + 1);
    };
  };
  let streams = 0;
  for (const kind of kinds) {
    const line = opened(`${kind}.jsonl`);
    const row = opened(`${kind}.csv`);
    row(csvLine([...columns]));
    for await (const [id, history] of streamsOf(store, db, organisation, kind)) {
      // Of what was erased nothing is left to open.
      if (history.length > 0) streams++;
      for (const event of history) {
        const told = exportedRow(id, event);
        line(`${JSON.stringify(told)}\n`);
        row(csvLine(columns.map(name => cell(told[name]))));
      }
    }
  }
  const beside = {
    'access.jsonl': accessRows(store, db, organisation),
    'erased.jsonl': erasureRows(db, organisation),
    'roots.jsonl': rootRows(db, organisation),
  };
  for (const [name, rows] of Object.entries(beside)) {
    const line = opened(name);
    for await (const one of rows) line(`${JSON.stringify(one)}\n`);
  }
  open('roots-key.pem').write(signingKeyPem(store.keys.signing));
  const leftOut = await whatIsLeftOut(db);
  const at = store.clock();
  const manifest: Manifest = {
    format: FORMAT,
    organisation,
    takenAt: instant(at),
    files: [...lines].map(([name, n]) => ({ name, lines: n, holds: holds[name] ?? 'entries of the record' })),
    leftOut,
  };
  open('manifest.json').write(`${JSON.stringify(manifest)}\n`);
  open('README.md').write(readme(organisation, at, leftOut));
  const hashes = files.map(file => `${file.close()}  ${file.name}\n`).join('');
  const list = openLines(folder, 'SHA256SUMS');
  list.write(hashes);
  const digest = list.close();
  const events = kinds.reduce((sum, kind) => sum + lines.get(`${kind}.jsonl`)!, 0);
  return { streams, events, files: [...files.map(file => file.name), 'SHA256SUMS'], digest, leftOut };
}

function cell(value: ExportedEvent[keyof ExportedEvent]): string | number | null {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : value;
}

/** Each thing that stays once, with its reason; of what somebody may miss, how much there is of it. */
async function whatIsLeftOut(db: Queryable): Promise<Manifest['leftOut']> {
  const { rows } = await db.query<{ tab: string; n: number }>(
    'select tab, n from throughcare.count_left_out()',
  );
  const counts = new Map(rows.map(({ tab, n }) => [tab, n]));
  const said = new Map<string, Manifest['leftOut'][number]>();
  for (const [tab, one] of Object.entries(tables)) {
    if ('leftOut' in one)
      said.set(one.leftOut, { what: one.leftOut, rows: counts.get(tab) ?? null, why: one.why });
  }
  return [...said.values(), ...besides.map(({ leftOut: what, why }) => ({ what, rows: null, why }))];
}
