import { refuseDifferencing } from '../disclosure/differencing.ts';
import type { ReleaseRecord } from '../disclosure/differencing.ts';
import type { StudyRun } from '../study/run.ts';
import { replicationPack } from '../replication/pack.ts';
import { releaseHtml, reportHtml } from './report-html.ts';
import { release, releaseRecord } from './release.ts';
import { reportText } from './text.ts';

export interface StudyOutputs {
  /** Every file of a run by its path in the folder of results, with its text. */
  readonly files: ReadonlyMap<string, string>;
  /** Why the folder `release` is missing, in a sentence; undefined where it is there. */
  readonly releaseRefused: string | undefined;
}

export interface StudyToWrite {
  readonly run: StudyRun;
  /** The protocol as it stands in its file. */
  readonly protocolText: string;
  /** What the ledger remembers of earlier releases, which this one must not be subtractable from. */
  readonly earlierReleases?: readonly ReleaseRecord[];
}

/**
 * Everything that a run leaves behind: `result.json`, `report.html`, `report.txt`, `replication/` (exact, restricted),
 * `release/` (what may be passed on). A release that could be subtracted from an earlier one is not among them, and the reason is given.
 */
export function studyOutputs({ run, protocolText, earlierReleases = [] }: StudyToWrite): StudyOutputs {
  const { report } = run;
  const files = new Map([
    ['result.json', jsonText(report)],
    ['report.html', reportHtml(report)],
    ['report.txt', `${reportText(report)}\n`],
  ]);
  for (const [name, text] of replicationPack(run, protocolText)) files.set(`replication/${name}`, text);
  const refused = refuseDifferencing(releaseRecord(report), earlierReleases);
  if (refused === undefined) {
    const released = release(report, earlierReleases);
    files.set('release/release.json', jsonText(released));
    files.set('release/report.html', releaseHtml(released));
  }
  return { files, releaseRefused: refused?.sentence };
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
