import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SYSTEM } from '../access/actor.ts';
import type { Queryable } from '../database/connect.ts';
import { inTransaction } from '../database/transaction.ts';
import { Refused } from '../refused.ts';
import type { Store } from '../store.ts';
import { latestFile, rootFile, rootHash, type DailyRoot, type RootContent } from './daily-root.ts';
import { logs } from './entries.ts';
import { readSigned } from './outside.ts';

const FOLDER = /^set-aside-\d{8}T\d{6}Z$/;

/**
 * After the database was put back to an earlier moment: moves the roots outside that are newer than it into a folder
 * of their own beside the others. Nothing is thrown away, and `verify` goes on naming the folder, so that what was
 * lost, or taken, stays to be seen. Refuses in words where the newer roots do not follow from the database: then it
 * is not an earlier moment of the same record.
 */
export async function setAsideNewer(store: Store, organisation: string): Promise<readonly string[]> {
  const { rootsFolder, clock } = store;
  if (rootsFolder === null || !existsSync(join(rootsFolder, organisation))) return [];
  const { last, isNewer } = await inTransaction(store, { organisation, user: SYSTEM }, async db => {
    const { rows } = await db.query<DailyRoot>(
      'select content, signature from throughcare.daily_root where organisation = $1 order by number desc limit 1',
      [organisation],
    );
    const latest = readSigned(latestFile(rootsFolder, organisation), store.keys.signing);
    const named = latest ? (latest as RootContent).seals : undefined;
    return { last: rows[0]?.content, isNewer: named ? await namesMore(db, organisation, named) : false };
  });
  const first = (last?.number ?? 0) + 1;
  refuseOtherHistory(rootFile(rootsFolder, organisation, first), store, last);
  const own = dirname(latestFile(rootsFolder, organisation));
  const newer = readdirSync(own).filter(name => {
    const number = /^root-(\d+)\.json$/.exec(name)?.[1];
    return number !== undefined && Number(number) >= first;
  });
  const names = [...newer.sort(), ...(isNewer ? ['latest.json'] : [])];
  if (names.length === 0) return [];
  const folder = setAsideFolder(own, clock());
  mkdirSync(folder, { mode: 0o700 });
  for (const name of names) renameSync(join(own, name), join(folder, name));
  return names.map(name => join(folder, name));
}

/** Where what is set aside at this moment lies. */
export function setAsideFolder(own: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  return join(own, `set-aside-${stamp}`);
}

/** The folders into which roots of an organisation were moved when its database went back. */
export function setAsideOf(rootsFolder: string, organisation: string): readonly string[] {
  const own = join(rootsFolder, organisation);
  if (!existsSync(own)) return [];
  const found = readdirSync(own).filter(name => FOLDER.test(name));
  return found.sort().map(name => join(own, name));
}

/** Whether these seals, which were written down outside, are more than the database holds. */
async function namesMore(db: Queryable, organisation: string, named: RootContent['seals']): Promise<boolean> {
  for (const log of logs) {
    const seal = named[log];
    if (!seal) continue;
    const { rowCount } = await db.query(
      `select from throughcare.seal where organisation = $1 and log = $2 and number = $3
         and encode(digest, 'hex') = $4`,
      [organisation, log, seal.number, seal.digest],
    );
    if (rowCount === 0) return true;
  }
  return false;
}

function refuseOtherHistory(file: string, store: Store, last: RootContent | undefined): void {
  const next = readSigned(file, store.keys.signing);
  if (next === undefined) return;
  const follows = next !== null && (next as RootContent).previous === (last ? rootHash(last) : null);
  if (follows) return;
  throw new Refused(
    `The root in ${file} does not follow from what this database holds, so the database is not an earlier moment of ` +
      'the same record. Nothing was set aside. Run "throughcare audit verify", and ask whoever keeps the copies of ' +
      'the roots.',
  );
}
