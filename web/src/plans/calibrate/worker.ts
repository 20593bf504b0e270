import {
  describeCalibration,
  fitSeries,
  posteriorScenario,
  rangeOf,
  readSeries,
  seriesRunner,
} from '@throughcare/planning';
import { atWork, scenarioIn, type WorkOut } from '../work/at-work.ts';
import { learnedFile, learnedLines } from './learned-lines.ts';
import type { CalibrationTask, FoundCalibration } from './task.ts';

/** Keys the runs that look at a fit, as the command does: far from those that it was made of. */
const OTHER_RUNS = 0x40000000;

const workOut: WorkOut<CalibrationTask> = async (task, teller) => {
  const { seed, runs, draws, heldBack } = task;
  const scenario = scenarioIn(task.scenario);
  const series = readSeries(task.series.name, task.series.csv, scenario);
  const runAt = seriesRunner(scenario, series, seed);
  const table = [];
  for (let run = 0; run < runs; run++) {
    table.push(runAt(run));
    await teller.done(run + 1);
  }
  const fits = fitSeries(table, series, heldBack, draws);
  const before = fits.before?.draws ?? [];
  const looks = [...before, ...fits.whole.draws];
  const seen: (readonly number[])[] = [];
  for (const [run, scores] of looks.entries()) {
    seen.push(runAt(OTHER_RUNS + run, scores).figures);
    await teller.done(runs + run + 1);
  }
  const calibration = describeCalibration(scenario, series, seed, runs, fits, {
    before: seen.slice(0, before.length),
    whole: seen.slice(before.length),
  });
  const posterior = posteriorScenario(scenario, series, calibration, fits.whole, task.parent);
  const periods = series.figures.map(({ period }) => period).sort();
  const found: FoundCalibration = {
    calibration,
    begins: scenario.begins,
    every: series.every,
    from: periods[0],
    to: periods.at(-1)!,
    labels: Object.fromEntries(Object.entries(scenario.stages).map(([stage, { label }]) => [stage, label])),
    assumed: Object.fromEntries(
      calibration.parameters.map(({ parameter }) => {
        const { low, high } = rangeOf(scenario.parameters[parameter]);
        return [parameter, [low, high] as const];
      }),
    ),
    file: learnedFile(task.lines, task.parent, posterior, calibration.words),
    tried: learnedLines(task.lines, posterior),
  };
  return JSON.stringify(found);
};

atWork(workOut);
