import { studyPlace } from './place.ts';
import type { Desk } from './desk.ts';
import type { KeptStudy } from './kept-study.ts';
import { releasedOf } from './released.ts';
import { readRun } from './runs.ts';

/** Runs as a table shows them: the conclusion of the first pair stands for the run. */
export function runRows(desk: Desk, study: KeptStudy) {
  const place = studyPlace(desk.place.studies, study.id);
  return desk.runs(study).map(({ id, by, at, version }) => {
    const report = readRun(place, id);
    const verdicts = report?.pairs.map(
      pair => `${pair.first} against ${pair.second}: ${pair.conclusion.verdict}`,
    );
    return {
      id,
      by: by.name,
      at,
      version,
      look: report?.standsOn.looks ?? '',
      conclusion: verdicts?.join('; ') ?? '',
      released: releasedOf(desk.place, id) ? 'released' : '',
    };
  });
}
