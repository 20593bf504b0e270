import type { Command, Io } from '../command.ts';
import { backtest } from './plan/backtest.ts';
import { calibrate } from './plan/calibrate.ts';
import { check } from './plan/check.ts';
import { even } from './plan/even.ts';
import { fill } from './plan/fill.ts';
import { places } from './plan/places.ts';
import { run as runPlans } from './plan/run.ts';

const verbs: Readonly<Record<string, { readonly run: Command['run']; readonly usage: string }>> = {
  run: runPlans,
  check,
  places,
  even,
  calibrate,
  backtest,
  fill,
};

const usage = Object.values(verbs)
  .map(verb => verb.usage)
  .join('\n\n');

/** `throughcare plan`: reads scenario files, needs no database and no network. */
export const plan: Command = { name: 'plan', summary: 'what if? scenarios side by side', usage, run };

async function run([name, ...args]: string[], io: Io): Promise<number> {
  const verb = Object.hasOwn(verbs, name ?? '') ? verbs[name] : undefined;
  if (verb !== undefined) return verb.run(args, io);
  io.err(
    `${name === undefined ? 'Say what to do' : `There is no plan ${name}`}. Nothing was run.\n\n${usage}\n`,
  );
  return 2;
}
