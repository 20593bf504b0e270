import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ledgerAt,
  releaseHtml,
  releaseIn,
  StudyRefusal,
  type ReleasedReport,
  type Signature,
} from '@throughcare/evidence';
import { ID, studyPlace, type DeskPlace } from './place.ts';
import { readRun } from './runs.ts';

/** A report that went out, under the id of the run it came of. */
export interface Released {
  readonly id: string;
  readonly report: ReleasedReport;
  readonly html: string;
}

/** What went out of one run; undefined while nothing did. */
export function releasedOf({ released }: DeskPlace, run: string): Released | undefined {
  if (!ID.test(run)) return undefined;
  const folder = join(released, run);
  const file = join(folder, 'release.json');
  if (!existsSync(file)) return undefined;
  return {
    id: run,
    report: JSON.parse(readFileSync(file, 'utf8')) as ReleasedReport,
    html: readFileSync(join(folder, 'report.html'), 'utf8'),
  };
}

/** Every release below the folder of the desk, the newest first. */
export function releasedBelow(folder: string): Released[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map(organisation => join(folder, organisation, 'released'))
    .filter(released => existsSync(released))
    .flatMap(released => readdirSync(released).map(run => ({ released, run })))
    .flatMap(({ released, run }) => releasedOf({ released } as DeskPlace, run) ?? [])
    .sort((a, b) => ((a.report.signed?.at ?? '') < (b.report.signed?.at ?? '') ? 1 : -1));
}

/**
 * Lets a run's report go out, with disclosure control on it, under a name. It is written into the ledger, which refuses
 * what could be subtracted from an earlier release.
 *
 * @throws StudyRefusal in words
 */
export function releaseRun(place: DeskPlace, study: string, run: string, signed: Signature): void {
  const report = readRun(studyPlace(place.studies, study), run);
  if (!report) throw new StudyRefusal('That run is not there any more. Nothing was released.');
  if (releasedOf(place, run)) throw new StudyRefusal('This run was released already. Nothing was changed.');
  const folder = join(place.released, run);
  const beside = `${folder}.begun`;
  try {
    releaseIn(ledgerAt(place.ledger), report, signed, released => {
      rmSync(beside, { recursive: true, force: true });
      mkdirSync(beside, { recursive: true, mode: 0o700 });
      writeFileSync(join(beside, 'release.json'), `${JSON.stringify(released, null, 1)}\n`, { flush: true });
      writeFileSync(join(beside, 'report.html'), releaseHtml(released), { flush: true });
    });
    renameSync(beside, folder);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}
