import { ledgerAt, registerOf, registerText, StudyRefusal } from '@throughcare/evidence';
import type { StudySubcommand } from './subcommand.ts';

export const registerStep: StudySubcommand = {
  name: 'register',
  summary: 'lists every study of a ledger with its looks and results, null ones too',
  words:
    'Studies that were designed and never run are there, looks that were broken off, results that found no difference, and\n' +
    'who released what. The chain of entries is followed first; where it is broken, that is said, what stands before the\n' +
    'break is listed, and the status is 1.',
  operand: undefined,
  options: [
    { name: 'ledger', value: 'DIR', required: true, help: 'The ledger.' },
    { name: 'json', help: 'Everything, for a machine.' },
  ],
  example: 'throughcare study register --ledger examples/first-study/ledger',
  run(call, io) {
    const folder = call.required('ledger');
    const ledger = ledgerAt(folder);
    const chain = ledger.check();
    if (chain === undefined)
      throw new StudyRefusal(`There is no ledger in ${folder}. throughcare study design begins one.`);
    const { entries, fault } = chain;
    const register = registerOf(entries);
    if (call.flag('json')) {
      const head = entries.at(-1)?.hash ?? null;
      const about = { name: ledger.name, entries: entries.length, head, whole: fault === undefined };
      const broken = fault === undefined ? {} : { fault };
      io.out(`${JSON.stringify({ ...register, ledger: { ...about, ...broken } }, null, 1)}\n`);
    } else {
      const counted = entries.length === 1 ? 'one entry' : `${entries.length} entries`;
      const said = fault === undefined ? `${counted}, each following from the one before` : 'BROKEN';
      io.out(`Ledger ${ledger.name}: ${said}.\n\n${registerText(register, ledger.name)}\n`);
    }
    if (fault === undefined) return 0;
    io.err(
      `The ledger in ${folder} is damaged: ${fault}. What is listed stands before the break; nothing after it can be ` +
        'relied on. Restore it from a copy.\n',
    );
    return 1;
  },
};
