import { refuseDifferencing } from '../disclosure/differencing.ts';
import type { ReleaseRecord } from '../disclosure/differencing.ts';
import { release, releaseRecord } from '../report/release.ts';
import type { ReleasedReport, Signature } from '../report/released.ts';
import type { StudyReport } from '../report/report.ts';
import { StudyRefusal } from '../refusal.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { Ledger } from './ledger.ts';
import { hashResult } from './result-hash.ts';

/** What a ledger remembers of its releases, which no later one may be subtractable from. */
export function earlierReleases(entries: readonly LedgerEntry[]): ReleaseRecord[] {
  return entries.flatMap(({ what }) => (what.kind === 'release' ? [what.record] : []));
}

/**
 * Makes of an exact report what may leave the analyst's hands, signed, and writes the release into the ledger. Nobody
 * else can release in between.
 *
 * @param prepare is given the released report before the ledger knows of it, to try whether it can be written
 * @throws StudyRefusal when the report is none of this ledger's, was altered since its run, or could be subtracted from
 * an earlier release
 */
export function releaseIn(
  ledger: Ledger,
  report: StudyReport,
  signed: Signature,
  prepare: (released: ReleasedReport) => void = () => undefined,
): ReleasedReport {
  let released: ReleasedReport | undefined;
  ledger.append(signed.at, entries => {
    const of = lookEntryOf(ledger, entries, report);
    const record = releaseRecord(report);
    const earlier = earlierReleases(entries);
    const refused = refuseDifferencing(record, earlier);
    if (refused !== undefined) throw new StudyRefusal(refused.sentence);
    released = { ...release(report, earlier), signed };
    prepare(released);
    return {
      kind: 'release',
      study: report.study,
      of,
      by: signed.by,
      reviewer: signed.reviewer,
      releasedSha256: hashResult(released),
      record,
    };
  });
  if (released === undefined) throw new Error('the ledger took no release');
  return released;
}

/** The entry of the look that a report came of. */
function lookEntryOf(ledger: Ledger, entries: readonly LedgerEntry[], report: StudyReport): number {
  const own = report.standsOn.ledger;
  const look = own === undefined ? undefined : entries.at(own.entry - 1);
  if (own === undefined || look?.hash !== own.head || look.what.kind !== 'look') {
    throw new StudyRefusal(
      `The ledger in ${ledger.folder} does not know the run that this result came of. Nothing was released. Name the ` +
        'ledger that the run was written in: --ledger DIR.',
    );
  }
  const result = entries.find(({ what }) => what.kind === 'result' && what.of === own.entry)?.what;
  const sha256 = result?.kind === 'result' ? result.resultSha256 : undefined;
  if (look.what.study !== report.study || sha256 !== hashResult(report)) {
    throw new StudyRefusal(
      'The result is not what its run wrote: it was altered since, or the run was broken off. Nothing was released. Run ' +
        'the study again; on the same data that spends no further look.',
    );
  }
  return own.entry;
}
