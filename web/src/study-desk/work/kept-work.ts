import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from '../../analysis/write-whole.ts';
import type { StudyPlace } from '../place.ts';
import type { Work } from './task.ts';

/** What was last worked out for a study, or is now. */
export function readWork({ work }: StudyPlace): Work | undefined {
  return existsSync(work) ? (JSON.parse(readFileSync(work, 'utf8')) as Work) : undefined;
}

export function writeWork({ work }: StudyPlace, now: Work): void {
  writeWhole(work, `${JSON.stringify(now)}\n`);
}

export const isUnderWay = (work: Work | undefined): boolean =>
  work?.state === 'waiting' || work?.state === 'working';
