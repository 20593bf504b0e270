import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../refused.ts';

/** Writes a file so that after a power cut it is either the old one or the new one, never half of either. */
export function writeWhole(file: string, content: string | Uint8Array, mode: number): void {
  renameSync(writeHalf(file, content, mode), file);
  syncFolder(file);
}

/** The same where no file is yet. False where one is, which stays as it is: of two who write at once one does. */
export function writeNew(file: string, content: string | Uint8Array, mode: number): boolean {
  const half = writeHalf(file, content, mode);
  try {
    linkSync(half, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(half);
  }
  syncFolder(file);
  return true;
}

/** Under a name that no other process has, in another container neither. */
function writeHalf(file: string, content: string | Uint8Array, mode: number): string {
  const half = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.half`;
  try {
    writeFileSync(half, content, { mode, flush: true, flag: 'wx' });
  } catch (error) {
    // A full disk leaves the beginning of it.
    rmSync(half, { force: true });
    throw error;
  }
  return half;
}

function syncFolder(file: string): void {
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
