import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { arrivingReport, type RowOutcome } from '@throughcare/records';
import type { Command } from '../command.ts';
import { withRecords } from '../with-records.ts';
import { onlyOrganisation } from '../only-organisation.ts';

const usage = `throughcare arrive FILE.csv --map MAP.yaml --by ACCOUNT [--dry-run] [--organisation ID] [--data FOLDER]

Takes an existing caseload in from a spreadsheet saved as CSV. MAP.yaml says which column holds what, and what becomes of
every other column; records/README.md shows one. ACCOUNT is that of an administrator; every entry bears it. Each row is
accepted, refused or reported as perhaps the same person as somebody who is there; nothing is joined, guessed or left out
silently. FILE.report.csv, beside the file, says it for every row by its line. Mend the file and run it again: what was
taken in is not taken in twice. With --dry-run nothing is kept, and the report is FILE.dry-run.csv. Exit status 1 says that
there are rows which were not accepted.`;

export const arrive: Command = {
  name: 'arrive',
  summary: 'Take in an existing caseload from a spreadsheet.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        map: { type: 'string' },
        by: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        organisation: { type: 'string' },
        data: { type: 'string' },
      },
    });
    const { map, by, data, 'dry-run': dryRun } = values;
    const [path] = positionals;
    if (positionals.length !== 1 || map === undefined || by === undefined) {
      io.err(`${usage}\n`);
      return 2;
    }
    const asked = { file: readFileSync(path), map: readFileSync(map, 'utf8'), by, dryRun };
    return withRecords(data, async records => {
      const organisation = await onlyOrganisation(records, values.organisation);
      const reportPath = `${path.replace(/\.csv$/i, '')}.${dryRun ? 'dry-run' : 'report'}.csv`;
      // Opened first: where no report can be written, nothing is taken in.
      const report = openSync(reportPath, 'w', 0o600);
      try {
        const { parting, rows: outcomes } = await records.arrive({ ...asked, organisation });
        writeFileSync(report, arrivingReport(outcomes));
        io.out(
          `${sayCounts(outcomes, dryRun)} ${reportPath} says it by line. The cells of the file are parted by ${parting}.\n`,
        );
        return outcomes.every(one => one.outcome === 'accepted') ? 0 : 1;
      } finally {
        closeSync(report);
      }
    });
  },
};

function sayCounts(outcomes: readonly RowOutcome[], dryRun: boolean): string {
  const count = (outcome: RowOutcome['outcome']) =>
    outcomes.filter(one => one.outcome === outcome).length.toLocaleString('en-GB');
  const begins = dryRun ? 'Nothing was kept. ' : '';
  return (
    `${begins}${outcomes.length.toLocaleString('en-GB')} rows: ${count('accepted')} accepted, ${count('refused')} refused, ` +
    `${count('duplicate')} perhaps the same person as somebody who is there.`
  );
}
