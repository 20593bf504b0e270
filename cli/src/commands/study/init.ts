import { existsSync, writeFileSync } from 'node:fs';
import { draftProtocol, readProtocol, sayFaults, StudyRefusal } from '@throughcare/evidence';
import type { StudySubcommand } from './subcommand.ts';

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
    if (out !== undefined && existsSync(out)) throw standsAlready(out);
    const draft = draftProtocol(call.operand);
    if (out === undefined) io.out(draft);
    else writeNew(out, draft);
    const read = readProtocol(draft);
    if (!read.ok) {
      io.err(
        `${out === undefined ? '' : `Drafted in ${out}. `}To decide, by line:\n${sayFaults(read.faults)}\n`,
      );
    }
    return 0;
  },
};

function writeNew(out: string, draft: string): void {
  try {
    writeFileSync(out, draft, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'EEXIST') throw standsAlready(out);
    throw new StudyRefusal(`The draft could not be written to ${out} (${error.message}).`);
  }
}

function standsAlready(out: string): StudyRefusal {
  return new StudyRefusal(
    `${out} stands there already. Nothing was written over it. Give another name: --out FILE.`,
  );
}
