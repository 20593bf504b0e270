import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '@throughcare/pathway';
import { keepFile } from './keep-file.ts';

/** What a demonstration is being filled with: enough to make the same history again. */
export interface Filling {
  readonly people: number;
  readonly today: Day;
}

/** Stands beside the database while the demonstration is filled, so that a filling cut short is seen and gone on with. */
const fileIn = (folder: string) => join(folder, 'filling.json');

/** The filling that an earlier start began and did not finish; undefined where there is none. */
export function unfinishedFilling(folder: string): Filling | undefined {
  const file = fileIn(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Filling) : undefined;
}

export function beginFilling(folder: string, filling: Filling): void {
  keepFile(fileIn(folder), `${JSON.stringify(filling)}\n`);
}

export function finishFilling(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}
