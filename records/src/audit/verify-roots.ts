import { existsSync } from 'node:fs';
import { sayDay, type Day } from '@throughcare/pathway';
import type { Queryable } from '../database/connect.ts';
import type { Store } from '../store.ts';
import { rootFile, rootHash, type DailyRoot, type RootContent } from './daily-root.ts';
import { logs } from './entries.ts';
import type { Fault } from './fault.ts';
import { otherMarks } from './key-marks.ts';
import { isWrittenSoon, readSigned, type Outside } from './outside.ts';
import { isSigned } from './signing.ts';
import type { SealsChecked } from './verify-seals.ts';

export interface RootsChecked {
  readonly faults: Fault[];
  readonly roots: number;
}

/** Checks the daily roots: signatures, chain, the seals they name, and the files outside the database. */
export async function verifyRoots(
  db: Queryable,
  store: Store,
  organisation: string,
  { digests }: SealsChecked,
  outside: Outside | null,
): Promise<RootsChecked> {
  const faults: Fault[] = [];
  const { keys, rootsFolder } = store;
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
  if (rootsFolder !== null && outside !== null) {
    faults.push(...(await filesMissing(organisation, signingSeed, rows, rootsFolder)));
    faults.push(...rowsMissing(rows.length, digests, outside));
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

async function filesMissing(
  organisation: string,
  signingSeed: Uint8Array,
  rows: readonly DailyRoot[],
  folder: string,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { content } of rows) {
    const file = rootFile(folder, organisation, content.number);
    if (content.number === rows.length) await isWrittenSoon(() => existsSync(file));
    const outside = readSigned(file, signingSeed);
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
  return faults;
}

function rowsMissing(
  rows: number,
  digests: SealsChecked['digests'],
  { roots, latest }: Pick<Outside, 'roots' | 'latest'>,
): Fault[] {
  const faults: Fault[] = [];
  if (roots > rows) {
    faults.push({
      table: 'daily_root',
      what: 'removed',
      row: `root ${rows + 1}, whose file stands outside,`,
    });
  }
  if (latest === null)
    faults.push({ table: 'outside', what: 'altered', row: 'the file of the latest seals' });
  if (latest) faults.push(...missingSeals(latest, digests, 'the file outside the database'));
  return faults;
}

function nameOf({ number, day }: RootContent): string {
  return `root ${number} of ${sayDay(day)}`;
}
