import { suggest } from '@throughcare/evidence';
import type { Command, Io } from '../../command.ts';
import { readCall } from './call.ts';
import { helpFor, usage } from './help.ts';
import { toJson } from './json.ts';
import { StatsRefused, WrongCall } from './refusal.ts';
import { SUBCOMMANDS } from './subcommands.ts';

/** `throughcare stats`: one method on one file, for one-off work and for checking. */
export const stats: Command = {
  name: 'stats',
  summary: 'one statistical method on one file: km, cox, match and others',
  usage,
  help: ([name]) => {
    const statistic = SUBCOMMANDS.find(one => one.name === name);
    return statistic ? helpFor(statistic) : usage;
  },
  run,
};

async function run(args: string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  const asked = name === 'help' || name === '--help' || name === '-h' ? rest[0] : name;
  const statistic = SUBCOMMANDS.find(one => one.name === asked);
  if (asked === undefined && name !== undefined) {
    io.out(`${usage}\n`);
    return 0;
  }
  if (statistic === undefined) {
    const names = SUBCOMMANDS.map(one => one.name);
    io.err(
      asked === undefined
        ? `Say which statistic: ${names.join(', ')}.\n\n${usage}\n`
        : `There is no statistic "${asked}".${suggest(asked, names)}\n`,
    );
    return 2;
  }
  if (asked !== name || rest.includes('--help') || rest.includes('-h')) {
    io.out(`${helpFor(statistic)}\n`);
    return 0;
  }
  try {
    const call = readCall(rest, statistic);
    const { facts, lines, cautions = [] } = statistic.run(call);
    const options = Object.fromEntries([...call.values].filter(([option]) => option !== 'json'));
    const all = { statistic: statistic.name, method: statistic.method, options, cautions, ...facts };
    const json = toJson(all);
    const given = Object.entries(options).map(([option, value]) => `${option} ${String(value)}`);
    const text = [
      `${statistic.summary} (stats ${statistic.name})`,
      `Options: ${given.join('; ')}.`,
      ...lines,
    ];
    io.out(call.flag('json') ? `${json}\n` : `${text.join('\n')}\n`);
    for (const caution of cautions) io.err(`Caution: ${caution}\n`);
    return 0;
  } catch (error) {
    if (error instanceof WrongCall) {
      io.err(`${error.message}\nthroughcare stats help ${statistic.name} says how it is written.\n`);
      return 2;
    }
    // Estimators refuse in a sentence too, as RangeErrors.
    if (!(error instanceof StatsRefused) && !(error instanceof RangeError)) throw error;
    io.err(`${error.message}\n`);
    return 1;
  }
}
