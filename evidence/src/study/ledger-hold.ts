import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { StudyRefusal } from '../refusal.ts';

const LONGEST_WAIT = 20_000;
const PAUSE = 15;

/**
 * Does `work` while this process alone holds `file`, one that can be made only once. A hold whose maker is gone is
 * taken over.
 *
 * @param what is held, for the sentence that says that nobody lets go of it
 */
export function whileHeld<T>(file: string, what: string, work: () => T): T {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; !take(file); waited += PAUSE) {
    if (waited > LONGEST_WAIT) {
      throw new StudyRefusal(
        `Another run holds ${what} and does not let go. Wait for it to end; if none is running, delete ${file}.`,
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
  if (make(file)) return true;
  if (!isAbandoned(file)) return false;
  // Only one may clear an abandoned hold away, or the second would clear the new hold of the first.
  const clearing = `${file}.clearing`;
  if (make(clearing)) {
    try {
      if (isAbandoned(file)) rmSync(file, { force: true });
    } finally {
      rmSync(clearing, { force: true });
    }
  } else if (isAbandoned(clearing)) rmSync(clearing, { force: true });
  return false;
}

function make(file: string): boolean {
  try {
    const made = openSync(file, 'wx');
    try {
      writeSync(made, `${process.pid} ${hostname()}`);
    } finally {
      closeSync(made);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Held by a process of this machine that no longer runs. A hold without a number is one just being made, unless it is
 * old.
 */
function isAbandoned(file: string): boolean {
  try {
    const [pid, host] = readFileSync(file, 'utf8').split(' ');
    if (pid === '') return Date.now() - statSync(file).mtimeMs > LONGEST_WAIT / 2;
    if (host !== hostname()) return false;
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
