import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { withRecords } from '../with-records.ts';
import { onlyOrganisation } from '../only-organisation.ts';

const usage = `throughcare export FOLDER --by ACCOUNT --reason WORDS [--organisation ID] [--data FOLDER]

Writes everything that the organisation recorded, opened, into FOLDER in an open format: JSON Lines and CSV for each
kind of record, the access log, the ledger of erasures, the signed daily roots, what every file is, and the hash of each.
For an organisation that leaves. ACCOUNT is that of an administrator; it stands in the access log with the reason. The
files hold names, and what people said: keep them as you keep the record. What is left out is said, with the reason and
how much of it waits. The digest at the end tells this export from one that somebody changed on its way: tell it by
another way than the files. "throughcare import" takes the files into another record. Killed half way, it leaves nothing:
what it had written is removed, after a power cut by the next export or by the service within a minute of its start.`;

export const exportAll: Command = {
  name: 'export',
  summary: 'Write everything in an open format, to leave.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        by: { type: 'string' },
        reason: { type: 'string' },
        organisation: { type: 'string' },
        data: { type: 'string' },
      },
    });
    const { by, reason, data } = values;
    if (positionals.length !== 1 || by === undefined || reason === undefined) {
      io.err(`${usage}\n`);
      return 2;
    }
    return withRecords(data, async records => {
      const organisation = await onlyOrganisation(records, values.organisation);
      const { streams, events, digest, leftOut } = await records.exportEverything(
        { organisation, by, reason },
        positionals[0],
      );
      const count = (n: number) => n.toLocaleString('en-GB');
      const waits = leftOut.filter(one => one.rows !== null && one.rows > 0);
      io.out(
        [
          `${positionals[0]} holds ${count(events)} events of ${count(streams)} records.`,
          `Its digest: ${digest}`,
          'Tell it to whoever takes the files in, by another way than the files: "throughcare import FOLDER --digest DIGEST".',
          'Its README says what was left out, and why.',
          ...waits.map(({ what, rows, why }) => `Left out: ${what} (${count(rows!)}). ${why}`),
          '',
        ].join('\n'),
      );
      return 0;
    });
  },
};
