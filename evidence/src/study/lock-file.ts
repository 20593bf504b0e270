import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { StudyRefusal } from '../refusal.ts';
import { whileHeld } from './ledger-hold.ts';
import { readLock } from './lock.ts';
import type { Lock } from './lock.ts';
import { joinedLooks } from './look-taking.ts';

/** The lock at `path`; undefined where there is none. @throws StudyRefusal when what stands there is damaged */
export function lockAt(path: string): Lock | undefined {
  return existsSync(path) ? readLock(readFileSync(path, 'utf8')) : undefined;
}

/**
 * Puts a design's lock in its place. Looks that another run wrote there meanwhile stay. Written beside and moved into
 * place, so that an interruption leaves the old lock whole.
 *
 * @throws StudyRefusal when it cannot be written
 */
export function placeLock(path: string, lock: Lock): void {
  replaceLock(path, there => ({ ...lock, looks: joinedLooks(there?.looks ?? [], lock.looks) }));
}

/**
 * Writes the looks of `lock` into the lock at `path`. Where another design was locked there meanwhile, that one stays,
 * with these looks too.
 */
export function keepLooks(path: string, lock: Lock): void {
  replaceLock(path, there => ({
    ...(there?.study === lock.study ? there : lock),
    looks: joinedLooks(there?.looks ?? [], lock.looks),
  }));
}

function replaceLock(path: string, next: (there: Lock | undefined) => Lock): void {
  const beside = `${path}.new-${process.pid}`;
  try {
    whileHeld(`${path}.held`, `the lock ${path}`, () => {
      writeFileSync(beside, `${JSON.stringify(next(lockAt(path)), null, 1)}\n`, { flush: true });
      renameSync(beside, path);
    });
  } catch (error) {
    if (error instanceof StudyRefusal || !(error instanceof Error) || !('code' in error)) throw error;
    if (existsSync(beside)) rmSync(beside);
    throw new StudyRefusal(
      `The lock could not be written to ${path} (${error.message}), so no result is shown. Give a place that can be written: --lock FILE.`,
    );
  }
}
