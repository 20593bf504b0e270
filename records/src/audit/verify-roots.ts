import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { sayDay, type Day } from '@throughcare/pathway';
import type { Queryable } from '../database/connect.ts';
import type { RootKeys } from '../keys/root-keys.ts';
import { latestFile, rootFile, rootHash, type DailyRoot, type RootContent } from './daily-root.ts';
import { logs } from './entries.ts';
import type { Fault } from './fault.ts';
import { otherMarks } from './key-marks.ts';
import { isSigned } from './signing.ts';
import type { SealsChecked } from './verify-seals.ts';

export interface RootsChecked {
  readonly faults: Fault[];
  readonly roots: number;
}

/** Checks the daily roots: signatures, chain, the seals they name, and the files outside the database. */
export async function verifyRoots(
  db: Queryable,
  organisation: string,
  keys: RootKeys,
  { digests }: SealsChecked,
  rootsFolder: string | null,
): Promise<RootsChecked> {
  const faults: Fault[] = [];
  const signingSeed = keys.signing;
  const { rows } = await db.query<DailyRoot & { number: number; day: Day }>(
    'select number, day, content, signature from throughcare.daily_root where organisation = $1 order by number',
    [organisation],
  );
  let before: RootContent | undefined;
  for (const { number, day, content, signature } of rows) {
    const expected = (before?.number ?? 0) + 1;
    if (content.number !== expected)
      faults.push({ table: 'daily_root', what: 'removed', row: `root ${expected}` });
    else if (
      !isSigned(signingSeed, content, signature) ||
      content.organisation !== organisation ||
      content.number !== number ||
      content.day !== day ||
      content.previous !== (before ? rootHash(before) : null)
    ) {
      faults.push({ table: 'daily_root', what: 'altered', row: nameOf(content) });
    }
    faults.push(...missingSeals(content, digests, nameOf(content)));
    faults.push(
      ...otherMarks(keys, content.keys).map(purpose => ({
        table: 'root_key' as const,
        what: 'altered' as const,
        row: `the key for ${purpose}, with which ${nameOf(content)} was made,`,
      })),
    );
    before = content;
  }
  if (rootsFolder !== null) {
    faults.push(...outsideFaults(organisation, signingSeed, rows, digests, rootsFolder));
  }
  return { faults, roots: rows.length };
}

function missingSeals(
  { seals }: Pick<RootContent, 'seals'>,
  digests: SealsChecked['digests'],
  from: string,
): Fault[] {
  return logs.flatMap((log): Fault[] => {
    const named = seals[log];
    if (!named) return [];
    const stands = digests[log].get(named.number);
    if (stands === named.digest) return [];
    const what = stands === undefined ? 'removed' : 'altered';
    return [{ table: 'seal', what, row: `seal ${named.number} of the ${log} log, which ${from} names,` }];
  });
}

function outsideFaults(
  organisation: string,
  signingSeed: Uint8Array,
  rows: readonly DailyRoot[],
  digests: SealsChecked['digests'],
  folder: string,
): Fault[] {
  const faults: Fault[] = [];
  for (const { content } of rows) {
    const outside = readSigned(rootFile(folder, organisation, content.number), signingSeed);
    if (outside === undefined) {
      faults.push({ table: 'outside', what: 'removed', row: `the file of ${nameOf(content)}` });
    } else if (outside === null || rootHash(outside) !== rootHash(content)) {
      faults.push({
        table: 'outside',
        what: 'altered',
        row: `the file of ${nameOf(content)}, or the root itself,`,
      });
    }
  }
  const files = readdirSync(dirname(latestFile(folder, organisation))).filter(name =>
    name.startsWith('root-'),
  );
  if (files.length > rows.length) {
    faults.push({
      table: 'daily_root',
      what: 'removed',
      row: `root ${rows.length + 1}, whose file stands outside,`,
    });
  }
  const latest = readSigned(latestFile(folder, organisation), signingSeed);
  if (latest === null)
    faults.push({ table: 'outside', what: 'altered', row: 'the file of the latest seals' });
  // Signed by us, so it is what `writeLatest` wrote.
  if (latest) faults.push(...missingSeals(latest as RootContent, digests, 'the file outside the database'));
  return faults;
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

function nameOf({ number, day }: RootContent): string {
  return `root ${number} of ${sayDay(day)}`;
}
