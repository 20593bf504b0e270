import { dirname, relative } from 'node:path';
import { parseArgs } from 'node:util';
import {
  describeCalibration,
  fewestRunsToFit,
  fitSeries,
  mostRunsADraw,
  posteriorScenario,
} from '@throughcare/planning';
import type { ObservedSeries } from '@throughcare/planning';
import type { Io } from '../../command.ts';
import { calibrationReport } from './calibration-report.ts';
import { mustBeWritable, orSay, readPlanAndSeries, within, writeText } from './read.ts';
import { runOptions, seedAndThreads } from './run-options.ts';
import { seriesOnThreads } from './threads.ts';

const usage = `throughcare plan calibrate FILE.yaml SERIES.csv [--hold-back 12] [--runs 1000] [--runs-a-draw 1]
    [--draws 200] [--seed 1] [--threads 2] [--scenario FILE] [--json] [--out FILE]

  Fits what a plan assumes to what was observed. The plan begins with the series, or before it, and with those who
  were there then. The last months are held back: the plan is fitted without them and then asked for them. Ctrl-C
  stops, and tells what is known by then.

  SERIES.csv         period,stage,statistic,value: a figure a line, such as 2024-03,investigation,came,412. Statistics
                     are came, began, completed, orderEndedFirst, detectedReoffences, waiting, inside and meanWait
                     (days); waiting and inside are at the period's end, and completed
                     is everybody whose time there ended, however they went on.
  --hold-back N      How many of the last periods are held back. 12 months (or 1 year) unless given; 0 holds back none.
  --runs N           Runs under what is assumed. 100 draws of it at least, 1,000 runs unless given.
  --runs-a-draw N    How many of them share each draw of the numbers, with luck of their own. 1 unless given, which
                     tells most in the same time where chance is small beside what is not known.
  --draws N          How many draws the new scenario carries.
  --scenario FILE    Writes a scenario that extends FILE.yaml and carries what was learned, with source and date.
  --json, --out FILE As for plan run.`;

/** Keys the runs that look at a fit: far from those that it was made of. */
const otherRuns = 0x40000000;

/** How many of the last periods the fit does not see: a year, unless told otherwise. */
function heldBackOf(told: string | undefined, { every, periods, file }: ObservedSeries): number {
  if (told !== undefined) return within('hold-back', told, 0, periods - 1);
  const year = every === 'year' ? 1 : 12;
  if (year < periods) return year;
  throw new RangeError(
    `${file} has ${periods} ${every}${periods === 1 ? '' : 's'}, so that no year can be held back with something left to fit. Give --hold-back, from 0 to ${periods - 1}.`,
  );
}

/** `throughcare plan calibrate`. */
export const calibrate = { usage, run };

function run(args: string[], io: Io): Promise<number> {
  return orSay(io, usage, async () => {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...runOptions,
        'hold-back': { type: 'string' },
        runs: { type: 'string', default: '1000' },
        'runs-a-draw': { type: 'string', default: '1' },
        draws: { type: 'string', default: '200' },
        scenario: { type: 'string' },
      },
    });
    const { file, scenario, series } = readPlanAndSeries(positionals);
    const heldBack = heldBackOf(values['hold-back'], series);
    const runsADraw = within('runs-a-draw', values['runs-a-draw'], 1, mostRunsADraw);
    const wanted = within('runs', values.runs, fewestRunsToFit * runsADraw, 1_000_000);
    const draws = within('draws', values.draws, 20, 5000);
    const { seed, threads } = seedAndThreads(values);
    mustBeWritable(values.out);
    mustBeWritable(values.scenario);
    io.err(`Runs under what is assumed\n`);
    const table = await seriesOnThreads(
      { kind: 'table', scenario, series, seed, runsADraw },
      wanted,
      threads,
      io,
    );
    if (table.length < fewestRunsToFit) {
      io.err(`It was stopped after ${table.length} runs; ${fewestRunsToFit} are needed to say anything.\n`);
      return 130;
    }
    const fits = fitSeries(table, series, heldBack, draws);
    const before = fits.before?.draws ?? [];
    const looks = [...before, ...fits.whole.draws];
    let seen: readonly (readonly number[])[] = [];
    let stopped = table.length < wanted;
    if (!stopped) {
      io.err('Runs under what was learned\n');
      const job = { kind: 'series', scenario, series, seed, from: otherRuns, scores: looks } as const;
      seen = (await seriesOnThreads(job, looks.length, threads, io)).map(each => each.figures);
      stopped = seen.length < looks.length;
    }
    if (stopped) io.err('It was stopped; this is what is known.\n');
    const told = describeCalibration(scenario, series, seed, table.length, fits, {
      before: seen.slice(0, before.length),
      whole: seen.slice(before.length),
    });
    const text = values.json ? JSON.stringify(told, null, 1) : calibrationReport(told);
    if (values.out === undefined) io.out(`${text}\n`);
    else writeText(values.out, `${text}\n`);
    if (values.scenario !== undefined) {
      const parent = relative(dirname(values.scenario), file);
      writeText(values.scenario, posteriorScenario(scenario, series, told, fits.whole, parent));
    }
    return stopped ? 130 : 0;
  });
}
