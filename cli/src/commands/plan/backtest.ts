import { parseArgs } from 'node:util';
import { describeBacktest } from '@throughcare/planning';
import type { Backtest, ObservedSeries, Scenario } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { backtestLines } from './calibration-report.ts';
import { mustBeWritable, orSay, readPlanAndSeries, within, writeText } from './read.ts';
import { runOptions, seedAndThreads } from './run-options.ts';
import { seriesOnThreads } from './threads.ts';

const usage = `throughcare plan backtest FILE.yaml SERIES.csv [--runs 200] [--seed 1] [--threads 2] [--json] [--out FILE]

  Runs a plan from its own past day, with those who were there then, and lays it beside what was observed since. It
  says how often the plan's intervals held, and how far off it was. plan run --observed puts the same next to a
  forecast. The series is written as for plan calibrate. Ctrl-C stops, and tells what is known by then.`;

/** `throughcare plan backtest`. */
export const backtest = { usage, run };

const fewest = 20;

function run(args: string[], io: Io): Promise<number> {
  return orSay(io, usage, async () => {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...runOptions,
        runs: { type: 'string', default: '200' },
      },
    });
    const { scenario, series } = readPlanAndSeries(positionals);
    const wanted = within('runs', values.runs, fewest, 100_000);
    const { seed, threads } = seedAndThreads(values);
    mustBeWritable(values.out);
    const told = await lookBack(scenario, series, seed, wanted, threads, io);
    if (told === null) {
      io.err('It was stopped before two runs were there, so nothing is known.\n');
      return 130;
    }
    const text = values.json ? JSON.stringify(told, null, 1) : backtestLines(told).join('\n');
    if (values.out === undefined) io.out(`${text}\n`);
    else writeText(values.out, `${text}\n`);
    if (told.runs === wanted) return 0;
    io.err(`Stopped after ${told.runs} of ${wanted} runs; this is what they say.\n`);
    return 130;
  });
}

/** Runs the plan over the series and lays the two side by side; null when it was stopped before two runs. */
export async function lookBack(
  scenario: Scenario,
  series: ObservedSeries,
  seed: number,
  wanted: number,
  threads: number,
  io: Io,
): Promise<Backtest | null> {
  const job = { kind: 'series', scenario, series, seed, from: 0, scores: null } as const;
  const runs = await seriesOnThreads(job, wanted, threads, io);
  return runs.length < 2
    ? null
    : describeBacktest(
        scenario,
        series,
        runs.map(each => each.figures),
      );
}
