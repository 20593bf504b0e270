import { readProtocol } from '../protocol/read.ts';
import type { PairReport } from '../report/report.ts';
import type { StudyRun } from '../study/run.ts';
import { csvLine } from './csv.ts';
import { figuresToMatch } from './figures.ts';
import { peopleCsv } from './people-csv.ts';
import { pseudonyms } from './pseudonyms.ts';
import { rScript } from './r-script.ts';
import { replicationReadme } from './readme.ts';

/**
 * Everything that somebody needs to make a study's figures again without us: protocol, lock, seed, people by number with
 * weights and outcomes, balance, and a script in R that prints its numbers beside ours. Files by name, with their text.
 * Restricted: a row of it is a person.
 *
 * @param protocolText the protocol as it stands in its file
 * @throws RangeError when that text is not the protocol that was run
 */
export function replicationPack(
  { report, people, lock }: StudyRun,
  protocolText: string,
): Map<string, string> {
  const read = readProtocol(protocolText);
  if (!read.ok || read.protocol.sha256 !== report.standsOn.protocolSha256) {
    throw new RangeError(
      'The text of the protocol is not that of the run: their hashes differ. Give the file that was run, unchanged.',
    );
  }
  const toMatch = figuresToMatch(report, people);
  const { study: name, outcome, standsOn } = report;
  return new Map([
    ['protocol.yaml', protocolText],
    ['lock.json', `${JSON.stringify(lock, null, 2)}\n`],
    ['seed', `${read.protocol.missing_values.seed}\n`],
    ['data.csv', peopleCsv(people, pseudonyms(people, standsOn.designSha256))],
    ['balance.csv', balanceCsv(report.pairs)],
    ['replicate.R', rScript(toMatch, { name, windowDays: outcome.windowDays, engine: standsOn.engine })],
    ['README.txt', replicationReadme(report, toMatch)],
  ]);
}

const BALANCE_HEADER =
  'pair,covariate,difference_before,difference_after,variance_ratio_before,variance_ratio_after,ks_before,ks_after';

function balanceCsv(pairs: readonly PairReport[]): string {
  const lines = pairs.flatMap(({ first, second, balance }) =>
    balance.map(row =>
      csvLine([
        `${first} against ${second}`,
        row.covariate,
        row.standardizedMeanDifferenceBefore,
        row.standardizedMeanDifferenceAfter,
        row.varianceRatioBefore,
        row.varianceRatioAfter,
        row.ksBefore,
        row.ksAfter,
      ]),
    ),
  );
  return `${[BALANCE_HEADER, ...lines].join('\n')}\n`;
}
