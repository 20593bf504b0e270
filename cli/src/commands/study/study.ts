import { StudyRefusal, suggest } from '@throughcare/evidence';
import type { Command, Io } from '../../command.ts';
import { readStudyCall, WrongStudyCall } from './call.ts';
import { callOf, helpFor, usage } from './help.ts';
import { STEPS } from './subcommands.ts';

/** `throughcare study`: from a protocol and files to a comparison, without database, web or network. */
export const study: Command = {
  name: 'study',
  summary: 'draft, design, run and release a comparison from a protocol',
  usage,
  help: ([name]) => {
    const step = STEPS.find(one => one.name === name);
    return step ? helpFor(step) : usage;
  },
  run: (args, io) => Promise.resolve(take(args, io)),
};

function take([name, ...rest]: readonly string[], io: Io): number {
  const isHelp = name === 'help' || name === '--help' || name === '-h';
  const asked = isHelp ? rest[0] : name;
  if (isHelp && asked === undefined) {
    io.out(`${usage}\n`);
    return 0;
  }
  const step = STEPS.find(one => one.name === asked);
  if (step === undefined) {
    const names = STEPS.map(one => one.name);
    io.err(
      asked === undefined
        ? `Say which step: ${names.join(', ')}.\n\n${usage}\n`
        : `There is no step "${asked}".${suggest(asked, names)}\n\n${usage}\n`,
    );
    return 2;
  }
  if (isHelp || rest.includes('--help') || rest.includes('-h')) {
    io.out(`${helpFor(step)}\n`);
    return 0;
  }
  try {
    return step.run(readStudyCall(rest, step), io);
  } catch (error) {
    if (error instanceof WrongStudyCall) {
      io.err(`${error.message}\n\n${callOf(step)}\nthroughcare study help ${step.name} says more.\n`);
      return 2;
    }
    if (!(error instanceof StudyRefusal)) throw error;
    io.err(`${error.message}\n`);
    return 1;
  }
}
