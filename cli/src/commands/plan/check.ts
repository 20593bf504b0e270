import { parseArgs } from 'node:util';
import type { Io } from '../../command.ts';
import { orSay, readScenarioFile } from './read.ts';

const usage = `throughcare plan check FILE.yaml ...

  Reads scenario files and says by line what is wrong and how to mend it. Runs nothing.`;

/** `throughcare plan check`: 0 when every file can be run, else 2. */
export const check = { usage, run };

function run(args: string[], io: Io): Promise<number> {
  return orSay(io, usage, () => {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    if (positionals.length === 0) {
      io.err(`Name a scenario file.\n\n${usage}\n`);
      return 2;
    }
    for (const file of positionals) {
      const { name, parameters, cautions } = readScenarioFile(file);
      const all = Object.entries(parameters);
      const unsourced = all.filter(([, { source }]) => source === undefined).length;
      const undated = all.filter(([, { date }]) => date === undefined).map(([number]) => number);
      const noDate = undated.length === 0 ? '' : ` ${undated.length} have no date: ${undated.join(', ')}.`;
      io.out(
        `${file} can be run: ${name}. ${unsourced} of its ${all.length} numbers have no source.${noDate}\n`,
      );
      for (const caution of cautions) io.out(`  Look at this first: ${caution}\n`);
    }
    return 0;
  });
}
