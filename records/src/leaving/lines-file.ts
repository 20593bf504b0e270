import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A text file that is written piece by piece, hashed on the way. */
export interface LinesFile {
  readonly name: string;
  write(text: string): void;
  /** Waits until it is on the disk; gives its SHA-256 as hex. */
  close(): string;
}

const AT_ONCE = 64 * 1024;

export function openLines(folder: string, name: string): LinesFile {
  const handle = openSync(join(folder, name), 'wx', 0o600);
  const hash = createHash('sha256');
  let held = '';
  const send = () => {
    const bytes = Buffer.from(held);
    hash.update(bytes);
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
    held = '';
  };
  return {
    name,
    write(text) {
      held += text;
      if (held.length >= AT_ONCE) send();
    },
    close() {
      send();
      fsyncSync(handle);
      closeSync(handle);
      return hash.digest('hex');
    },
  };
}
