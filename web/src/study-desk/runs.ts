import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyReport } from '@throughcare/evidence';
import type { By } from './kept-study.ts';
import { ID, type StudyPlace } from './place.ts';

/** One run that came to its end: who, when, by which version of the protocol, and what it found. */
export interface RunFact {
  readonly id: string;
  readonly by: By;
  readonly at: number;
  readonly version: number;
}

/** Every run, the newest first. */
export function keptRuns(place: StudyPlace): RunFact[] {
  if (!existsSync(place.runs)) return [];
  return readdirSync(place.runs)
    .filter(id => ID.test(id))
    .map(id => JSON.parse(readFileSync(join(place.run(id), 'run.json'), 'utf8')) as RunFact)
    .sort((a, b) => b.at - a.at);
}

/** What a run found: exact, and restricted to analysts. */
export function readRun(place: StudyPlace, id: string): StudyReport | undefined {
  if (!ID.test(id)) return undefined;
  const file = join(place.run(id), 'result.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StudyReport) : undefined;
}
