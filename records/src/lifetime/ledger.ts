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

/** The next line, signed and chained to the one before it. Whoever asks waits for others who are at it. */
export async function nextErasure(
  db: Queryable,
  store: Store,
  erased: Pick<ErasureContent, 'organisation' | 'stream' | 'kind' | 'ground' | 'words'>,
): Promise<Erasure> {
  await lockLedger(db, erased.organisation);
  const { rows } = await db.query<Pick<Erasure, 'content'>>(
    'select content from throughcare.erasure where organisation = $1 order by number desc limit 1',
    [erased.organisation],
  );
  const before = rows.at(0)?.content;
  const content: ErasureContent = {
    ...erased,
    number: (before?.number ?? 0) + 1,
    erasedAt: store.clock(),
    previous: before ? hashOf(before) : null,
  };
  return { content, signature: signContent(store.keys.signing, content) };
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
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const erasures: Erasure[] = [];
  for (const [index, line] of lines.entries()) {
    const one = read(line);
    const before = erasures.at(-1)?.content;
    const fits =
      one !== undefined &&
      one.content.organisation === organisation &&
      one.content.number === index + 1 &&
      one.content.previous === (before ? hashOf(before) : null) &&
      isSigned(store.keys.signing, one.content, one.signature);
    if (!fits) {
      throw new Refused(
        `Line ${index + 1} of the ledger of erasures ${file} does not fit: it was altered, moved or taken out. ` +
          `Nothing was changed. Put the ledger back from where it is copied to, and run "throughcare audit verify".`,
      );
    }
    erasures.push(one);
  }
  return erasures;
}

function read(line: string): Erasure | undefined {
  try {
    const { content, signature } = JSON.parse(line) as { content: ErasureContent; signature: string };
    return { content, signature: Buffer.from(signature, 'base64') };
  } catch {
    return undefined;
  }
}

/** Writes outside what stands inside: before an erasure is answered for, and wherever that was cut off. */
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
      if (outside.length >= inside.length) return;
      const all = [...outside, ...inside.slice(outside.length)];
      const text = all.map(({ content, signature }) =>
        JSON.stringify({ content, signature: signature.toString('base64') }),
      );
      const file = ledgerFile(rootsFolder, organisation);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeWhole(file, `${text.join('\n')}\n`, 0o600);
    },
    'read committed',
  );
}

async function lockLedger(db: Queryable, organisation: string): Promise<void> {
  await db.query("select pg_advisory_xact_lock(hashtext('throughcare.erasure'), hashtext($1))", [
    organisation,
  ]);
}

function hashOf(content: ErasureContent): string {
  return rootHash(content);
}
