import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ErasureGround, StreamKind } from '@throughcare/pathway';
import { rootHash } from '../audit/daily-root.ts';
import { isSigned, signContent } from '../audit/signing.ts';
import { SYSTEM } from '../access/actor.ts';
import type { Queryable } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { writeWhole } from '../embedded/write-whole.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { firstApart, isSame, wasPutBack } from './ledger-apart.ts';

/** What one line of the ledger says: which record, when, why; never who it was about. */
export interface ErasureContent {
  readonly organisation: string;
  readonly number: number;
  readonly stream: string;
  readonly kind: StreamKind;
  readonly ground: ErasureGround;
  /** Openings of a case whose words went with it; absent where there were none. */
  readonly words?: readonly string[];
  /** Milliseconds since 1970. */
  readonly erasedAt: number;
  /** Of the line before; null for the first. */
  readonly previous: string | null;
}

export interface Erasure {
  readonly content: ErasureContent;
  readonly signature: Buffer;
}

/** The file outside the database, beside the daily roots. */
export function ledgerFile(rootsFolder: string, organisation: string): string {
  return join(rootsFolder, organisation, 'erasures.jsonl');
}

/**
 * The next line, signed and chained to the one before it. Whoever asks waits for others who are at it, and is refused
 * in words where the ledger outside names what the database does not.
 */
export async function nextErasure(
  db: Queryable,
  store: Store,
  erased: Pick<ErasureContent, 'organisation' | 'stream' | 'kind' | 'ground' | 'words'>,
): Promise<Erasure> {
  await lockLedger(db, erased.organisation);
  const { rows } = await db.query<Erasure>(
    'select content, signature from throughcare.erasure where organisation = $1 order by number desc limit 1',
    [erased.organisation],
  );
  const before = rows.at(0);
  await refuseApart(db, store, erased.organisation, before?.content.number ?? 0);
  return lineAfter(store, before, { ...erased, erasedAt: store.clock() });
}

/** A line in its place after another one, or the first. */
export function lineAfter(
  store: Store,
  before: Erasure | undefined,
  said: Omit<ErasureContent, 'number' | 'previous'>,
): Erasure {
  const content: ErasureContent = {
    ...said,
    number: (before?.content.number ?? 0) + 1,
    previous: before ? hashOf(before.content) : null,
  };
  return { content, signature: signContent(store.keys.signing, content) };
}

/** Each line names the one before it, so the last that both hold stands for all: it is asked with every erasure. */
async function refuseApart(db: Queryable, store: Store, organisation: string, count: number): Promise<void> {
  const { rootsFolder } = store;
  if (rootsFolder === null) return;
  const file = ledgerFile(rootsFolder, organisation);
  const lines = linesOf(file);
  const last = lines.at(-1);
  if (last === undefined) return;
  const one = read(last);
  if (!one || !isSigned(store.keys.signing, one.content, one.signature)) throw doesNotFit(file, lines.length);
  const { rows } = await db.query<Erasure>(
    'select content, signature from throughcare.erasure where organisation = $1 and number = $2',
    [organisation, lines.length],
  );
  if (lines.length > count || !isSame(one, rows[0])) throw wasPutBack(file);
}

export async function erasuresInside(db: Queryable, organisation: string): Promise<Erasure[]> {
  const { rows } = await db.query<{ content: ErasureContent; signature: Buffer }>(
    'select content, signature from throughcare.erasure where organisation = $1 order by number',
    [organisation],
  );
  return rows;
}

/**
 * Reads the ledger outside the database. Refuses in words a line that was altered, or that is not in its place;
 * what was cut off from its end is found where the database holds more.
 */
export function erasuresOutside(store: Store, organisation: string): Erasure[] {
  if (store.rootsFolder === null) return [];
  const file = ledgerFile(store.rootsFolder, organisation);
  const erasures: Erasure[] = [];
  for (const [index, line] of linesOf(file).entries()) {
    const one = read(line);
    const before = erasures.at(-1)?.content;
    const fits =
      one !== undefined &&
      one.content.organisation === organisation &&
      one.content.number === index + 1 &&
      one.content.previous === (before ? hashOf(before) : null) &&
      isSigned(store.keys.signing, one.content, one.signature);
    if (!fits) throw doesNotFit(file, index + 1);
    erasures.push(one);
  }
  return erasures;
}

/**
 * Which records the ledger outside names, by every line of it that is signed here, that the database does not hold as
 * erased. A line that was altered hides none of the others.
 */
export function notErasedInside(
  store: Store,
  organisation: string,
  inside: readonly Erasure[],
): readonly string[] {
  if (store.rootsFolder === null) return [];
  const erased = new Set(inside.map(one => one.content.stream));
  return linesOf(ledgerFile(store.rootsFolder, organisation))
    .map(read)
    .filter(one => one !== undefined)
    .filter(one => one.content.organisation === organisation && !erased.has(one.content.stream))
    .filter(one => isSigned(store.keys.signing, one.content, one.signature))
    .map(one => one.content.stream);
}

function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
}

function doesNotFit(file: string, number: number): Refused {
  return new Refused(
    `Line ${number} of the ledger of erasures ${file} does not fit: it was altered, moved or taken out. ` +
      `Nothing was changed. Put the ledger back from where it is copied to, and run "throughcare audit verify".`,
  );
}

function read(line: string): Erasure | undefined {
  try {
    const { content, signature } = JSON.parse(line) as { content: ErasureContent; signature: string };
    return { content, signature: Buffer.from(signature, 'base64') };
  } catch {
    return undefined;
  }
}

/**
 * Writes outside what stands inside: before an erasure is answered for, and wherever that was cut off. Refuses in words
 * where a line that stands there already is not the one inside.
 */
export async function writeLedger(store: Store, organisation: string): Promise<void> {
  const { rootsFolder } = store;
  if (rootsFolder === null) return;
  await inTransaction(
    store,
    { organisation, user: SYSTEM },
    async db => {
      await lockLedger(db, organisation);
      const inside = await erasuresInside(db, organisation);
      const outside = erasuresOutside(store, organisation);
      const file = ledgerFile(rootsFolder, organisation);
      if (firstApart(inside, outside) !== null) throw wasPutBack(file);
      if (outside.length === inside.length) return;
      const all = [...outside, ...inside.slice(outside.length)];
      const text = all.map(({ content, signature }) =>
        JSON.stringify({ content, signature: signature.toString('base64') }),
      );
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeWhole(file, `${text.join('\n')}\n`, 0o600);
    },
    'read committed',
  );
}

export async function lockLedger(db: Queryable, organisation: string): Promise<void> {
  await db.query("select pg_advisory_xact_lock(hashtext('throughcare.erasure'), hashtext($1))", [
    organisation,
  ]);
}

function hashOf(content: ErasureContent): string {
  return rootHash(content);
}
