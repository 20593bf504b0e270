import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file so that after a power cut it is either the old one or the new one, never half of either. */
export function writeWhole(file: string, content: string | Uint8Array, mode: number): void {
  const half = `${file}.${process.pid}.half`;
  writeFileSync(half, content, { mode, flush: true });
  renameSync(half, file);
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
