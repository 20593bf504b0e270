import { parentPort, workerData } from 'node:worker_threads';
import { evenRunner, fewestOfRun, replicator, seriesRunner, tableRunner } from '@throughcare/planning';
import type { Replication, SeriesRun } from '@throughcare/planning';
import type { EvenRun, PlacesRun, ThreadJob, ThreadWord, ThreadWork } from './threads.ts';

const { job, next, stop, end } = workerData as ThreadWork;
const say = (word: ThreadWord): void => parentPort!.postMessage(word, []);
try {
  const runOne = runnerOf(job);
  for (let run = take(); run < end && goesOn(); run = take()) {
    const found = runOne(run);
    // Whatever was under way when it was stopped is told apart: no shorter call would have made it.
    if (!goesOn() && 'outcomes' in found && found.outcomes.some(({ stopped }) => stopped !== null)) {
      say({ underWay: found });
    } else say({ run, found });
  }
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  say({ refused: error.message });
}

/** False once somebody has stopped it: a run looks now and then, so that one that would not end tells what it knows. */
function goesOn(): boolean {
  return Atomics.load(stop, 0) === 0;
}

/** The number of the next run, which nobody else gets. */
function take(): number {
  return Atomics.add(next, 0, 1);
}

function runnerOf(what: ThreadJob): (run: number) => Replication | SeriesRun | EvenRun | PlacesRun {
  if (what.kind === 'plans') return replicator(what.scenarios, what.seed, what.warmUp, goesOn);
  if (what.kind === 'table') return tableRunner(what.scenario, what.series, what.seed, what.runsADraw);
  if (what.kind === 'places') {
    const each = what.asked.map(one => fewestOfRun(what.scenario, one));
    return run => ({ fewest: each.map(one => one(run)) });
  }
  if (what.kind === 'even') {
    const { scenarios, parameter, measure, seed, value } = what;
    const differenceOf = evenRunner(scenarios, parameter, measure, seed);
    return run => ({ difference: differenceOf(run, value) });
  }
  const { scenario, series, seed, from, scores } = what;
  const runAt = seriesRunner(scenario, series, seed);
  return run => runAt(from + run, scores?.[run]);
}
