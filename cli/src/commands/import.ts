import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { withRecords } from '../with-records.ts';

const usage = `throughcare import FOLDER [--data FOLDER]

Takes what "throughcare export" wrote into a record in which its organisation is not yet: the same histories, so the same
states. Each file is held against its hash first. Accounts to sign in with are not part of it.`;

export const importAll: Command = {
  name: 'import',
  summary: 'Take in what another service exported.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' } },
    });
    if (positionals.length !== 1) {
      io.err(`${usage}\n`);
      return 2;
    }
    return withRecords(values.data, async records => {
      const { streams, events } = await records.importEverything(positionals[0]);
      const count = (n: number) => n.toLocaleString('en-GB');
      io.out(`Took in ${count(events)} events of ${count(streams)} records.\n`);
      return 0;
    });
  },
};
