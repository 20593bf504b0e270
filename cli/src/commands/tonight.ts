import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tonightAlone } from '@throughcare/web';
import type { Command } from '../command.ts';

const usage = `throughcare tonight [--out FILE]

Writes the page "What to do tonight" as one file that needs no service, database, script or form. Let your proxy show it
at /help/tonight when the service is down.`;

export const tonight: Command = {
  name: 'tonight',
  summary: 'Write the crisis page as a file that stands when the service is down.',
  usage,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { out: { type: 'string' } } });
    const page = tonightAlone({ demonstration: false });
    if (!values.out) {
      io.out(page);
      return 0;
    }
    writeFileSync(values.out, page);
    io.err(`Written to ${values.out}.\n`);
    return 0;
  },
};
