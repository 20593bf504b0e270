import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { erasuresOutside, type Erasure } from '../lifetime/ledger.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { isRootFile, latestFile, type RootContent } from './daily-root.ts';
import { isSigned } from './signing.ts';

/**
 * What stands outside the database. A line outside is written once its row is committed. So what is read here before
 * a snapshot of the database is taken names nothing that the snapshot could lack, however much is sealed meanwhile.
 */
export interface Outside {
  /** How many daily roots have a file. */
  readonly roots: number;
  /** The seals that were last; undefined without the file, null when it is not what was signed. */
  readonly latest: Pick<RootContent, 'seals'> | null | undefined;
  /** The ledger of erasures; null where a line does not fit. */
  readonly erasures: readonly Erasure[] | null;
}

/** Null where nothing is kept outside. */
export function readOutside(store: Store, organisation: string): Outside | null {
  const { rootsFolder } = store;
  if (rootsFolder === null) return null;
  const latest = latestFile(rootsFolder, organisation);
  const files = readdirSync(dirname(latest));
  return {
    roots: files.filter(isRootFile).length,
    // Signed by us, so it is what `writeLatest` wrote.
    latest: readSigned(latest, store.keys.signing) as Outside['latest'],
    erasures: ledgerOutside(store, organisation),
  };
}

export function ledgerOutside(store: Store, organisation: string): readonly Erasure[] | null {
  try {
    return erasuresOutside(store, organisation);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return null;
  }
}

/** Undefined when the file is not there, null when it is not what was signed. */
export function readSigned(file: string, signingSeed: Uint8Array): object | null | undefined {
  if (!existsSync(file)) return undefined;
  const read = signedFile.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!read.success) return null;
  const { content, signature } = read.data;
  return isSigned(signingSeed, content, Buffer.from(signature, 'base64')) ? content : null;
}

const signedFile = z.object({ content: z.looseObject({}), signature: z.string() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const WRITTEN_WITHIN_MS = 5000;

/**
 * Waits for what is written a moment after its row is committed: a check in between would call it taken away.
 * Gives whether it is there.
 */
export async function isWrittenSoon(isThere: () => boolean): Promise<boolean> {
  for (const until = Date.now() + WRITTEN_WITHIN_MS; !isThere(); await wait(50)) {
    if (Date.now() > until) return false;
  }
  return true;
}
