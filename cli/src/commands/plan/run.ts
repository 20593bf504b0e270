import { parseArgs } from 'node:util';
import {
  compareEach,
  describeAlone,
  readSeries,
  refuseComparison,
  underWayInWords,
} from '@throughcare/planning';
import type { Backtest, ObservedSeries, Replication, Scenario } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { lookBack } from './backtest.ts';
import { mustBeWritable, orSay, readScenarioFile, readText, within, writeText } from './read.ts';
import { runOptions, seedAndThreads } from './run-options.ts';
import { aloneReport, planReport } from './report.ts';
import { replicateOnThreads } from './threads.ts';

const usage = `throughcare plan run FILE.yaml [OTHER.yaml ...] [--seed 1] [--replications 200] [--json] [--out FILE]
    [--warm-up YEARS] [--observed SERIES.csv [--past PAST.yaml]]

  Runs scenarios on the same arrivals and the same luck. One alone: every statistic. Two: what differs between
  them. More: each of the others against the first. Ctrl-C stops, and tells what is known by then, of a run that would not
  end too: how far it had come, and where most of it went on.

  --seed N           Whole number; the same seed gives the same bytes. 1 unless given.
  --replications N   How many runs. 20 make a draft in seconds; 200 unless given.
  --warm-up YEARS    Of one plan: years at the beginning that averages over the whole run leave out. 0 unless given.
  --threads N        How many threads; the result is the same. 2 unless given.
  --json             The whole result as JSON, for a page or another program.
  --out FILE         Writes there instead of here.
  --observed FILE    What was observed: the plan is run from its past beside it, and that stands next to the forecast.
  --past FILE        The plan as it stood when the series began, if the first file begins later.

Examples: examples/plans in the repository.`;

/** `throughcare plan run`. */
export const run = { usage, run: runFiles };

function runFiles(args: string[], io: Io): Promise<number> {
  return orSay(io, usage, async () => {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...runOptions,
        replications: { type: 'string', default: '200' },
        'warm-up': { type: 'string' },
        observed: { type: 'string' },
        past: { type: 'string' },
      },
    });
    if (positionals.length === 0) {
      io.err(`Name a scenario file, or several that are to be compared.\n\n${usage}\n`);
      return 2;
    }
    const scenarios = positionals.map(readScenarioFile);
    for (const other of scenarios.slice(1)) refuseComparison(scenarios[0], other);
    const { seed, threads } = seedAndThreads(values);
    const wanted = within('replications', values.replications, 2, 100_000);
    const warmUp = warmUpOf(values['warm-up'], scenarios);
    if (values.past !== undefined && values.observed === undefined) {
      throw new RangeError('--past needs --observed: what the past is laid beside.');
    }
    mustBeWritable(values.out);
    const looked =
      values.observed === undefined ? null : seriesFor(values.past, scenarios[0], values.observed);
    const underWay: Replication[] = [];
    const replications = await replicateOnThreads(scenarios, seed, wanted, threads, io, warmUp, found =>
      underWay.push(found),
    );
    const stopped = replications.length < wanted;
    for (const words of underWay.flatMap(found => whatItKnew(scenarios, found))) io.err(`${words}\n`);
    if (replications.length < 2) {
      io.err(
        `It was stopped before two runs were there, so there are no figures.${underWay.length > 0 ? ' What was under way is told above.' : ''}\n`,
      );
      return 130;
    }
    if (stopped) io.err(`Stopped after ${replications.length} of ${wanted} runs; this is what they say.\n`);
    const backtest =
      stopped || looked === null
        ? null
        : await lookBack(looked.scenario, looked.series, seed, Math.min(wanted, mostLooks), threads, io);
    const text = answer(scenarios, seed, replications, backtest, values.json);
    if (values.out === undefined) io.out(`${text}\n`);
    else writeText(values.out, `${text}\n`);
    return stopped ? 130 : 0;
  });
}

/** What each plan of a replication had come to when it was stopped on its way. */
const whatItKnew = (scenarios: readonly Scenario[], { outcomes }: Replication): string[] =>
  scenarios.flatMap((scenario, i) => underWayInWords(scenario, outcomes[i]) ?? []);

/** An interval of 95% is known well enough by so many runs. */
const mostLooks = 200;

/** Whole years, fewer than the plan has; two plans side by side have no figures over all years that would heed it. */
function warmUpOf(text: string | undefined, [first, ...others]: readonly Scenario[]): number {
  if (text === undefined) return 0;
  if (others.length > 0) throw new RangeError('--warm-up is for one plan alone; name one file.');
  return within('warm-up', text, 0, first.years - 1);
}

/** The plan that the series is laid beside, and the series as that plan reads it. */
function seriesFor(
  past: string | undefined,
  first: Scenario,
  file: string,
): { scenario: Scenario; series: ObservedSeries } {
  const scenario = past === undefined ? first : readScenarioFile(past);
  return { scenario, series: readSeries(file, readText(file), scenario) };
}

function answer(
  scenarios: readonly Scenario[],
  seed: number,
  replications: readonly Replication[],
  backtest: Backtest | null,
  json: boolean,
): string {
  const [first, ...others] = scenarios;
  if (others.length === 0) {
    const alone = describeAlone(first, 0, seed, replications, backtest);
    return json ? JSON.stringify(alone, null, 1) : aloneReport(alone);
  }
  const comparisons = compareEach(scenarios, seed, replications, backtest);
  if (!json) return comparisons.map(planReport).join('\n\n');
  return JSON.stringify(
    comparisons.length === 1 ? comparisons[0] : { format: 'throughcare plans 3', comparisons },
    null,
    1,
  );
}
