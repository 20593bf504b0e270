import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { StudyRefusal } from '@throughcare/evidence';

/**
 * Writes a file where none stands yet, whole or not at all.
 *
 * @param what it is, for the sentence that says that it could not be written
 * @param mode who may read it; everybody whom the system lets unless given
 */
export function writeNew(file: string, text: string, what: string, mode?: number): void {
  try {
    writeFileSync(file, text, { flag: 'wx', flush: true, mode });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'EEXIST') throw standsAlready(file);
    // The name was free, so what stands there now is our own beginning.
    if (existsSync(file)) rmSync(file);
    throw new StudyRefusal(
      `The ${what} could not be written to ${file} (${error.message}). Nothing was written.`,
    );
  }
}

/** Asked before the work, so that nothing is done in vain. @throws StudyRefusal where a file stands */
export function refuseStanding(file: string): void {
  if (existsSync(file)) throw standsAlready(file);
}

function standsAlready(file: string): StudyRefusal {
  return new StudyRefusal(
    `${file} stands there already. Nothing was written over it. Give another name: --out FILE.`,
  );
}
