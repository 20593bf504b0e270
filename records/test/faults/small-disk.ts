import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, openSync, rmSync, statfsSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';

/** A file system so small that it can be filled. */
export interface SmallDisk {
  /** Fills it but for `left` bytes. */
  fill(left: number): void;
  free(): void;
  remove(): void;
}

const MEGABYTE = 2 ** 20;

/** Mounts one at `folder`. Undefined where this account may not mount: then no disk is filled, and the report says so. */
export function smallDisk(folder: string): SmallDisk | undefined {
  mkdirSync(folder, { recursive: true });
  const size = `size=${512 * MEGABYTE},mode=0711`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'throughcare-faults', folder]);
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  chmodSync(folder, 0o711);
  const ballast = join(folder, 'ballast');
  return {
    fill(left) {
      const { bavail, bsize } = statfsSync(folder);
      const file = openSync(ballast, 'w', 0o600);
      try {
        for (let rest = bavail * bsize - left; rest > 0; rest -= MEGABYTE)
          writeSync(file, Buffer.alloc(Math.min(rest, MEGABYTE), 1));
      } catch {
        // The writers were faster: it is full.
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => void spawnSync('umount', ['--lazy', folder]),
  };
}
