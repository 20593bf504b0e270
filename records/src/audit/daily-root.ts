import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { londonDay, type Day } from '@throughcare/pathway';
import { SYSTEM } from '../access/actor.ts';
import { inTransaction } from '../database/transaction.ts';
import { writeWhole } from '../embedded/write-whole.ts';
import type { Store } from '../store.ts';
import { logs, type Log } from './entries.ts';
import type { Seal } from './seal-logs.ts';
import { keyMarks, type KeyMarks } from './key-marks.ts';
import { signContent } from './signing.ts';

/** What one day's root says: both logs up to their last seals, and what there was to cover. */
export interface RootContent {
  readonly organisation: string;
  readonly number: number;
  readonly day: Day;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly seals: Readonly<Record<Log, { readonly number: number; readonly digest: string } | null>>;
  readonly streams: number;
  readonly events: number;
  /** By which keys it was made; roots from before this was kept have none. */
  readonly keys?: KeyMarks;
  /** Of the root before it; null for the first. */
  readonly previous: string | null;
}

/** A root as it is kept: in the table, and in a file of its own outside the database. */
export interface DailyRoot {
  readonly content: RootContent;
  readonly signature: Buffer;
}

export type LastSeals = Partial<Record<Log, Pick<Seal, 'number' | 'digest'>>>;

/** Writes the root of today, unless it stands. Everything committed was sealed before. */
export async function writeDailyRoot(store: Store, organisation: string, seals: LastSeals): Promise<void> {
  const day = londonDay(store.clock());
  const root = await inTransaction(store, { organisation, user: SYSTEM }, async db => {
    const { rows } = await db.query<DailyRoot & Record<string, unknown>>(
      'select content, signature from throughcare.daily_root where organisation = $1 order by number desc limit 1',
      [organisation],
    );
    const before = rows[0]?.content;
    // Given back, so that its file is written where an earlier run was cut off before that.
    if (before && before.day >= day) return rows[0];
    const counted = await db.query<{ streams: number; events: number }>(
      'select count(*) as streams, coalesce(sum(version), 0) as events from throughcare.stream where organisation = $1',
      [organisation],
    );
    const content: RootContent = {
      organisation,
      number: (before?.number ?? 0) + 1,
      day,
      takenAt: store.clock(),
      seals: sealsOf(seals),
      ...counted.rows[0],
      keys: keyMarks(store.keys),
      previous: before ? rootHash(before) : null,
    };
    const signature = signContent(store.keys.signing, content);
    await db.query('select throughcare.keep_root($1, $2, $3, $4)', [
      content.number,
      day,
      JSON.stringify(content),
      signature,
    ]);
    return { content, signature };
  });
  if (store.rootsFolder === null) return;
  if (!existsSync(rootFile(store.rootsFolder, organisation, root.content.number))) {
    writeRootFile(store.rootsFolder, root);
  }
}

/** Writes outside the database which seals there were, so that a log cut short since then shows. */
export function writeLatest(store: Store, organisation: string, seals: LastSeals): void {
  if (store.rootsFolder === null) return;
  const content = { organisation, takenAt: store.clock(), seals: sealsOf(seals) };
  const signature = signContent(store.keys.signing, content).toString('base64');
  writeWhole(
    latestFile(store.rootsFolder, organisation),
    `${JSON.stringify({ content, signature })}\n`,
    0o600,
  );
}

export function rootHash(content: object): string {
  return createHash('sha256').update(canonicalize(content)!).digest('hex');
}

export function rootFile(folder: string, organisation: string, number: number): string {
  return join(folderOf(folder, organisation), `root-${String(number).padStart(6, '0')}.json`);
}

/** Not what a process left beside one when it was killed while it wrote it: that is no root. */
export function isRootFile(name: string): boolean {
  return /^root-\d+\.json$/.test(name);
}

export function latestFile(folder: string, organisation: string): string {
  return join(folderOf(folder, organisation), 'latest.json');
}

function folderOf(folder: string, organisation: string): string {
  const own = join(folder, organisation);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return own;
}

function writeRootFile(folder: string, { content, signature }: DailyRoot): void {
  const text = JSON.stringify({ content, signature: signature.toString('base64') });
  writeWhole(rootFile(folder, content.organisation, content.number), `${text}\n`, 0o600);
}

function sealsOf(seals: LastSeals): RootContent['seals'] {
  const of = (log: Log) =>
    seals[log] ? { number: seals[log].number, digest: seals[log].digest.toString('hex') } : null;
  return Object.fromEntries(logs.map(log => [log, of(log)])) as RootContent['seals'];
}
