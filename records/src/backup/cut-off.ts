import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../embedded/write-whole.ts';
import { Refused } from '../refused.ts';

/** Stands beside the roots from before the rows of a backup are kept until what was erased since is erased again. */
function markIn(rootsFolder: string): string {
  return join(rootsFolder, 'restoring');
}

export function beginRestoring(rootsFolder: string): void {
  mkdirSync(rootsFolder, { recursive: true, mode: 0o700 });
  writeWhole(markIn(rootsFolder), '', 0o600);
}

export function endRestoring(rootsFolder: string): void {
  rmSync(markIn(rootsFolder), { force: true });
}

/** E22: somebody who was erased could stand in what a restore that was cut off put there. */
export function refuseCutOff(rootsFolder: string | null): void {
  if (rootsFolder === null || !existsSync(markIn(rootsFolder))) return;
  throw new Refused(
    'A backup is being put into this database, or that was cut off: sign-in may be missing, and somebody who was erased since ' +
      'may be in it again. Nothing was opened. Where no restore is at work, restore once more, into a new data folder and, ' +
      'with your own PostgreSQL, a new database; then throw this one away.',
  );
}
