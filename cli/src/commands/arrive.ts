import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { reportHead, reportLines, type RowOutcome } from '@throughcare/records';
import type { Command } from '../command.ts';
import { withRecords } from '../with-records.ts';
import { onlyOrganisation } from '../only-organisation.ts';

const usage = `throughcare arrive PEOPLE.csv --map MAP.yaml --by ACCOUNT [--dry-run] [--since-move] [--organisation ID]
                   [--data FOLDER]

Takes an existing caseload in from spreadsheets saved as CSV. MAP.yaml says which column holds what, what becomes of every
other column, and which files beside PEOPLE.csv hold sentences, requirements, duties, conditions and enrolments;
docs/arriving.md shows them. ACCOUNT is that of an administrator; every entry bears it. Each person is accepted, refused or
reported as perhaps the same as somebody who is there; nothing is joined, guessed or left out silently.
PEOPLE.report.csv, beside the file, says it for every row by its file and line. Mend the files and run it again: what was
taken in is not taken in twice. With --dry-run nothing is kept, and the report is PEOPLE.dry-run.csv. Exit status 1 says
that there are rows which were not accepted. Where this record was taken in from another one, in which people had been
erased, --since-move says that none of the files is from before that.`;

export const arrive: Command = {
  name: 'arrive',
  summary: 'Take in an existing caseload from spreadsheets.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        map: { type: 'string' },
        by: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'since-move': { type: 'boolean', default: false },
        organisation: { type: 'string' },
        data: { type: 'string' },
      },
    });
    const { map, by, data, 'dry-run': dryRun, 'since-move': sinceMove } = values;
    const [path] = positionals;
    if (positionals.length !== 1 || map === undefined || by === undefined) {
      io.err(`${usage}\n`);
      return 2;
    }
    const mapText = readFileSync(map, 'utf8');
    return withRecords(data, async records => {
      const organisation = await onlyOrganisation(records, values.organisation);
      const reportPath = `${path.replace(/\.csv$/i, '')}.${dryRun ? 'dry-run' : 'report'}.csv`;
      // Opened first: where no report can be written, nothing is taken in.
      const report = openSync(reportPath, 'w', 0o600);
      try {
        const counts = { accepted: 0, refused: 0, duplicate: 0 };
        writeSync(report, reportHead);
        const files = await records.arrive(
          { organisation, people: path, map: mapText, by, dryRun, sinceMove },
          outcome => {
            counts[outcome.outcome]++;
            writeSync(report, reportLines(outcome));
          },
        );
        const parted = files
          .map(({ file, parting }) => `The cells of ${file} are parted by ${parting}.`)
          .join(' ');
        io.out(`${sayCounts(counts, dryRun)} ${reportPath} says it by line. ${parted}\n`);
        return counts.refused + counts.duplicate === 0 ? 0 : 1;
      } finally {
        closeSync(report);
      }
    });
  },
};

function sayCounts(counts: Readonly<Record<RowOutcome['outcome'], number>>, dryRun: boolean): string {
  const { accepted, refused, duplicate } = counts;
  const say = (n: number) => n.toLocaleString('en-GB');
  const begins = dryRun ? 'Nothing was kept. ' : '';
  return (
    `${begins}${say(accepted + refused + duplicate)} rows: ${say(accepted)} accepted, ${say(refused)} refused, ` +
    `${say(duplicate)} perhaps the same person as somebody who is there.`
  );
}
