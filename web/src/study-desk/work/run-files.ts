import { release, reportText, type StudyRun } from '@throughcare/evidence';
import type { Task } from './task.ts';

/** Every file of a run by its path below the run's folder. All but `release/` is exact and restricted. */
export function runFiles(done: StudyRun, { protocol }: Task): Map<string, string> {
  const { report, lock } = done;
  return new Map([
    ['protocol.yaml', protocol],
    ['lock.json', `${JSON.stringify(lock, null, 1)}\n`],
    ['result.json', `${JSON.stringify(report)}\n`],
    ['report.txt', `${reportText(report)}\n`],
    ['release/release.json', `${JSON.stringify(release(report), null, 1)}\n`],
  ]);
}
