import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare, describeAlone, refuseComparison } from '@throughcare/planning';
import type { Replication, Scenario } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { orSay, readScenarioFile, within } from './read.ts';
import { aloneReport, planReport } from './report.ts';
import { replicateOnThreads } from './threads.ts';

const usage = `throughcare plan run FILE.yaml [OTHER.yaml ...] [--seed 1] [--replications 200] [--json] [--out FILE]

  Runs scenarios on the same arrivals and the same luck. One alone: every statistic. Two: what differs between
  them. More: each of the others against the first. Ctrl-C stops, and tells what is known by then.

  --seed N           Whole number; the same seed gives the same bytes. 1 unless given.
  --replications N   How many runs. 20 make a draft in seconds; 200 unless given.
  --threads N        How many threads; the result is the same. 2 unless given.
  --json             The whole result as JSON, for a page or another program.
  --out FILE         Writes there instead of here.

Examples: examples/plans in the repository.`;

/** `throughcare plan run`. */
export const run = { usage, run: runFiles };

function runFiles(args: string[], io: Io): Promise<number> {
  return orSay(io, usage, async () => {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        replications: { type: 'string', default: '200' },
        threads: { type: 'string', default: '2' },
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
      },
    });
    if (positionals.length === 0) {
      io.err(`Name a scenario file, or several that are to be compared.\n\n${usage}\n`);
      return 2;
    }
    const scenarios = positionals.map(readScenarioFile);
    for (const other of scenarios.slice(1)) refuseComparison(scenarios[0], other);
    const seed = within('seed', values.seed, 0, 0xffffffff);
    const wanted = within('replications', values.replications, 2, 100_000);
    const threads = within('threads', values.threads, 1, 64);
    const replications = await replicateOnThreads(scenarios, seed, wanted, threads, io);
    if (replications.length < 2) {
      io.err('It was stopped before two runs were there, so nothing is known.\n');
      return 130;
    }
    const stopped = replications.length < wanted;
    if (stopped) io.err(`Stopped after ${replications.length} of ${wanted} runs; this is what they say.\n`);
    const text = answer(scenarios, seed, replications, values.json);
    if (values.out === undefined) io.out(`${text}\n`);
    else writeFileSync(values.out, `${text}\n`);
    return stopped ? 130 : 0;
  });
}

function answer(
  scenarios: readonly Scenario[],
  seed: number,
  replications: readonly Replication[],
  json: boolean,
): string {
  const [first, ...others] = scenarios;
  if (others.length === 0) {
    const alone = describeAlone(first, 0, seed, replications);
    return json ? JSON.stringify(alone, null, 1) : aloneReport(alone);
  }
  const comparisons = others.map((other, i) =>
    compare(
      [first, other],
      seed,
      replications.map(({ values, outcomes, again }) => ({
        values: [values[0], values[i + 1]],
        outcomes: [outcomes[0], outcomes[i + 1]],
        again: again === null ? null : [again[0], again[i + 1]],
      })),
    ),
  );
  if (!json) return comparisons.map(planReport).join('\n\n');
  return JSON.stringify(
    comparisons.length === 1 ? comparisons[0] : { format: 'throughcare plans 1', comparisons },
    null,
    1,
  );
}
