import { draftProtocol, readProtocol, sayFaults } from '@throughcare/evidence';
import type { StudySubcommand } from './subcommand.ts';
import { refuseStanding, writeNew } from './write-new.ts';

export const initStep: StudySubcommand = {
  name: 'init',
  summary: 'drafts a protocol from the columns of the data',
  words:
    'Guesses who is a person, which columns are dates, which could tell arms apart, hold the outcome or be covariates, and\n' +
    'how much is missing. What has to be decided stays empty, the estimand first of all, and is listed by line. Values that\n' +
    'fewer than ten people have are never named.',
  operand: { name: 'DATA', help: 'A CSV or Parquet file, or a folder of them.' },
  options: [
    {
      name: 'out',
      value: 'FILE',
      help: 'Writes the draft there, where no file may stand yet; to standard output unless given.',
    },
  ],
  example: 'throughcare study init examples/first-study --out my-study.yaml',
  run(call, io) {
    const out = call.text('out');
    if (out !== undefined) refuseStanding(out);
    const draft = draftProtocol(call.operand);
    if (out === undefined) io.out(draft);
    else writeNew(out, draft, 'draft');
    const read = readProtocol(draft);
    if (!read.ok) {
      io.err(
        `${out === undefined ? '' : `Drafted in ${out}. `}To decide, by line:\n${sayFaults(read.faults)}\n`,
      );
    }
    return 0;
  },
};
