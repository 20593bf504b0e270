import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { usualWork, workOut as workOutAll } from '@throughcare/web';
import type { Command } from '../command.ts';

const usage = `throughcare work-out --folder FOLDER [--replications 200]

Works out what the evidence pages of the demonstration show: a made-up justice extract, the service's people found in
it, the studies, the plans. The service's own identity file, FOLDER/service-identities.csv, is used when it is there. How
far it is stands in FOLDER/progress.json. What is there already is not done again, and nothing is ever half written: stop
it when you like. \`throughcare serve\` starts this by itself. Exit status 1 when a step stopped; it says why.`;

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Pages answer first: the working out takes what is left of the machine. */
const BEHIND_THE_PAGES = 10;

export const workOut: Command = {
  name: 'work-out',
  summary: 'Work out what the evidence pages of the demonstration show.',
  usage,
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        folder: { type: 'string' },
        replications: { type: 'string', default: String(usualWork.replications) },
      },
    });
    const replications = Number(values.replications);
    if (!values.folder || !Number.isInteger(replications) || replications < 2) {
      io.err(`${usage}\n`);
      return 2;
    }
    setPriority(BEHIND_THE_PAGES);
    const stopped = workOutAll(
      {
        ...usualWork,
        folder: values.folder,
        replications,
        protocolFolder: join(root, 'demo', 'studies'),
        scenarioFolder: join(root, 'examples', 'plans'),
      },
      words => io.err(`${words}\n`),
    );
    return stopped.length === 0 ? 0 : 1;
  },
};
