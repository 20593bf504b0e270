import { renameSync, writeFileSync } from 'node:fs';

/** Writes a small file for its owner's eyes, so that a start that is killed leaves the old one or the new one, never half. */
export function keepFile(file: string, content: string): void {
  const half = `${file}.half`;
  writeFileSync(half, content, { mode: 0o600, flush: true });
  renameSync(half, file);
}
