import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { removeAfterUs } from '../embedded/watch.ts';
import { writeWhole } from '../embedded/write-whole.ts';
import { errorCode, Refused } from '../refused.ts';
import type { Store } from '../store.ts';

/**
 * Writes a folder that is there whole or not at all. What is written stands in clear, so it never stays half done: where this
 * process is killed, a shell that outlives it removes it; after a power cut, the service's next round or the next export.
 * Under the lock of an export.
 */
export async function writeFolder<Value>(
  store: Pick<Store, 'rootsFolder'>,
  organisation: string,
  folder: string,
  write: (half: string) => Promise<Value>,
): Promise<Value> {
  removeLeft(store, organisation);
  // A name that nobody else has: it may be removed by it later.
  const half = `${resolve(folder)}.${randomUUID()}.half`;
  mkdirSync(dirname(half), { recursive: true, mode: 0o700 });
  const note = noteOf(store, organisation);
  if (note !== null) {
    mkdirSync(dirname(note), { recursive: true, mode: 0o700 });
    writeWhole(note, half, 0o600);
  }
  const callOff = removeAfterUs(half);
  try {
    // Made here and now: into a folder that somebody else laid out nothing is written.
    mkdirSync(half, { mode: 0o700 });
    const value = await write(half);
    renameSync(half, folder);
    return value;
  } finally {
    rmSync(half, { recursive: true, force: true });
    if (note !== null) rmSync(note, { force: true });
    callOff();
  }
}

/** Whether an export may have left a half folder. */
export function isLeft(store: Pick<Store, 'rootsFolder'>, organisation: string): boolean {
  const note = noteOf(store, organisation);
  return note !== null && existsSync(note);
}

/** Removes what an export that was cut off left in clear. Under the lock of an export: none is under way. */
export function removeLeft(store: Pick<Store, 'rootsFolder'>, organisation: string): void {
  const note = noteOf(store, organisation);
  if (note === null || !existsSync(note)) return;
  const half = readFileSync(note, 'utf8');
  try {
    if (half.endsWith('.half')) rmSync(half, { recursive: true, force: true });
  } catch (error) {
    throw new Refused(
      `An export that was cut off left what it had written, in clear, in ${half}, and this account cannot remove it ` +
        `(${errorCode(error) ?? 'unknown'}). Nothing else was written. Remove it, then the file ${note}.`,
      { cause: error },
    );
  }
  rmSync(note, { force: true });
}

/** Where it stands which folder is being written: beside the roots, since it outlasts this process. */
function noteOf({ rootsFolder }: Pick<Store, 'rootsFolder'>, organisation: string): string | null {
  return rootsFolder === null ? null : join(rootsFolder, 'exports', organisation);
}
