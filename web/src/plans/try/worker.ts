import {
  compareEach,
  describeBacktest,
  refuseComparison,
  replicator,
  seriesRunner,
  type Backtest,
  type Replication,
} from '@throughcare/planning';
import { atWork, scenarioIn, type WorkOut } from '../work/at-work.ts';
import type { PlanTask } from './plan-task.ts';

/** Runs every scenario on the same luck. */
const workOut: WorkOut<PlanTask> = async ({ scenarios: files, seed, runs, looks, lookBack }, teller) => {
  const scenarios = files.map(scenarioIn);
  for (const other of scenarios.slice(1)) refuseComparison(scenarios[0], other);
  const runOne = replicator(scenarios, seed);
  const found: Replication[] = [];
  const stoppedEach = () =>
    scenarios.find((_, i) => found.every(({ outcomes }) => outcomes[i].stopped !== null));
  const tell = (backtest: Backtest | null = null) =>
    JSON.stringify(compareEach(scenarios, seed, found, backtest, [scenarios[0].drawnYear]));
  while (found.length < runs) {
    found.push(runOne(found.length));
    if (looks.includes(found.length) && found.length < runs && !stoppedEach()) teller.soFar(tell());
    await teller.done(found.length);
  }
  const without = stoppedEach();
  if (without) {
    const { why } = found[0].outcomes[scenarios.indexOf(without)].stopped!;
    throw new RangeError(
      `Every run of “${without.name}” was stopped before its end, so there is nothing to show. ${why}`,
    );
  }
  if (!lookBack) return tell();
  const runAt = seriesRunner(scenarios[0], lookBack.series, seed);
  const seen: (readonly number[])[] = [];
  while (seen.length < lookBack.runs) {
    seen.push(runAt(seen.length).figures);
    await teller.done(runs + seen.length);
  }
  return tell(describeBacktest(scenarios[0], lookBack.series, seen));
};

atWork(workOut);
