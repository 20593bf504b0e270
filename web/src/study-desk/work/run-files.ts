import { earlierReleases, ledgerAt, studyOutputs, type StudyRun } from '@throughcare/evidence';
import type { Task } from './task.ts';

/** Every file of a run by its path below the run's folder. All but `release/` is exact and restricted. */
export function runFiles(run: StudyRun, { protocol, ledger }: Task): Map<string, string> {
  const { files } = studyOutputs({
    run,
    protocolText: protocol,
    earlierReleases: earlierReleases(ledgerAt(ledger).entries()),
  });
  return new Map([
    ...files,
    ['protocol.yaml', protocol],
    ['lock.json', `${JSON.stringify(run.lock, null, 1)}\n`],
  ]);
}
