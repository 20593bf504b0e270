import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StudyRefusal } from '../refusal.ts';

const LONGEST_WAIT = 20_000;
const PAUSE = 15;

/**
 * Does `work` while this process alone holds the folder. A file that can be made only once is the hold; one whose
 * maker is gone is taken over.
 */
export function whileHeld<T>(folder: string, work: () => T): T {
  const file = join(folder, 'held');
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; !take(file); waited += PAUSE) {
    if (waited > LONGEST_WAIT) {
      throw new StudyRefusal(
        `Another run holds the ledger in ${folder} and does not let go. Wait for it to end; if none is running, delete ${file}.`,
      );
    }
    Atomics.wait(pause, 0, 0, PAUSE);
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    const made = openSync(file, 'wx');
    writeSync(made, String(process.pid));
    closeSync(made);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (isAbandoned(file)) rmSync(file, { force: true });
    return false;
  }
}

/** Held by a process that no longer runs. A hold without a number is one just being made, unless it is old. */
function isAbandoned(file: string): boolean {
  try {
    const holder = readFileSync(file, 'utf8');
    if (holder === '') return Date.now() - statSync(file).mtimeMs > LONGEST_WAIT / 2;
    process.kill(Number(holder), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
